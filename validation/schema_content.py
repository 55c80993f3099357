"""Explains elements that are missing, misspelled, too often there, or at the wrong place."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from profiles.finding import Wording
from validation.grammar import Slot
from validation.schema_met import Met, Mistake
from validation.schema_names import (
    joined,
    local,
    named,
    named_child,
    namespace,
    prefixed,
    quoted,
    similar,
    term_at,
)
from validation.schema_wordings import Sentence, phrase, sentence

NAMES_SHOWN_MAX = 3

_list = re.compile(r"Expected is (?:one of )?\((.*)\)", re.DOTALL)
_tag = re.compile(r"(?:\{[^}]*\})?[^\s,{}*#]+")


def wrong_content(met: Met) -> Mistake:
    """Explain that a child is missing at the end of an element, or that one is not expected."""
    if "Missing child element" in met.message:
        return _at_the_end(met)
    parent = met.element.getparent()
    if parent is None:
        return unknown_root(met)
    slots = met.grammar.slots(parent)
    if met.element.tag in slots:
        return _known(met, parent, slots)
    return _unknown(met, parent, slots)


def unknown_root(met: Met) -> Mistake:
    """Explain that no document begins like this."""
    root = quoted(prefixed(str(met.element.tag)))
    return Mistake(met.element, None, sentence("unknown-root", element=root, schema=met.schema))


def _at_the_end(met: Met) -> Mistake:
    parent = met.element
    slots = met.grammar.slots(parent)
    present = set(_tags(parent))
    lacking = [tag for tag, slot in slots.items() if slot.required and tag not in present]
    if lacking:
        return _missing(parent, lacking, slots)
    possible = [named_child(parent, tag) for tag in _expected(met)]
    choice = [each for each in possible if each.term is not None] or possible
    if len(choice) == 1:
        return _missing(parent, [choice[0].tag], slots)
    if not choice:
        return Mistake(parent, term_at(parent), sentence("incomplete", parent=_name(parent)))
    elements = joined([each.full for each in choice[:NAMES_SHOWN_MAX]], "or")
    said = sentence("missing-choice", elements=elements, parent=_name(parent))
    return Mistake(parent, choice[0].term or term_at(parent), said)


def _known(met: Met, parent: "etree._Element", slots: Mapping[str, Slot]) -> Mistake:
    """Explain an element that its parent may have, but not there."""
    element = met.element
    tag = str(element.tag)
    before = [str(each.tag) for each in element.itersiblings("*", preceding=True)]
    most = slots[tag].most
    if most is not None and before.count(tag) >= most:
        return _too_often(element, parent, most)
    order = list(slots)
    earlier = order[: order.index(tag)]
    lacking = [each for each in earlier if slots[each].required and each not in before]
    is_late = not set(before) <= {*earlier, tag}
    present = set(_tags(parent))
    absent = [each for each in lacking if each not in present]
    if absent and not is_late:
        return _missing(parent, absent, slots)
    return _misplaced(met, parent, slots, is_certain=is_late or bool(lacking))


def _too_often(element: "etree._Element", parent: "etree._Element", most: int) -> Mistake:
    kind = "twice" if most == 1 else "too-often"
    said = sentence(kind, element=_name(element), parent=_name(parent), most=str(most))
    return Mistake(element, _term(element, parent), said)


def _misplaced(
    met: Met, parent: "etree._Element", slots: Mapping[str, Slot], *, is_certain: bool
) -> Mistake:
    element = met.element
    if is_certain:
        place = _place(parent, str(element.tag), slots)
        said = sentence("misplaced", element=_name(element), parent=_name(parent), place=place)
    else:
        said = sentence("unexpected", element=_name(element), parent=_name(parent))
        said = _with_expected(said, met, parent)
    return Mistake(element, _term(element, parent), said)


def _missing(parent: "etree._Element", tags: list[str], slots: Mapping[str, Slot]) -> Mistake:
    first, *others = (named_child(parent, tag) for tag in tags[:NAMES_SHOWN_MAX])
    said = sentence(
        "missing-several" if others else "missing",
        elements=joined([first.plain, *(each.full for each in others)], "and"),
        parent=_name(parent),
        first=first.plain,
        place=_place(parent, tags[0], slots),
    )
    return Mistake(parent, first.term or term_at(parent), said)


def _unknown(met: Met, parent: "etree._Element", slots: Mapping[str, Slot]) -> Mistake:
    """Explain an element that its parent may not have at all."""
    element = met.element
    tag = local(str(element.tag))
    by_local = {local(each): each for each in slots}
    if tag in by_local:
        return _of_wrong_namespace(met, parent, by_local[tag])
    term = named(element).term
    if term is not None:
        said = sentence("not-in-profile", element=_name(element), schema=met.schema)
        return Mistake(element, term, _with_expected(said, met, parent))
    like = similar(tag, by_local)
    if like is not None:
        meant = named_child(parent, by_local[like])
        said = sentence(
            "misspelled", element=_name(element), parent=_name(parent), meant=meant.plain
        )
        return Mistake(element, meant.term or term_at(parent), said)
    said = sentence("not-provided", element=_name(element), parent=_name(parent))
    return Mistake(element, term_at(parent), _with_expected(said, met, parent))


def _of_wrong_namespace(met: Met, parent: "etree._Element", right: str) -> Mistake:
    said = sentence(
        "wrong-namespace",
        element=_name(met.element),
        parent=_name(parent),
        prefixed=quoted(prefixed(right)),
        namespace=namespace(right),
    )
    return Mistake(met.element, named_child(parent, right).term or term_at(parent), said)


def _name(element: "etree._Element") -> Wording:
    return quoted(local(str(element.tag)))


def _term(element: "etree._Element", parent: "etree._Element") -> str | None:
    return named(element).term or term_at(parent)


def _with_expected(said: Sentence, met: Met, parent: "etree._Element") -> Sentence:
    """Add what may stand there, as far as it carries terms, and not more than a few."""
    possible = (named_child(parent, tag) for tag in _expected(met))
    names = [each for each in possible if each.term is not None]
    if not names:
        return said
    shown = joined([each.full for each in names[:NAMES_SHOWN_MAX]], "or")
    return said.adding("also.expected", elements=shown)


def _expected(met: Met) -> list[str]:
    found = _list.search(met.message)
    return [] if found is None else _tag.findall(found[1])


def _place(parent: "etree._Element", tag: str, slots: Mapping[str, Slot]) -> Wording:
    """Say where in its parent an element belongs, after what is there."""
    present = set(_tags(parent))
    order = list(slots)
    earlier = [each for each in order[: order.index(tag)] if each in present]
    if earlier:
        return phrase("place.after", sibling=quoted(local(earlier[-1])))
    return phrase("place.first", parent=quoted(local(str(parent.tag))))


def _tags(parent: "etree._Element") -> Iterable[str]:
    return (str(child.tag) for child in parent.iterchildren("*"))
