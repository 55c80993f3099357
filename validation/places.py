"""Where what a rule is about stands, seen from the place that the rule names."""

import re
from collections.abc import Mapping
from functools import cache

from lxml import etree

from validation.tables import read_table

TABLE = "places.tsv"
COUNT_MAX = 1000

_path = re.compile(r"(?://)?@?\w+(?:\[\w+='\w+'\])?(?:/@?\w+(?:\[\w+='\w+'\])?)*")
_name = re.compile(r"(?<!['\w@])[A-Za-z]\w*")


def attribute_in(about: str) -> str | None:
    """Return the name of the attribute that a path leads to, None where it leads to an element."""
    last = about.rpartition("/")[2]
    return last[1:] if last.startswith("@") else last if last[:1].islower() else None


def elements_at(place: "etree._Element | None", about: str | None) -> "list[etree._Element]":
    """Return the elements that a path leads to, or those that have the attribute it leads to.

    Args:
        place: what a rule complains about.
        about: names from there, as in `Country/IdentificationCode/@listID`; with `//` before
            them from anywhere inside. None, or what is no path, leads nowhere.
    """
    if place is None or about is None or not _path.fullmatch(about):
        return []
    attribute = attribute_in(about)
    if attribute is None:
        return _found(place, about) or _itself(place, about)
    owner = about.removesuffix(attribute).removesuffix("@")
    if owner in {"", "//"}:
        inside = place.iter(etree.Element) if owner else [place]
        return [element for element in inside if attribute in element.attrib][:COUNT_MAX]
    found = _found(place, owner.removesuffix("/"))
    return [element for element in found if attribute in element.attrib]


def around(place: "etree._Element", about: str) -> "etree._Element":
    """Return the element that would hold what a path leads to, as far as the path exists."""
    for name in about.lstrip("/").split("/")[:-1]:
        inner = next(place.iterfind(f"{{*}}{name}"), None)
        if inner is None:
            return place
        place = inner
    return place


def _itself(place: "etree._Element", name: str) -> "list[etree._Element]":
    return [place] if etree.QName(place).localname == name else []


def _found(place: "etree._Element", path: str) -> "list[etree._Element]":
    path = path.replace("//", ".//")
    found = [*place.iterfind(_name.sub(r"{*}\g<0>", path))]
    if not found and path.startswith("InvoiceLine"):
        found = _found(place, f"CreditNote{path.removeprefix('Invoice')}")
    return found[:COUNT_MAX]


@cache
def places() -> Mapping[str, str]:
    """Return where what a rule is about stands, for rules whose texts do not say so exactly."""
    return {row["rule"]: row["place"] for row in read_table(TABLE)}
