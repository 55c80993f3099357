"""Places in a document: an element and the way to it; its XPath costs nothing until asked."""

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

# An element's children by tag, in document order, as long as nothing has taken them.
Pending = dict[str, "list[Place]"]


class Place(NamedTuple):
    """An element, the place that it stands in, and its number from 1 among siblings of its tag.

    number: 0 where it is the only one.
    """

    element: "etree._Element"
    parent: "Place | None" = None
    number: int = 0

    def xpath(self, prefixes: Mapping[str, str]) -> str:
        """Return the XPath, under these prefixes of namespaces; an empty one is not written."""
        steps = []
        place: Place | None = self
        while place is not None:
            picked = f"[{place.number}]" if place.number else ""
            steps.append(prefixed(str(place.element.tag), prefixes) + picked)
            place = place.parent
        return "/" + "/".join(reversed(steps))


def children_of(place: Place) -> Pending:
    """Return the child elements of a place by tag; comments and the like are left out."""
    found: Pending = {}
    for child in place.element:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if (siblings := found.get(tag)) is None:
            found[tag] = [Place(child, place)]
            continue
        if len(siblings) == 1:
            siblings[0] = siblings[0]._replace(number=1)
        siblings.append(Place(child, place, len(siblings) + 1))
    return found


def prefixed(name: str, prefixes: Mapping[str, str]) -> str:
    """Replace the namespace of a name in Clark notation by its prefix; unknown ones stay."""
    namespace, _, local = name.rpartition("}")
    prefix = prefixes.get(namespace[1:])
    if not namespace or prefix == "":
        return local
    return name if prefix is None else f"{prefix}:{local}"
