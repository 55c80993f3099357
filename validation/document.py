"""Reads XML that may be hostile, and tells what kind of invoice it is.

No DTD, no entities, no network, libxml2's limits left on.
"""

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from validation.scenarios import DocumentKind

GUIDELINE_LENGTH_MAX = 512

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_CII = "urn:un:unece:uncefact:data:standard"
_KIND_BY_ROOT: Mapping[str, DocumentKind] = {
    f"{{{_CII}:CrossIndustryInvoice:100}}CrossIndustryInvoice": "cii",
    f"{{{_UBL}:Invoice-2}}Invoice": "ubl-invoice",
    f"{{{_UBL}:CreditNote-2}}CreditNote": "ubl-credit-note",
}
_ZUGFERD_1_0 = "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument"
_CUSTOMIZATION = f"{{{_UBL}:CommonBasicComponents-2}}CustomizationID"
_GUIDELINE_BY_KIND: Mapping[DocumentKind, str] = {
    "cii": (
        f"{{{_CII}:CrossIndustryInvoice:100}}ExchangedDocumentContext"
        f"/{{{_CII}:ReusableAggregateBusinessInformationEntity:100}}"
        "GuidelineSpecifiedDocumentContextParameter"
        f"/{{{_CII}:ReusableAggregateBusinessInformationEntity:100}}ID"
    ),
    "ubl-invoice": _CUSTOMIZATION,
    "ubl-credit-note": _CUSTOMIZATION,
}


class Identity(Struct, frozen=True):
    """What kind of document it is, and the guideline that it says it follows (BT-24)."""

    kind: DocumentKind
    guideline: str


_DOCTYPE = Finding(
    severity="error",
    category="format",
    rule="ZG-XML-DOCTYPE",
    message=Wording(
        de="Das XML enthält eine Dokumenttyp-Deklaration (DOCTYPE). Sie wird nicht angenommen.",
        en="The XML contains a document type declaration (DOCTYPE), which is not accepted.",
    ),
    hint=Wording(
        de="Entfernen Sie die DOCTYPE-Deklaration; eine E-Rechnung braucht keine.",
        en="Remove the DOCTYPE declaration; no electronic invoice needs one.",
    ),
)


def parse(xml: bytes) -> "etree._Element | Finding":
    """Return the root element, or the finding that says why there is none; MemoryError passes."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        # That memory ran out is not the document's fault; lxml's published types lack the code.
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        return _malformed(error)
    except ValueError:  # an encoding that libxml2 does not know
        return _malformed(None)
    info = root.getroottree().docinfo
    return root if info.internalDTD is None and not info.doctype else _DOCTYPE


def kind_of(root: etree._Element) -> DocumentKind | None:
    """Tell the kind of a document by its root element."""
    return _KIND_BY_ROOT.get(root.tag)


def identify(root: etree._Element) -> "Identity | Finding":
    """Tell the kind of a document by its root element, or return the finding that refuses it."""
    kind = kind_of(root)
    if kind is None:
        return _OUTDATED if root.tag == _ZUGFERD_1_0 else _UNKNOWN
    guideline = (root.findtext(_GUIDELINE_BY_KIND[kind]) or "").strip()
    return Identity(kind, guideline[:GUIDELINE_LENGTH_MAX])


def too_large(bytes_max: int) -> Finding:
    """Return the finding for a document of more bytes than are read."""
    return Finding(
        severity="error",
        rule="ZG-XML-TOO-LARGE",
        category="format",
        message=Wording(
            de=f"Das XML ist größer als {bytes_max >> 20} MB und wird nicht gelesen.",
            en=f"The XML is larger than {bytes_max >> 20} MB and is not read.",
        ),
    )


def unlike(syntax: Syntax) -> Finding:
    """Return the finding for an invoice that is not in the syntax that it was said to be in."""
    return Finding(
        severity="error",
        rule="ZG-XML-SYNTAX",
        category="format",
        message=Wording(
            de=f"Die Rechnung ist nicht in der Syntax {syntax.upper()}.",
            en=f"The invoice is not in the syntax {syntax.upper()}.",
        ),
    )


_OUTDATED = Finding(
    severity="error",
    rule="ZG-ZUGFERD-1",
    category="format",
    term="BT-24",
    message=Wording(
        de="Die Rechnung ist im Format ZUGFeRD 1.0 von 2014, das EN 16931 nicht entspricht.",
        en="The invoice is in ZUGFeRD 1.0 of 2014, a format that does not follow EN 16931.",
    ),
    hint=Wording(
        de="Bitten Sie den Aussteller um eine Rechnung nach ZUGFeRD 2 (Factur-X) oder XRechnung.",
        en="Ask whoever issued it for an invoice in ZUGFeRD 2 (Factur-X) or XRechnung.",
    ),
)
_UNKNOWN = Finding(
    severity="error",
    rule="ZG-XML-ROOT",
    category="format",
    message=Wording(
        de="Das XML ist keine Rechnung in CII oder UBL.",
        en="The XML is no invoice in CII or UBL.",
    ),
    hint=Wording(
        de="Das Wurzelelement muss CrossIndustryInvoice (CII), Invoice oder CreditNote (UBL 2.1) "
        "sein, im Namensraum dieser Syntax.",
        en="The root element must be CrossIndustryInvoice (CII), Invoice or CreditNote (UBL 2.1), "
        "in the namespace of that syntax.",
    ),
)


def _malformed(error: etree.XMLSyntaxError | None) -> Finding:
    line, column = error.position if error is not None else (1, 1)
    return Finding(
        severity="error",
        rule="ZG-XML-MALFORMED",
        category="format",
        message=Wording(
            de=f"Das XML ist nicht lesbar (Zeile {line}, Spalte {column}).",
            en=f"The XML cannot be read (line {line}, column {column}).",
        ),
        hint=Wording(
            de="Prüfen Sie, ob die Datei vollständig und wohlgeformt ist und die Kodierung stimmt.",
            en="Check that the file is complete and well-formed, and that its encoding is right.",
        ),
    )
