"""Places in a document: Clark and EQName notation made readable, and the line that is meant."""

import re

_PREFIXES = {
    "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100": "rsm",
    "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100": "ram",
    "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100": "udt",
    "urn:un:unece:uncefact:data:standard:QualifiedDataType:100": "qdt",
    "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2": "invoice",
    "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2": "creditnote",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2": "cac",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2": "cbc",
}
_namespace = re.compile(r"Q?\{([^}]*)\}")
# These stand once by the schema, so that their index says nothing.
_idle_index = re.compile(r"((?:/rsm:\w+|/(?:invoice|creditnote):\w+|ram:ApplicableHeader\w+))\[1\]")
_line = re.compile(r"(?:IncludedSupplyChainTradeLineItem|InvoiceLine|CreditNoteLine)(?:\[(\d+)\])?")


def readable(text: str) -> str:
    """Replace `{namespace}` and `Q{namespace}` by the usual prefixes, and drop idle indices."""
    return _idle_index.sub(r"\1", _namespace.sub(_prefix, text))


def line_index(xpath: str) -> int | None:
    """Return the index from 0 of the invoice line that a place lies in, None outside of lines."""
    found = _line.search(xpath)
    return None if found is None else int(found[1] or 1) - 1


def _prefix(found: re.Match[str]) -> str:
    namespace = found[1]
    if not namespace:
        return ""
    prefix = _PREFIXES.get(namespace)
    return f"{{{namespace}}}" if prefix is None else f"{prefix}:"
