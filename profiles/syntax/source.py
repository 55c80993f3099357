"""Parses XML that may be hostile, and says which kind of invoice it is; knows nothing of the model.

No DTD, no entities, no network; depth and size have limits.
"""

from typing import Literal

from lxml import etree

from profiles.finding import Finding, Wording

BYTES_MAX = 50 << 20
# Invoices are about ten deep; what reads them may recurse.
DEPTH_MAX = 64
# Opening and closing ones together: 5,000 lines with a hundred elements each.
TAGS_MAX = 1_000_000
# No element of an invoice has more than three; listing many takes libxml2 very long.
ATTRIBUTES_MAX = 100

DocumentKind = Literal["cii", "ubl-invoice", "ubl-credit-note"]

_KINDS: dict[str, DocumentKind] = {
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": "cii",
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": "ubl-invoice",
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": "ubl-credit-note",
}
_ZUGFERD_1_0 = "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument"


def _finding(rule: str, message: Wording, hint: Wording | None = None) -> Finding:
    return Finding(severity="error", category="format", rule=rule, message=message, hint=hint)


_DOCTYPE = _finding(
    "ZG-XML-DOCTYPE",
    Wording(
        de="Das XML enthält eine Dokumenttyp-Deklaration (DOCTYPE). Sie wird nicht angenommen.",
        en="The XML contains a document type declaration (DOCTYPE), which is not accepted.",
    ),
    Wording(
        de="Entfernen Sie die DOCTYPE-Deklaration; eine E-Rechnung braucht keine.",
        en="Remove the DOCTYPE declaration; no electronic invoice needs one.",
    ),
)
_TOO_MANY_TAGS = _finding(
    "ZG-XML-TOO-LARGE",
    Wording(
        de=f"Das XML hat mehr als {TAGS_MAX} Tags und wird nicht gelesen.",
        en=f"The XML has more than {TAGS_MAX} tags and is not read.",
    ),
)
_TOO_DEEP = _finding(
    "ZG-XML-TOO-DEEP",
    Wording(
        de=f"Das XML ist tiefer als {DEPTH_MAX} Ebenen verschachtelt.",
        en=f"The XML is nested deeper than {DEPTH_MAX} levels.",
    ),
)
_TOO_MANY_ATTRIBUTES = _finding(
    "ZG-XML-ATTRIBUTES",
    Wording(
        de=f"Ein Element des XML hat mehr als {ATTRIBUTES_MAX} Attribute.",
        en=f"An element of the XML has more than {ATTRIBUTES_MAX} attributes.",
    ),
)
_OUTDATED = _finding(
    "ZG-ZUGFERD-1",
    Wording(
        de="Die Rechnung ist im Format ZUGFeRD 1.0 von 2014, das EN 16931 nicht entspricht.",
        en="The invoice is in ZUGFeRD 1.0 of 2014, a format that does not follow EN 16931.",
    ),
    Wording(
        de="Bitten Sie den Aussteller um eine Rechnung nach ZUGFeRD 2 (Factur-X) oder XRechnung.",
        en="Ask whoever issued it for an invoice in ZUGFeRD 2 (Factur-X) or XRechnung.",
    ),
)
_UNKNOWN = _finding(
    "ZG-XML-ROOT",
    Wording(
        de="Das XML ist keine Rechnung in CII oder UBL.",
        en="The XML is no invoice in CII or UBL.",
    ),
    Wording(
        de="Das Wurzelelement muss CrossIndustryInvoice (CII), Invoice oder CreditNote (UBL 2.1) "
        "sein, im Namensraum dieser Syntax.",
        en="The root element must be CrossIndustryInvoice (CII), Invoice or CreditNote (UBL 2.1), "
        "in the namespace of that syntax.",
    ),
)

_is_too_deep = etree.XPath(f"boolean({'/*' * (DEPTH_MAX + 1)})")
_has_too_many = etree.XPath(f"boolean(//*[@*[{ATTRIBUTES_MAX + 1}]])")


class MalformedXML(Exception):
    """This is no XML that can be read, or no invoice; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.rule)
        self.finding = finding


def parse_xml(xml: bytes, bytes_max: int = BYTES_MAX) -> "etree._Element":
    """Return the root element of a document, without comments and processing instructions.

    Raises MalformedXML for whatever is no well-formed XML within the limits; MemoryError passes.
    """
    if len(xml) > bytes_max:
        raise MalformedXML(too_large(bytes_max))
    if xml.count(b"<") > TAGS_MAX:
        raise MalformedXML(_TOO_MANY_TAGS)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        # That memory ran out is not the document's fault; lxml's published types lack the code.
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        raise MalformedXML(_unreadable(*error.position)) from error
    except (ValueError, LookupError) as error:  # an encoding that libxml2 does not know
        raise MalformedXML(_unreadable(1, 1)) from error
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise MalformedXML(_DOCTYPE)
    if _is_too_deep(root):
        raise MalformedXML(_TOO_DEEP)
    if _has_too_many(root):
        raise MalformedXML(_TOO_MANY_ATTRIBUTES)
    return root


def kind_of(root: "etree._Element") -> DocumentKind | None:
    """Return which kind of invoice a document is by its root element; None if it is none."""
    return _KINDS.get(str(root.tag))


def required_kind_of(root: "etree._Element") -> DocumentKind:
    """Return the same; raises MalformedXML for what is no invoice that EN 16931 knows."""
    kind = kind_of(root)
    if kind is None:
        raise MalformedXML(_OUTDATED if root.tag == _ZUGFERD_1_0 else _UNKNOWN)
    return kind


def too_large(bytes_max: int) -> Finding:
    """Return the finding for a document of more bytes than are read."""
    return _finding(
        "ZG-XML-TOO-LARGE",
        Wording(
            de=f"Das XML ist größer als {bytes_max >> 20} MB und wird nicht gelesen.",
            en=f"The XML is larger than {bytes_max >> 20} MB and is not read.",
        ),
    )


def _unreadable(line: int, column: int) -> Finding:
    return _finding(
        "ZG-XML-MALFORMED",
        Wording(
            de=f"Das XML ist nicht lesbar (Zeile {line}, Spalte {column}).",
            en=f"The XML cannot be read (line {line}, column {column}).",
        ),
        Wording(
            de="Prüfen Sie, ob die Datei vollständig und wohlgeformt ist und die Kodierung stimmt.",
            en="Check that the file is complete and well-formed, and that its encoding is right.",
        ),
    )
