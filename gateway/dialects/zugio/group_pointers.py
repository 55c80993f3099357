"""Terms that the request has no single place for, and the field that most likely is meant."""

GROUP_POINTERS = {
    "BG-1": "/invoice/notes",
    "BT-9": "/invoice/payment_due_date",
    "BT-20": "/invoice/payment_terms",
    "BG-2": "/profile_urn",
    "BG-5": "/company/seller/street",
    "BG-6": "/company/seller/contact_name",
    "BG-8": "/invoice/buyer/street",
    "BG-9": "/invoice/buyer/contact_name",
    "BG-12": "/company/tax_representative/street",
    "BG-13": "/invoice/delivery_date",
    "BG-17": "/payment_means/iban",
    "BG-18": "/payment_means/card_number",
    "BG-19": "/payment_means/mandate_reference",
    "BG-29": "/invoice/items/*/unit_price_net",
    "BG-30": "/invoice/items/*/vat_category_code",
    "BG-31": "/invoice/items/*/name",
}
