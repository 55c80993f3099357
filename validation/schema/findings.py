"""Turns what libxml2 logs about a document into findings, one for each mistake."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree

from profiles.finding import Finding
from validation.location import element_at, line_index, path_of, readable
from validation.meant import with_subject
from validation.schema.content import unknown_root, wrong_content
from validation.schema.grammar import Grammar
from validation.schema.met import Met, Mistake
from validation.schema.names import quoted, term_at
from validation.schema.values import (
    VALUE_KINDS,
    missing_attribute,
    misspelled_attribute,
    unknown_attribute,
    wrong_value,
)
from validation.schema.wordings import sentence

_CONTENT = "ELEMENT_CONTENT"
_ATTRIBUTE_MISSING = "CVC_COMPLEX_TYPE_4"
_ATTRIBUTE_UNKNOWN = ("CVC_COMPLEX_TYPE_3_2_1", "CVC_COMPLEX_TYPE_3_2_2", "CVC_TYPE_3_1_1")
_step = re.compile(r"(?:([^:\[]*):)?([^:\[]+)(?:\[(\d+)\])?")


def schema_findings(
    entries: Iterable[etree._LogEntry], root: etree._Element, grammar: Grammar, schema: str
) -> Iterator[Finding]:
    """Yield what the entries mean; two about the value of one place are one mistake.

    schema: its title.
    """
    seen: set[tuple[etree._Element, tuple[str, str]]] = set()
    for entry in entries:
        path = entry.path or "/*"
        element = element_at(path, root)
        if element is None:
            element = element_on(path, root)
        kind = entry.type_name.removeprefix("SCHEMAV_")
        met = Met(kind, entry.message, element, grammar, schema)
        subject, *implied = _about(met)
        if (element, subject) not in seen:
            seen.update((element, each) for each in (subject, *implied))
            yield from map(_finding, _explained(met))


def more_than(count: int) -> Finding:
    """Say that a document has more mistakes than are told."""
    said = sentence("more", count=str(count))
    return Finding(
        severity="information",
        rule="ZG-XSD-MORE",
        category="format",
        message=said.message,
        hint=said.hint,
    )


def element_on(path: str, root: etree._Element) -> etree._Element:
    """Return the element that a path of libxml2 names, or the last one on the way to it.

    Its prefixes are those of the document, at that place.
    """
    element = root
    for step in path.split("/")[2:]:
        found = _step.fullmatch(step)
        if found is None:
            break
        prefix, name, index = found.groups()
        children = element.iterchildren("*" if name == "*" else f"{{*}}{name}")
        alike = (child for child in children if name == "*" or child.prefix == prefix)
        child = next(islice(alike, int(index or 1) - 1, None), None)
        if child is None:
            break
        element = child
    return element


def _about(met: Met) -> list[tuple[str, str]]:
    """Say what an entry is about, and what else of the same element it makes libxml2 complain of.

    Two entries about the same are one mistake.
    """
    if met.kind == _ATTRIBUTE_MISSING:
        return [(_ATTRIBUTE_MISSING, met.attribute or "")]
    if met.kind in VALUE_KINDS or met.kind in _IMPLY_VALUE:
        return [("value", met.attribute or "")]
    meant = misspelled_attribute(met) if met.kind in _ATTRIBUTE_UNKNOWN else None
    return [(met.kind, met.message), *([(_ATTRIBUTE_MISSING, meant)] if meant else [])]


def _explained(met: Met) -> Iterable[Mistake]:
    if met.kind == _CONTENT:
        return wrong_content(met)
    return (_EXPLAINERS.get(met.kind, _other)(met),)


def _finding(mistake: Mistake) -> Finding:
    xpath = path_of(mistake.element)
    if mistake.attribute is not None:
        xpath = f"{xpath}/@{readable(mistake.attribute)}"
    return Finding(
        severity="error",
        rule="ZG-XSD",
        category="format",
        message=with_subject(mistake.sentence.message, mistake.term),
        hint=mistake.sentence.hint,
        term=mistake.term,
        xpath=xpath,
        line=line_index(xpath),
    )


def _plainly(kind: str) -> Callable[[Met], Mistake]:
    """Return what explains a mistake that is about one element alone."""

    def explain(met: Met) -> Mistake:
        said = sentence(kind, element=met.name, schema=met.schema)
        return Mistake(met.element, term_at(met.element), said)

    return explain


def _text_between(met: Met) -> Mistake:
    texts = (met.element.text, *(child.tail for child in met.element))
    text = next((text for text in texts if text and text.strip()), "")
    said = sentence("text-between", element=met.name, value=quoted(text))
    return Mistake(met.element, term_at(met.element), said)


_other = _plainly("other")
_IMPLY_VALUE: Mapping[str, Callable[[Met], Mistake]] = {
    "CVC_COMPLEX_TYPE_2_2": _plainly("elements-in-value"),
    "CVC_TYPE_3_1_2": _plainly("elements-in-value"),
    "CVC_ELT_3_1": _plainly("nil"),
    "CVC_ELT_3_2_1": _plainly("nil"),
}
_EXPLAINERS: Mapping[str, Callable[[Met], Mistake]] = {
    **dict.fromkeys(VALUE_KINDS, wrong_value),
    **_IMPLY_VALUE,
    "CVC_COMPLEX_TYPE_2_1": _plainly("not-empty"),
    "CVC_COMPLEX_TYPE_2_3": _text_between,
    **dict.fromkeys(_ATTRIBUTE_UNKNOWN, unknown_attribute),
    _ATTRIBUTE_MISSING: missing_attribute,
    "CVC_ELT_1": unknown_root,
}
