"""Parses XML that may be hostile, and says which kind of invoice it is; knows nothing of the model.

No DTD, no entities, no network; depth and size have limits.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from lxml import etree

from profiles.finding import Finding, Wording
from profiles.syntax.malformed import malformed

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


def _finding(rule: str, message: Wording, hint: Wording, term: str | None = None) -> Finding:
    return Finding(
        severity="error", category="format", rule=rule, message=message, hint=hint, term=term
    )


_SPLIT = Wording(
    de="Senden Sie große Anhänge getrennt von der Rechnung, oder teilen Sie sie auf mehrere auf.",
    en="Send large attachments apart from the invoice, or divide it into several.",
)
_CREATE_AGAIN = Wording(
    de="So ist keine Rechnung in CII oder UBL aufgebaut. Prüfen Sie, ob es die richtige Datei ist, "
    "und erzeugen Sie sie neu.",
    en="No invoice in CII or UBL is built like this. Check that it is the right file, and create "
    "it again.",
)
_USE_UTF_8 = Wording(
    de="Speichern Sie die Datei als UTF-8, und geben Sie in der ersten Zeile nichts anderes an.",
    en="Save the file as UTF-8, and declare nothing else in its first line.",
)
_EMPTY = _finding(
    "ZG-XML-EMPTY",
    Wording(
        de="Die Datei ist leer; es gibt kein XML zu prüfen.",
        en="The file is empty; there is no XML to look at.",
    ),
    Wording(
        de="Prüfen Sie, ob die Rechnung geschrieben und vollständig übertragen wurde.",
        en="Check that the invoice was written, and transferred completely.",
    ),
)
_NO_XML = _finding(
    "ZG-XML-MALFORMED",
    Wording(
        de="Die Datei ist kein XML: Sie beginnt nicht mit einem Element.",
        en="The file is no XML: it does not begin with an element.",
    ),
    Wording(
        de="Prüfen Sie, ob es die richtige Datei ist: Erwartet wird eine Rechnung in CII oder UBL, "
        "am besten in UTF-8.",
        en="Check that it is the right file: an invoice in CII or UBL is expected, best in UTF-8.",
    ),
)
_UNKNOWN_ENCODING = _finding(
    "ZG-XML-ENCODING",
    Wording(
        de="Das XML ist nicht lesbar: Die Kodierung, die es angibt, ist unbekannt, oder die Datei "
        "steht gar nicht in ihr.",
        en="The XML cannot be read: the encoding that it declares is not known, or the file is "
        "not in it.",
    ),
    _USE_UTF_8,
)
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
    _SPLIT,
)
_TOO_DEEP = _finding(
    "ZG-XML-TOO-DEEP",
    Wording(
        de=f"Das XML ist tiefer als {DEPTH_MAX} Ebenen verschachtelt.",
        en=f"The XML is nested deeper than {DEPTH_MAX} levels.",
    ),
    _CREATE_AGAIN,
)
_TOO_MANY_ATTRIBUTES = _finding(
    "ZG-XML-ATTRIBUTES",
    Wording(
        de=f"Ein Element des XML hat mehr als {ATTRIBUTES_MAX} Attribute.",
        en=f"An element of the XML has more than {ATTRIBUTES_MAX} attributes.",
    ),
    _CREATE_AGAIN,
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
    term="BT-24",
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
_is_empty = re.compile(rb"(?:\xef\xbb\xbf)?\s*+|(?:\xff\xfe|\xfe\xff)[\s\0]*+").fullmatch
# Without a DOCTYPE there are no entities, and so nothing that could expand while it is read.
_PROLOGUE_BYTES_MAX = 1 << 16
_has_doctype = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL
).match
_declares_two_bytes = re.compile(
    rb"<\?xml\b[^>]*\bencoding\s*=\s*[\"'](?:UTF-?(?:16|32)|ISO-10646-UCS)", re.IGNORECASE
).match
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
    if _is_empty(xml):
        raise MalformedXML(_EMPTY)
    if _has_doctype(xml[:_PROLOGUE_BYTES_MAX].replace(b"\0", b"")):
        raise MalformedXML(_DOCTYPE)
    if _declares_two_bytes(xml[:_PROLOGUE_BYTES_MAX]):
        raise MalformedXML(_UNKNOWN_ENCODING)
    if xml.count(b"<") > TAGS_MAX:
        raise MalformedXML(_TOO_MANY_TAGS)
    with _faults_told():
        root = etree.fromstring(xml, _parser(is_bare=True))
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise MalformedXML(_DOCTYPE)
    if _is_too_deep(root):
        raise MalformedXML(_TOO_DEEP)
    if _has_too_many(root):
        raise MalformedXML(_TOO_MANY_ATTRIBUTES)
    return root


def whole_text(xml: bytes, root: "etree._Element") -> str:
    """Return a parsed document with the comments and processing instructions in it, too."""
    if b"<!--" in xml or b"<?" in xml[2:]:
        root = etree.fromstring(xml, _parser(is_bare=False))
    return etree.tostring(root.getroottree(), encoding="unicode")


def _parser(*, is_bare: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=is_bare,
        remove_pis=is_bare,
    )


@contextmanager
def _faults_told() -> Iterator[None]:
    """Raise MalformedXML for what libxml2 cannot read."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        # That memory ran out is not the document's fault; lxml's published types lack the codes.
        kinds = etree.ErrorTypes
        if error.code == kinds.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        if error.code == kinds.ERR_DOCUMENT_EMPTY:  # type: ignore[attr-defined]
            raise MalformedXML(_NO_XML) from error
        if error.code == kinds.ERR_INVALID_ENCODING:  # type: ignore[attr-defined]
            raise MalformedXML(_no_characters(*error.position)) from error
        if error.code == kinds.ERR_UNSUPPORTED_ENCODING:  # type: ignore[attr-defined]
            raise MalformedXML(_UNKNOWN_ENCODING) from error
        if error.code == kinds.ERR_RESOURCE_LIMIT and "depth" in error.msg:  # type: ignore[attr-defined]
            raise MalformedXML(_TOO_DEEP) from error
        raise MalformedXML(malformed(error)) from error
    except (ValueError, LookupError) as error:  # an encoding that libxml2 does not know
        raise MalformedXML(_UNKNOWN_ENCODING) from error


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
        _SPLIT,
    )


def _no_characters(line: int, column: int) -> Finding:
    return _finding(
        "ZG-XML-ENCODING",
        Wording(
            de=f"In Zeile {line}, Spalte {column} stehen Bytes, die in der Kodierung des XML kein "
            "Zeichen sind. Ohne Angabe in der ersten Zeile ist die Kodierung UTF-8.",
            en=f"Line {line}, column {column} holds bytes that are no character in the encoding "
            "of the XML. Where the first line declares none, the encoding is UTF-8.",
        ),
        _USE_UTF_8,
    )
