"""Every word that the page itself says, in the product's two languages."""

from profiles.finding import Language, Wording

LABELS = {
    # The facts beside the address.
    "invoice_number": Wording("Rechnungsnummer", "Invoice number"),
    "issue_date": Wording("Rechnungsdatum", "Invoice date"),
    "delivery_date": Wording("Lieferdatum", "Delivery date"),
    "payment_due_date": Wording("Fällig am", "Due date"),
    "buyer_identifier": Wording("Kundennummer", "Customer number"),
    "buyer_reference": Wording("Käuferreferenz", "Buyer reference"),
    "project_reference": Wording("Projekt", "Project"),
    "contract_reference": Wording("Vertrag", "Contract"),
    "purchase_order_reference": Wording("Bestellnummer", "Purchase order"),
    "buyer_vat_id": Wording("Ihre USt-IdNr.", "Your VAT ID"),
    "deliver_to": Wording("Lieferung an", "Delivered to"),
    # The lines.
    "line": Wording("Pos.", "No."),
    "item": Wording("Bezeichnung", "Description"),
    "quantity": Wording("Menge", "Quantity"),
    "net_price": Wording("Einzelpreis", "Unit price"),
    "vat": Wording("USt.", "VAT"),
    "net_amount": Wording("Netto", "Net"),
    # The sums.
    "line_net_amount": Wording("Summe der Positionen", "Sum of lines"),
    "without_vat": Wording("Gesamtbetrag netto", "Total without VAT"),
    "vat_on": Wording("Umsatzsteuer {rate} auf {amount}", "VAT {rate} on {amount}"),
    "vat_none_on": Wording("Nicht steuerbar: {amount}", "Outside the scope of VAT: {amount}"),
    "vat_amount": Wording("Umsatzsteuer gesamt", "Total VAT"),
    "with_vat": Wording("Gesamtbetrag brutto", "Total with VAT"),
    "due_for_payment": Wording("Zahlbetrag", "Amount due"),
    # How to pay.
    "payment": Wording("Zahlung", "Payment"),
    "payment_means": Wording("Zahlungsart", "Payment means"),
    "payment_terms": Wording("Zahlungsbedingungen", "Payment terms"),
    "account_name": Wording("Kontoinhaber", "Account name"),
    "account": Wording("Konto", "Account"),
    "iban": Wording("IBAN", "IBAN"),
    "bic": Wording("BIC", "BIC"),
    "remittance_information": Wording("Verwendungszweck", "Payment reference"),
    # What else there is to say.
    "notes": Wording("Hinweise", "Notes"),
    "seller": Wording("Verkäufer", "Seller"),
    "buyer": Wording("Käufer", "Buyer"),
    "trading_name": Wording("Handelsname", "Trading name"),
    "identifier": Wording("Kennung", "Identifier"),
    "legal_registration": Wording("Registernummer", "Registration number"),
    "electronic_address": Wording("Elektronische Adresse", "Electronic address"),
    "contact": Wording("Ansprechpartner", "Contact"),
    "phone": Wording("Telefon", "Phone"),
    "email": Wording("E-Mail", "Email"),
    "vat_id": Wording("USt-IdNr.", "VAT ID"),
    "tax_number": Wording("Steuernummer", "Tax number"),
    # Every page.
    "page_of": Wording("Seite {page} von {pages}", "Page {page} of {pages}"),
}

# UNTDID 1001, as BT-3 uses it; in Germany only a self-billed invoice may be called a Gutschrift.
TITLES = {
    "261": Wording("Gutschriftskorrektur", "Self-billed credit note"),
    "325": Wording("Proformarechnung", "Pro forma invoice"),
    "326": Wording("Teilrechnung", "Partial invoice"),
    "380": Wording("Rechnung", "Invoice"),
    "381": Wording("Rechnungskorrektur", "Credit note"),
    "384": Wording("Rechnungskorrektur", "Corrected invoice"),
    "386": Wording("Vorauszahlungsrechnung", "Prepayment invoice"),
    "389": Wording("Gutschrift", "Self-billed invoice"),
    "396": Wording("Rechnungskorrektur", "Factored credit note"),
    "875": Wording("Abschlagsrechnung", "Partial construction invoice"),
    "876": Wording("Teilschlussrechnung", "Partial final construction invoice"),
    "877": Wording("Schlussrechnung", "Final construction invoice"),
}

# UNTDID 5305, as BT-118 uses it: why there is no VAT, or which tax stands in its place.
VAT_CATEGORIES = {
    "AE": Wording("Steuerschuldnerschaft des Leistungsempfängers", "Reverse charge"),
    "E": Wording("Steuerfrei", "Exempt from VAT"),
    "G": Wording("Steuerfreie Ausfuhrlieferung", "Export, exempt from VAT"),
    "K": Wording(
        "Steuerfreie innergemeinschaftliche Lieferung", "Intra-community supply, exempt from VAT"
    ),
    "L": Wording("Kanarische Inseln: IGIC", "Canary Islands: IGIC"),
    "M": Wording("Ceuta und Melilla: IPSI", "Ceuta and Melilla: IPSI"),
    "O": Wording("Nicht steuerbar", "Outside the scope of VAT"),
    "Z": Wording("Nullsatz der Umsatzsteuer", "Zero rate of VAT"),
}

# UNTDID 4461, as BT-81 uses it.
PAYMENT_MEANS = {
    "10": Wording("Barzahlung", "Cash"),
    "20": Wording("Scheck", "Cheque"),
    "30": Wording("Überweisung", "Credit transfer"),
    "42": Wording("Zahlung auf Bankkonto", "Payment to bank account"),
    "48": Wording("Kartenzahlung", "Bank card"),
    "49": Wording("Lastschrift", "Direct debit"),
    "54": Wording("Kreditkarte", "Credit card"),
    "55": Wording("Debitkarte", "Debit card"),
    "57": Wording("Dauerauftrag", "Standing agreement"),
    "58": Wording("SEPA-Überweisung", "SEPA credit transfer"),
    "59": Wording("SEPA-Lastschrift", "SEPA direct debit"),
    "68": Wording("Online-Zahlungsdienst", "Online payment service"),
    "97": Wording("Verrechnung", "Clearing between partners"),
}


def language_of(locale: str) -> Language:
    """Return the language in which the page speaks to readers of the locale."""
    return "de" if locale.lower().partition("_")[0] == "de" else "en"


def title_of(type_code: str, language: Language) -> str:
    """Name the kind of document that BT-3 says it is."""
    return TITLES.get(type_code, TITLES["380"]).to(language)
