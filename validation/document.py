"""Tells what an XML document that may be hostile is, and which guideline it follows."""

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from profiles.syntax.source import DocumentKind, MalformedXML, parse_xml, required_kind_of
from validation.location import path_of

GUIDELINE_LENGTH_MAX = 512

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
_CII = "urn:un:unece:uncefact:data:standard"
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
    """What kind of document it is, and the guideline that it says it follows (BT-24), and where."""

    kind: DocumentKind
    guideline: str
    guideline_xpath: str | None = None


def parse(xml: bytes) -> "etree._Element | Finding":
    """Return the root element, or the finding that says why there is none; MemoryError passes."""
    try:
        return parse_xml(xml)
    except MalformedXML as malformed:
        return malformed.finding


def identify(root: etree._Element) -> "Identity | Finding":
    """Tell the kind of a document by its root element, or return the finding that refuses it."""
    try:
        kind = required_kind_of(root)
    except MalformedXML as malformed:
        return malformed.finding
    element = root.find(_GUIDELINE_BY_KIND[kind])
    if element is None:
        return Identity(kind, "")
    guideline = (element.text or "").strip()
    return Identity(kind, guideline[:GUIDELINE_LENGTH_MAX], path_of(element))


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
        hint=Wording(
            de="Senden Sie die Rechnung in dieser Syntax, oder verlangen Sie die andere.",
            en="Send the invoice in that syntax, or ask for the other.",
        ),
    )
