"""What a schema allows where, read from its files for findings that say what would be right.

libxml2 tells what it met, and hardly what it missed. A choice counts as optional parts; what a
wildcard lets in is not known here.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_TYPES = (f"{_XSD}complexType", f"{_XSD}simpleType")
_BASES_MAX = 20


class Slot(NamedTuple):
    """A child that an element may have; most: how often, None without a limit."""

    type: str | None
    required: bool
    most: int | None


class Value(NamedTuple):
    """What a text may be: a built-in type of XML Schema, and the codes where they are listed."""

    builtin: str = ""
    codes: tuple[str, ...] = ()


class _Type(NamedTuple):
    base: str | None
    slots: Mapping[str, Slot]
    attributes: Mapping[str, str | None]
    codes: tuple[str, ...]


class Grammar:
    """The elements and types of one schema."""

    def __init__(self, files: Iterable[bytes]) -> None:
        self._types: dict[str, _Type] = {}
        self._elements: dict[str, str | None] = {}
        for content in files:
            _Reader(etree.fromstring(content), self._types, self._elements).read()

    def slots(self, element: "etree._Element") -> Mapping[str, Slot]:
        """Return the children that an element may have by tag, in their order."""
        return self._slots(self._type_of(element))

    def attributes(self, element: "etree._Element") -> tuple[str, ...]:
        """Return the attributes that an element may have."""
        return tuple(
            name for known in self._bases(self._type_of(element)) for name in known.attributes
        )

    def value(self, element: "etree._Element", attribute: str | None = None) -> Value:
        """Return what the text of an element, or of an attribute of it, may be."""
        name = self._type_of(element)
        if attribute is not None:
            holders = (known.attributes for known in self._bases(name))
            name = next((held[attribute] for held in holders if attribute in held), None)
        bases = tuple(self._bases(name))
        codes = next((known.codes for known in bases if known.codes), ())
        last = bases[-1].base if bases else name
        return Value((last or "").partition(_XSD)[2], codes)

    def _type_of(self, element: "etree._Element") -> str | None:
        route = [str(element.tag), *(str(ancestor.tag) for ancestor in element.iterancestors())]
        name = self._elements.get(route.pop())
        while route:
            tag = route.pop()
            slot = self._slots(name).get(tag)
            name = None if slot is None else slot.type or self._elements.get(tag)
        return name

    def _slots(self, name: str | None) -> Mapping[str, Slot]:
        known = self._types.get(name or "")
        return {} if known is None else known.slots

    def _bases(self, name: str | None) -> Iterator[_Type]:
        for _ in range(_BASES_MAX):
            known = self._types.get(name or "")
            if known is None:
                return
            yield known
            name = known.base


class _Reader:
    """Reads one file of a schema."""

    def __init__(
        self,
        schema: "etree._Element",
        types: dict[str, _Type],
        elements: dict[str, str | None],
    ) -> None:
        self._schema = schema
        self._types = types
        self._elements = elements
        target = schema.get("targetNamespace")
        self._namespace = f"{{{target}}}" if target else ""

    def read(self) -> None:
        for node in self._schema.iterchildren("*"):
            name = self._namespace + node.get("name", "")
            if node.tag in _TYPES:
                self._types[name] = self._type(node)
            elif node.tag == f"{_XSD}element":
                self._elements[name] = self._type_named(node)

    def _type(self, node: "etree._Element") -> _Type:
        derived = next(node.iter(f"{_XSD}extension", f"{_XSD}restriction"), None)
        attributes = node.iter(f"{_XSD}attribute")
        return _Type(
            base=None if derived is None else _clark(derived, "base"),
            slots=dict(self._slots_in(node, Slot(None, required=True, most=1))),
            attributes={each.get("name", ""): self._type_named(each) for each in attributes},
            codes=tuple(code.get("value", "") for code in node.iter(f"{_XSD}enumeration")),
        )

    def _slots_in(self, node: "etree._Element", around: Slot) -> Iterator[tuple[str, Slot]]:
        for child in node.iterchildren("*"):
            required = around.required and child.get("minOccurs", "1") != "0"
            most = _most(child) if around.most == 1 else around.most
            if child.tag == f"{_XSD}element":
                tag = _clark(child, "ref") or self._namespace + child.get("name", "")
                yield tag, Slot(self._type_named(child), required, most)
            elif child.tag in (f"{_XSD}sequence", f"{_XSD}complexContent", f"{_XSD}extension"):
                yield from self._slots_in(child, Slot(None, required, most))
            elif child.tag == f"{_XSD}choice":
                yield from self._slots_in(child, Slot(None, required=False, most=most))

    def _type_named(self, node: "etree._Element") -> str | None:
        """Return the name of a node's type; one that stands inside of it is given a name."""
        own = next((child for child in node.iterchildren("*") if child.tag in _TYPES), None)
        if own is None:
            return _clark(node, "type")
        name = f"{self._namespace}#{len(self._types)}"
        self._types[name] = self._type(own)
        return name


def _clark(node: "etree._Element", attribute: str) -> str | None:
    name = node.get(attribute)
    if name is None:
        return None
    prefix, _, local = name.rpartition(":")
    namespace = node.nsmap.get(prefix or None)
    return f"{{{namespace}}}{local}" if namespace else local


def _most(node: "etree._Element") -> int | None:
    most = node.get("maxOccurs", "1")
    return None if most == "unbounded" else int(most)
