"""Every word that the report on a judged document says itself."""

from profiles.finding import Wording
from profiles.profile import NO_INVOICE

# What is counted: one of it, and several.
COUNTED = {
    "error": (Wording("Fehler", "error"), Wording("Fehler", "errors")),
    "warning": (Wording("Warnung", "warning"), Wording("Warnungen", "warnings")),
    "information": (Wording("Hinweis", "note"), Wording("Hinweise", "notes")),
    "line": (Wording("Position", "Line"), Wording("Positionen", "Lines")),
    "rule": (Wording("Regel", "Rule"), Wording("Regeln", "Rules")),
    "file": (Wording("Datei", "file"), Wording("Dateien", "files")),
    "more": (Wording("weitere Stelle", "more place"), Wording("weitere Stellen", "more places")),
}

REPORT_LABELS = {
    "title": Wording("Prüfbericht", "Validation report"),
    "valid": Wording("Die Rechnung ist gültig.", "The invoice is valid."),
    "invalid": Wording("Die Rechnung ist ungültig.", "The invoice is invalid."),
    "undecided": Wording(
        "Ob die Rechnung gültig ist, steht nicht fest.",
        "Whether the invoice is valid is not known.",
    ),
    "verdict_valid": Wording("gültig", "valid"),
    "verdict_invalid": Wording("ungültig", "invalid"),
    "verdict_undecided": Wording("offen", "not known"),
    "number": Wording("Rechnungsnummer", "Invoice number"),
    "date": Wording("Rechnungsdatum", "Invoice date"),
    "seller": Wording("Verkäufer", "Seller"),
    "buyer": Wording("Käufer", "Buyer"),
    "without_vat": Wording("Summe ohne USt.", "Total without VAT"),
    "vat": Wording("Umsatzsteuer", "VAT"),
    "due": Wording("Zahlbetrag", "Amount due"),
    "profile": Wording("Profil", "Profile"),
    "profile_urn": Wording("Kennung (BT-24)", "Id (BT-24)"),
    "syntax": Wording("Syntax", "Syntax"),
    "embedded": Wording("Rechnung im PDF", "Invoice in the PDF"),
    "attachments": Wording("Weitere Dateien im PDF", "Other files in the PDF"),
    "rules": Wording("Geprüft mit", "Checked with"),
    "no_rules": Wording("Kein Regelwerk kam zur Anwendung.", "No rules were applied."),
    "schema_failed": Wording(
        "Das Dokument verletzt das XML-Schema. Die Regeln wurden deshalb nicht gefragt.",
        "The document breaks the XML Schema. The rules were therefore not asked.",
    ),
    "to_do": Wording("Was zu tun ist", "What to do"),
    "nothing_found": Wording("Es gibt nichts zu beanstanden.", "There is nothing to object to."),
    "format": Wording("Formatfehler", "Format error"),
    "business_rule": Wording("Geschäftsregelfehler", "Business rule error"),
    "content": Wording("Inhaltsfehler", "Content error"),
    "about_format": Wording(
        "Die Datei hält ihr Format nicht ein und ist damit keine E-Rechnung.",
        "The file does not keep to its format, and so is no electronic invoice.",
    ),
    "about_business_rule": Wording(
        "Die Rechnung widerspricht sich selbst oder einer Regel ihres Profils.",
        "The invoice contradicts itself or a rule of its profile.",
    ),
    "about_content": Wording(
        "Betroffen ist eine Angabe, die das Umsatzsteuergesetz verlangt (§§ 14, 14a UStG). Davon "
        "kann der Vorsteuerabzug abhängen.",
        "This is about a detail that German VAT law asks for (§§ 14, 14a UStG). The right to "
        "deduct input tax can depend on it.",
    ),
    "classes": Wording(
        "Einteilung der Fehler nach dem Schreiben des Bundesfinanzministeriums vom 15.10.2025.",
        "Errors are classed after the letter of Germany's finance ministry of 2025-10-15.",
    ),
    "preflight": Wording(
        "In welchen Profilen ließe sich diese Rechnung ausstellen?",
        "Under which profiles could this invoice be issued?",
    ),
    "possible": Wording("möglich", "possible"),
    "impossible": Wording("nicht möglich", "not possible"),
    "no_invoice": NO_INVOICE,
    "missing": Wording("Fehlt", "Missing"),
    "wrong": Wording("Stimmt nicht", "Wrong"),
    "dropped": Wording("Fiele weg", "Would be left out"),
    "legacy": Wording("alte Kennung", "legacy id"),
}
