"""The little of an embedded invoice that its container depends on."""

import base64
import binascii
import hashlib

from lxml import etree
from msgspec import Struct

from profiles.finding import Finding
from validation.document import parse

_CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
_RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
_NAMES = {"rsm": _CII, "ram": _RAM}
_GUIDELINE = "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
_BINARY_OBJECT = f"{{{_RAM}}}AttachmentBinaryObject"
# What FeRD published before there was EN 16931 is in namespaces of its own.
_ZUGFERD_1 = "urn:ferd:"


class EmbeddedInvoice(Struct, frozen=True, kw_only=True):
    """An invoice that can be parsed.

    guideline: BT-24.
    attached: SHA-256 of each attached document (BT-125), in hexadecimal digits.
    """

    is_cii: bool
    is_zugferd_1: bool
    guideline: str | None
    attached: frozenset[str]


def read_invoice(xml: bytes) -> EmbeddedInvoice | None:
    """Look into an invoice; None where it is no XML, which its own validation will say."""
    root = parse(xml)
    if isinstance(root, Finding):
        return None
    namespace = etree.QName(root).namespace or ""
    return EmbeddedInvoice(
        is_cii=namespace == _CII,
        is_zugferd_1=namespace.startswith(_ZUGFERD_1),
        guideline=(root.findtext(_GUIDELINE, namespaces=_NAMES) or "").strip() or None,
        attached=frozenset(_digests(root)),
    )


def _digests(root: etree._Element) -> list[str]:
    digests = []
    for element in root.iter(_BINARY_OBJECT):
        try:
            content = base64.b64decode(element.text or "")
        except (binascii.Error, ValueError):
            continue
        digests.append(hashlib.sha256(content).hexdigest())
    return digests
