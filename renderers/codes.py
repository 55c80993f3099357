"""The codes of an invoice in words, in the product's two languages; any other stands as it is."""

from profiles.finding import Language, Wording

# UNTDID 1001, as BT-3 uses it; in Germany only a self-billed invoice may be called a Gutschrift.
TITLES = {
    "80": Wording("Belastungsanzeige", "Debit note"),
    "81": Wording("Rechnungskorrektur", "Credit note"),
    "82": Wording("Verbrauchsabrechnung", "Metered services invoice"),
    "83": Wording("Rechnungskorrektur", "Credit note"),
    "84": Wording("Belastungsanzeige", "Debit note"),
    "261": Wording("Gutschriftskorrektur", "Self-billed credit note"),
    "325": Wording("Proformarechnung", "Pro forma invoice"),
    "326": Wording("Teilrechnung", "Partial invoice"),
    "380": Wording("Rechnung", "Invoice"),
    "381": Wording("Rechnungskorrektur", "Credit note"),
    "383": Wording("Belastungsanzeige", "Debit note"),
    "384": Wording("Rechnungskorrektur", "Corrected invoice"),
    "385": Wording("Sammelrechnung", "Consolidated invoice"),
    "386": Wording("Vorauszahlungsrechnung", "Prepayment invoice"),
    "389": Wording("Gutschrift", "Self-billed invoice"),
    "394": Wording("Leasingrechnung", "Lease invoice"),
    "395": Wording("Konsignationsrechnung", "Consignment invoice"),
    "396": Wording("Rechnungskorrektur", "Factored credit note"),
    "751": Wording("Rechnungsdaten zur Buchung", "Invoice information for accounting purposes"),
    "780": Wording("Frachtrechnung", "Freight invoice"),
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
    "S": Wording("Umsatzsteuer", "VAT"),
    "Z": Wording("Nullsatz der Umsatzsteuer", "Zero rate of VAT"),
}

_ON_ISSUE = Wording("mit Rechnungsdatum", "on the invoice date")
_ON_DELIVERY = Wording("mit Lieferung", "on delivery")
_ON_PAYMENT = Wording("mit Zahlung", "on payment")

# UNTDID 2475 as CII writes BT-8, UNTDID 2005 as UBL does: when the VAT becomes due.
TAX_POINTS = {
    "5": _ON_ISSUE,
    "29": _ON_DELIVERY,
    "72": _ON_PAYMENT,
    "3": _ON_ISSUE,
    "35": _ON_DELIVERY,
    "432": _ON_PAYMENT,
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

# UNTDID 4451, as BT-21 uses it: what a note is about.
NOTE_SUBJECTS = {
    "AAI": Wording("Allgemeines", "General information"),
    "AAJ": Wording("Bedingungen", "Additional conditions"),
    "ABL": Wording("Rechtliche Angaben", "Government information"),
    "ADU": Wording("Anmerkung", "Note"),
    "CUS": Wording("Zoll", "Customs declaration"),
    "PMD": Wording("Zahlung", "Payment detail"),
    "PMT": Wording("Zahlung", "Payment information"),
    "REG": Wording("Registerangaben", "Regulatory information"),
    "SUR": Wording("Anmerkung des Verkäufers", "Supplier remarks"),
    "TXD": Wording("Steuer", "Tax declaration"),
}

# ISO 6523 and the list of electronic addresses: whose identifier it is.
SCHEMES = {
    "0060": Wording("D-U-N-S", "D-U-N-S"),
    "0088": Wording("GLN", "GLN"),
    "0160": Wording("GTIN", "GTIN"),
    "0204": Wording("Leitweg-ID", "Leitweg-ID"),
    "9930": Wording("USt-IdNr.", "VAT ID"),
    "EM": Wording("E-Mail", "email"),
}


def title_of(type_code: str | None, language: Language) -> str:
    """Name the kind of document that BT-3 says it is."""
    return TITLES.get(type_code or "", TITLES["380"]).to(language)


def in_words(codes: dict[str, Wording], code: str, language: Language) -> str:
    """Return what the code means, else the code."""
    return codes[code].to(language) if code in codes else code
