"""What other systems, and people, call the fields of a Zugio request."""

from gateway.dialects.other_names import OtherNames

# A field, and what else it is called.
_CALLED: dict[str, str] = {
    "invoice_number": "number invoice_no invoice_id invoice_nr rechnungsnummer document_number",
    "issue_date": "date invoice_date date_of_issue issued issued_at rechnungsdatum datum",
    "payment_due_date": "due_date due due_on payment_date faelligkeit faelligkeitsdatum",
    "due_days": "payment_days days_due payment_term_days zahlungsziel",
    "delivery_date": "service_date supply_date date_of_supply performance_date leistungsdatum "
    "lieferdatum",
    "invoicing_period": "billing_period service_period period leistungszeitraum",
    "period": "service_period billing_period invoicing_period",
    "type_code": "type invoice_type document_type invoice_type_code",
    "items": "lines line_items invoice_lines positions products rows positionen",
    "buyer": "customer client recipient bill_to invoice_to kunde kaeufer",
    "seller": "supplier vendor issuer sender biller verkaeufer lieferant",
    "deliver_to": "ship_to delivery_address shipping_address delivery lieferadresse",
    "notes": "note comment comments remark remarks message",
    "note": "notes comment comments remark remarks",
    "purchase_order_reference": "order_number order_reference po_number purchase_order order_id "
    "bestellnummer",
    "buyer_reference": "leitweg_id leitwegid route_id routing_id your_reference",
    "preceding_invoices": "preceding_invoice original_invoice related_invoice invoice_reference",
    "prepaid_amount": "paid paid_amount amount_paid deposit",
    "name": "title product product_name item_name company_name company artikel bezeichnung firma",
    "description": "text details beschreibung",
    "quantity": "qty count amount menge anzahl",
    "unit_code": "unit uom unit_of_measure einheit",
    "unit_price_net": "price unit_price net_price price_net net_unit_price unit_net_price preis "
    "einzelpreis",
    "unit_price_gross": "gross_price price_gross gross_unit_price unit_gross_price bruttopreis",
    "vat_percent": "vat_rate tax_rate vat tax tax_percent tax_percentage vat_percentage mwst ust "
    "steuersatz",
    "vat_category_code": "vat_category tax_category tax_category_code tax_code vat_code",
    "vat_exemption_reason": "tax_exemption_reason exemption_reason",
    "discount_percent": "discount rebate rabatt",
    "net_amount": "total line_total total_net net_total",
    "identifiers": "sku article_number product_id product_code item_number ean gtin artikelnummer",
    "street": "address address_1 address_line address_line_1 street_1 street_name line1 line_1 "
    "strasse",
    "street_2": "address_2 address_line_2 line2 line_2 additional_street",
    "postcode": "zip zip_code zipcode postal_code post_code postalcode plz",
    "city": "town place ort stadt",
    "country_code": "country country_iso land",
    "subdivision": "state region province county bundesland",
    "vat_id": "vat_number vat_no vat_identifier ust_id ustid ust_idnr ustidnr uid tax_id vat",
    "tax_number": "tax_no steuernummer fiscal_number",
    "legal_registration_identifier": "registration_number company_number trade_register hrb "
    "register_number",
    "identifier": "customer_number customer_id supplier_number supplier_id id kundennummer",
    "contact_name": "contact contact_person ansprechpartner",
    "contact_email": "email e_mail mail email_address",
    "contact_phone": "phone telephone tel phone_number telefon",
    "contact_fax": "fax fax_number",
    "iban": "bank_account account account_number account_iban konto",
    "bic": "swift swift_code bic_code",
    "account_name": "account_holder holder owner account_owner kontoinhaber",
    "remittance_information": "payment_reference reference purpose verwendungszweck",
    "mandate_reference": "mandate_id mandate",
    "payment_means": "payment payments payment_method bank bank_details bank_account",
    "payment_terms": "terms terms_of_payment zahlungsbedingungen",
    "locale": "language lang sprache",
    "currency": "currency_code waehrung",
    "profile_urn": "profile guideline customization_id",
    "attachments": "attachment files documents anhaenge",
}

# Where a field stands that is looked for elsewhere.
_PLACES = (
    "/company/seller",
    "/company/payee",
    "/company/defaults",
    "/company/defaults/currency",
    "/company/defaults/locale",
    "/invoice/invoice_number",
    "/invoice/issue_date",
    "/invoice/payment_due_date",
    "/invoice/delivery_date",
    "/invoice/due_days",
    "/invoice/buyer",
    "/invoice/buyer/buyer_reference",
    "/invoice/deliver_to",
    "/invoice/items",
    "/invoice/notes",
    "/invoice/payment_terms",
    "/invoice/type_code",
    "/invoice/attachments",
    "/invoice/purchase_order_reference",
    "/payment_means",
    "/payment_means/iban",
    "/payment_means/bic",
    "/payment_means/account_name",
    "/profile_urn",
)


def _by_other_name() -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for field, names in _CALLED.items():
        for name in names.split():
            fields[name] = (*fields.get(name, ()), field)
    return fields


OTHER_NAMES = OtherNames(_by_other_name(), {place.split("/")[-1]: place for place in _PLACES})
