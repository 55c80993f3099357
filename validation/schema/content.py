"""Explains elements that are missing, misspelled, too often there, or at the wrong place."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from profiles.finding import Wording
from validation.location import readable
from validation.schema.grammar import Slot
from validation.schema.met import Met, Mistake
from validation.schema.names import (
    joined,
    local,
    name_at,
    named,
    named_child,
    namespace,
    quoted,
    similar,
    term_at,
)
from validation.schema.wordings import Sentence, phrase, sentence

NAMES_SHOWN_MAX = 3
# Unknown elements of so many names are looked at for what they may be meant to be.
_MISNAMED_MAX = 50
# In so many elements behind a mistake it is told what is missing.
_PASSED_OVER_MAX = 1000

_list = re.compile(r"Expected is (?:one of )?\((.*)\)", re.DOTALL)
_tag = re.compile(r"(?:\{[^}]*\})?[^\s,{}*#]+")


class _Content(NamedTuple):
    """What an element holds, and what it may hold.

    children: the first of each tag.
    """

    parent: "etree._Element"
    slots: Mapping[str, Slot]
    children: "Mapping[str, etree._Element]"

    def lacking(self) -> list[str]:
        """Return what it must hold and does not."""
        required = (tag for tag, slot in self.slots.items() if slot.required)
        return [tag for tag in required if tag not in self.children]

    def unknown(self) -> "Iterator[etree._Element]":
        """Yield what it may not hold at all, as far as that is looked at."""
        found = (child for tag, child in self.children.items() if tag not in self.slots)
        return islice(found, _MISNAMED_MAX)

    def meant_by(self, element: "etree._Element") -> str | None:
        """Return what an unknown element is meant to be: of that name, else of one like it."""
        name = local(str(element.tag))
        by_local = {local(each): each for each in self.slots}
        if name in by_local:
            return by_local[name]
        like = None if named(element).term else similar(name, by_local)
        return None if like is None else by_local[like]


def wrong_content(met: Met) -> Iterator[Mistake]:
    """Explain what libxml2 met, and what else is missing there and behind it.

    Once libxml2 has found fault with what an element holds, it passes over the rest of it.
    """
    is_at_the_end = "Missing child element" in met.message
    parent = met.element if is_at_the_end else met.element.getparent()
    if parent is None:
        yield unknown_root(met)
        return
    content = _content_of(parent, met)
    told = _at_the_end(met, content) if is_at_the_end else _not_expected(met, content)
    if told is not None:
        yield told
    yield from _lacking(met, content, told)
    if not is_at_the_end:
        for element in _passed_over(met.element):
            yield from _lacking(met, _content_of(element, met))


def _lacking(met: Met, content: _Content, told: Mistake | None = None) -> Iterator[Mistake]:
    """Explain all that is missing, or misspelled, beside what has been told already."""
    meant = None if told is None else content.meant_by(told.element)
    lacking = dict.fromkeys(tag for tag in content.lacking() if tag != meant)
    for child in content.unknown() if lacking else ():
        meant = content.meant_by(child)
        if meant in lacking:
            del lacking[meant]
            yield _unknown(met, child, content)
    yield from (_missing(tag, content) for tag in lacking)


def _passed_over(element: "etree._Element") -> "Iterator[etree._Element]":
    all_behind = chain((element,), element.itersiblings("*"))
    return islice(chain.from_iterable(each.iter("*") for each in all_behind), _PASSED_OVER_MAX)


def unknown_root(met: Met) -> Mistake:
    """Explain that no document begins like this."""
    root = quoted(readable(str(met.element.tag)))
    return Mistake(met.element, None, sentence("unknown-root", element=root, schema=met.schema))


def _content_of(parent: "etree._Element", met: Met) -> _Content:
    children: dict[str, etree._Element] = {}
    for child in parent.iterchildren("*"):
        children.setdefault(str(child.tag), child)
    return _Content(parent, met.grammar.slots(parent), children)


def _not_expected(met: Met, content: _Content) -> Mistake | None:
    """Explain an element that should not stand where it does; None if others lack before it."""
    if met.element.tag in content.slots:
        return _known(met, content)
    return _unknown(met, met.element, content)


def _at_the_end(met: Met, content: _Content) -> Mistake | None:
    """Explain that an element ends too early; None if that is for what it must hold."""
    if content.lacking():
        return None
    parent = content.parent
    possible = [named_child(parent, tag) for tag in _expected(met)]
    choice = [each for each in possible if each.term is not None] or possible
    if len(choice) == 1:
        return _missing(choice[0].tag, content)
    if not choice:
        return Mistake(parent, term_at(parent), sentence("incomplete", parent=name_at(parent)))
    elements = joined([each.full for each in choice[:NAMES_SHOWN_MAX]], "or")
    said = sentence("missing-choice", elements=elements, parent=name_at(parent))
    return Mistake(parent, choice[0].term or term_at(parent), said)


def _known(met: Met, content: _Content) -> Mistake | None:
    """Explain an element that its parent may have, but not there; None if others lack before it."""
    element, (parent, slots, _) = met.element, content
    tag = str(element.tag)
    before = [str(each.tag) for each in element.itersiblings("*", preceding=True)]
    most = slots[tag].most
    if most is not None and before.count(tag) >= most:
        return _too_often(element, parent, most)
    order = list(slots)
    earlier = order[: order.index(tag)]
    is_late = not set(before) <= {*earlier, tag}
    if not is_late and not set(earlier).isdisjoint(content.lacking()):
        return None
    is_early = any(slots[each].required and each not in before for each in earlier)
    return _misplaced(met, content, is_certain=is_late or is_early)


def _too_often(element: "etree._Element", parent: "etree._Element", most: int) -> Mistake:
    kind = "twice" if most == 1 else "too-often"
    said = sentence(kind, element=name_at(element), parent=name_at(parent), most=str(most))
    return Mistake(element, _term(element, parent), said)


def _misplaced(met: Met, content: _Content, *, is_certain: bool) -> Mistake:
    element, parent = met.element, content.parent
    if is_certain:
        place = _place(str(element.tag), content)
        said = sentence("misplaced", element=name_at(element), parent=name_at(parent), place=place)
    else:
        said = sentence("unexpected", element=name_at(element), parent=name_at(parent))
        said = _with_expected(said, met, parent)
    return Mistake(element, _term(element, parent), said)


def _missing(tag: str, content: _Content) -> Mistake:
    parent = content.parent
    child = named_child(parent, tag)
    said = sentence(
        "missing", element=child.plain, parent=name_at(parent), place=_place(tag, content)
    )
    return Mistake(parent, child.term or term_at(parent), said)


def _unknown(met: Met, element: "etree._Element", content: _Content) -> Mistake:
    """Explain an element that its parent may not have at all."""
    parent = content.parent
    term = named(element).term
    meant = content.meant_by(element)
    if meant is not None:
        return _misnamed(element, parent, meant)
    if term is not None:
        said = sentence("not-in-profile", element=name_at(element), schema=met.schema)
    else:
        said = sentence("not-provided", element=name_at(element), parent=name_at(parent))
    return Mistake(element, term or term_at(parent), _with_expected(said, met, parent))


def _misnamed(element: "etree._Element", parent: "etree._Element", right: str) -> Mistake:
    meant = named_child(parent, right)
    is_namespace = local(str(element.tag)) == local(right)
    said = sentence(
        "wrong-namespace" if is_namespace else "misspelled",
        element=name_at(element),
        parent=name_at(parent),
        meant=meant.plain,
        prefixed=quoted(readable(right)),
        namespace=namespace(right),
    )
    return Mistake(element, meant.term or term_at(parent), said)


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


def _place(tag: str, content: _Content) -> Wording:
    """Say where an element belongs: after what is there, or must be."""
    order = list(content.slots)
    earlier = order[: order.index(tag)]
    known = {*content.children, *content.lacking()}
    before = [each for each in earlier if each in known]
    if before:
        return phrase("place.after", sibling=quoted(local(before[-1])))
    return phrase("place.first", parent=name_at(content.parent))
