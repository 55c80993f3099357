"""An XML document as a bag of leaves, so that two of them can be compared whatever their order.

A leaf is an element with text, or an attribute; it has a path without positions, and a value.
Numbers count as numbers (`1.50` is `1.5`); blanks around a value do not count, nor does where a
document says its schema is.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


class Leaf(NamedTuple):
    """One value of a document, and where it stands; a path ends in `@name` for an attribute."""

    path: str
    value: str | Decimal


def leaves(root: "etree._Element") -> Counter[Leaf]:
    """Return how often each leaf occurs."""
    return Counter(_leaves(root, ""))


def _leaves(element: "etree._Element", parent: str) -> Iterator[Leaf]:
    path = f"{parent}/{etree.QName(element).localname}"
    text = (element.text or "").strip()
    if text:
        yield Leaf(path, _value(text))
    for name, value in element.attrib.items():
        if str(name).startswith(_SCHEMA_INSTANCE):
            continue
        yield Leaf(f"{path}/@{etree.QName(str(name)).localname}", _value(str(value).strip()))
    for child in element.iterchildren(tag=etree.Element):
        yield from _leaves(child, path)


def _value(text: str) -> str | Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text
