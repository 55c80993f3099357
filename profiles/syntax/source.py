"""Parses XML that may be hostile, and says which kind of invoice it is; knows nothing of the model.

No DTD, no entities, no network; depth and size have limits.
"""

from typing import Literal

from lxml import etree

from profiles.finding import Wording

# Invoices are about ten deep; what reads them may recurse.
DEPTH_MAX = 64
# Opening and closing ones together: 5,000 lines with a hundred elements each.
TAGS_MAX = 1_000_000
# No element of an invoice has more than three; listing many takes libxml2 very long.
ATTRIBUTES_MAX = 100

DocumentSyntax = Literal["cii", "ubl-invoice", "ubl-credit-note", "zugferd-1.0"]

_SYNTAXES: dict[str, DocumentSyntax] = {
    "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice": "cii",
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": "ubl-invoice",
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": "ubl-credit-note",
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument": "zugferd-1.0",
}

_DOCTYPE = Wording(
    de="Das XML enthält eine Dokumenttyp-Deklaration (DOCTYPE). Sie wird nicht angenommen.",
    en="The XML contains a document type declaration (DOCTYPE), which is not accepted.",
)
_TOO_LARGE = Wording(de="Das XML ist zu groß.", en="The XML is too large.")
_TOO_DEEP = Wording(
    de=f"Das XML ist tiefer als {DEPTH_MAX} Ebenen verschachtelt.",
    en=f"The XML is nested deeper than {DEPTH_MAX} levels.",
)
_TOO_MANY = Wording(
    de=f"Ein Element des XML hat mehr als {ATTRIBUTES_MAX} Attribute.",
    en=f"An element of the XML has more than {ATTRIBUTES_MAX} attributes.",
)
_is_too_deep = etree.XPath(f"boolean({'/*' * (DEPTH_MAX + 1)})")
_has_too_many = etree.XPath(f"boolean(//*[@*[{ATTRIBUTES_MAX + 1}]])")


class MalformedXML(Exception):
    """This is no XML that can be read.

    what: the reason in words.
    place: line and column from 1, where the reason has a place.
    """

    def __init__(self, what: Wording, place: tuple[int, int] | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.place = place


def parse_xml(xml: bytes, bytes_max: int = 20_000_000) -> "etree._Element":
    """Return the root element of a document, without comments and processing instructions.

    Raises MalformedXML for whatever is no well-formed XML within the limits; MemoryError passes.
    """
    if len(xml) > bytes_max or xml.count(b"<") > TAGS_MAX:
        raise MalformedXML(_TOO_LARGE)
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
        line, column = error.position
        raise MalformedXML(_unreadable(line, column), (line, column)) from error
    except (ValueError, LookupError) as error:  # an encoding that libxml2 does not know
        raise MalformedXML(_unreadable(1, 1), (1, 1)) from error
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise MalformedXML(_DOCTYPE)
    if _is_too_deep(root):
        raise MalformedXML(_TOO_DEEP)
    if _has_too_many(root):
        raise MalformedXML(_TOO_MANY)
    return root


def syntax_of(root: "etree._Element") -> DocumentSyntax | None:
    """Return what a document is by its root element; None if it is no invoice that we know."""
    return _SYNTAXES.get(str(root.tag))


def _unreadable(line: int, column: int) -> Wording:
    return Wording(
        de=f"Das XML ist nicht lesbar (Zeile {line}, Spalte {column}).",
        en=f"The XML cannot be read (line {line}, column {column}).",
    )
