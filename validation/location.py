"""Places in a document: the notations of rule files made readable, and the line that is meant."""

import re

from lxml import etree

NAMESPACE_BY_PREFIX = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "invoice": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "creditnote": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
}
_PREFIX_BY_NAMESPACE = {namespace: prefix for prefix, namespace in NAMESPACE_BY_PREFIX.items()}
_namespace = re.compile(r"Q?\{([^}]*)\}")
_wildcard = re.compile(r"\*:([\w.-]+)\[namespace-uri\(\)='([^']*)'\]")
_foreign = re.compile(r"\{([^}']*)\}([^/\[]+)")
_line = re.compile(r"(?:IncludedSupplyChainTradeLineItem|InvoiceLine|CreditNoteLine)(?:\[(\d+)\])?")


def readable(text: str) -> str:
    """Replace `{namespace}name`, `Q{namespace}name` and `*:name[…]` by the usual prefixes."""
    return _namespace.sub(_prefix, _wildcard.sub(r"{\2}\1", text))


def place_in(location: str) -> str:
    """Return the place that a rule file names, readable, and still XPath for any namespace."""
    return _foreign.sub(_by_name, readable(location))


def element_at(xpath: str, root: etree._Element) -> "etree._Element | None":
    """Return the element that a readable place names, or whose attribute it names."""
    try:
        own = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
        found = root.getroottree().xpath(
            xpath.partition("/@")[0] or "/*", namespaces=own | NAMESPACE_BY_PREFIX
        )
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


def path_of(element: etree._Element) -> str:
    """Return a readable place, with an index only where an element has siblings of its name."""
    tree = element.getroottree()
    root = tree.getroot()
    below = "" if element is root else f"/{tree.getelementpath(element)}"
    return place_in(f"/{root.tag}{below}")


def line_index(xpath: str) -> int | None:
    """Return the index from 0 of the invoice line that a place lies in, None outside of lines."""
    found = _line.search(xpath)
    return None if found is None else int(found[1] or 1) - 1


def _prefix(found: re.Match[str]) -> str:
    namespace = found[1]
    if not namespace:
        return ""
    prefix = _PREFIX_BY_NAMESPACE.get(namespace)
    return f"{{{namespace}}}" if prefix is None else f"{prefix}:"


def _by_name(found: re.Match[str]) -> str:
    return f"*[local-name()='{found[2]}' and namespace-uri()='{found[1]}']"
