"""Turns what libxml2 logs about a document into findings, one for each mistake."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from profiles.finding import Finding
from validation.grammar import Grammar
from validation.location import line_index, path_of, readable
from validation.schema_content import unknown_root, wrong_content
from validation.schema_met import Met, Mistake
from validation.schema_names import local, quoted, term_around, with_subject
from validation.schema_values import (
    VALUE_KINDS,
    missing_attribute,
    unknown_attribute,
    wrong_value,
)
from validation.schema_wordings import sentence

_step = re.compile(r"(?:([^:\[]*):)?([^:\[]+)(?:\[(\d+)\])?")


def schema_findings(
    entries: Iterable[etree._LogEntry], root: etree._Element, grammar: Grammar, schema: str
) -> Iterator[Finding]:
    """Yield what the entries mean; two about the value of one place are one mistake.

    schema: its title.
    """
    seen = set()
    for entry in entries:
        element = element_on(entry.path or "", root)
        kind = entry.type_name.removeprefix("SCHEMAV_")
        met = Met(kind, entry.message, element, grammar, schema)
        if (element, about := _about(met)) not in seen:
            seen.add((element, about))
            yield _finding(_EXPLAINERS.get(kind, _other)(met))


def element_on(path: str, root: etree._Element) -> etree._Element:
    """Return the element that a path of libxml2 names, or the last one on the way to it.

    Its prefixes are those of the document, at that place.
    """
    element = root
    for step in path.split("/")[2:]:
        found = _step.fullmatch(step)
        prefix, name, index = found.groups() if found else (None, "", None)
        children = element.iterchildren("*" if name == "*" else f"{{*}}{name}")
        alike = [child for child in children if name == "*" or child.prefix == prefix]
        if len(alike) < int(index or 1):
            break
        element = alike[int(index or 1) - 1]
    return element


def _about(met: Met) -> tuple[str, str]:
    if met.kind in VALUE_KINDS or met.kind in _IMPLY_VALUE:
        return "value", met.attribute or ""
    return met.kind, met.message


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
        element = quoted(local(str(met.element.tag)))
        said = sentence(kind, element=element, schema=met.schema)
        return Mistake(met.element, term_around(met.element), said)

    return explain


def _text_between(met: Met) -> Mistake:
    element = quoted(local(str(met.element.tag)))
    texts = (met.element.text, *(child.tail for child in met.element))
    text = next((text for text in texts if text and text.strip()), "")
    said = sentence("text-between", element=element, value=quoted(text))
    return Mistake(met.element, term_around(met.element), said)


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
    "ELEMENT_CONTENT": wrong_content,
    "CVC_COMPLEX_TYPE_2_1": _plainly("not-empty"),
    "CVC_COMPLEX_TYPE_2_3": _text_between,
    "CVC_COMPLEX_TYPE_3_2_1": unknown_attribute,
    "CVC_COMPLEX_TYPE_3_2_2": unknown_attribute,
    "CVC_TYPE_3_1_1": unknown_attribute,
    "CVC_COMPLEX_TYPE_4": missing_attribute,
    "CVC_ELT_1": unknown_root,
}
