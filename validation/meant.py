"""Which business term a finding is about, out of those of its rule, and how sentences name it."""

import re
from collections.abc import Sequence

from lxml import etree

from profiles.finding import Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import Terms, terms_at
from validation.location import NAMESPACE_BY_PREFIX

# Stands in a rule's list of terms for whatever the place is.
OF_THE_PLACE = "*"


_names = re.compile(r"\w+(?:[ /]\w+)*")


def terms_meant(place: "etree._Element | None", about: str | None) -> Terms:
    """Return what a place stands for, or what lies inside of it and need not be there.

    about: the names of elements that lead there; None or no such names for the place itself.
    """
    if place is None:
        return Terms()
    if about is None or not _names.fullmatch(about) or etree.QName(place).localname == about:
        return terms_at(place)
    inside = "/".join(f"{{*}}{name}" for name in re.split("[ /]", about))
    found = next(place.iterfind(inside), None)
    return _terms_of_child(place, about) if found is None else terms_at(found)


def _terms_of_child(parent: "etree._Element", name: str) -> Terms:
    """Return what a child would stand for if it were there."""
    if not name.isidentifier():
        return terms_at(parent)
    child = etree.SubElement(parent, f"{{{NAMESPACE_BY_PREFIX['ram']}}}{name}")
    try:
        return terms_at(child)
    finally:
        parent.remove(child)


def meant_term(of_rule: Sequence[str], place: Terms) -> str | None:
    """Return the first term of a rule that its place is, else that it holds, else its first."""
    for there in ({place.own}, place.within):
        for term in of_rule:
            if term in there:
                return term
    closest = _closest(place)
    if OF_THE_PLACE in of_rule and closest is not None:
        return closest
    return next((term for term in of_rule if term != OF_THE_PLACE), None)


def named(sentence: Wording, term: str | None) -> Wording:
    """Put a term's name into a sentence: for `{term}`, and before a colon for `{subject}`."""
    if term is None:
        return Wording(_filled(sentence.de, ""), _filled(sentence.en, ""))
    name = name_of(term)
    return Wording(
        _filled(sentence.de, f"„{name.de} ({term})“" if name else f"„{term}“"),
        _filled(sentence.en, f"“{name.en} ({term})”" if name else f"“{term}”"),
    )


def _closest(place: Terms) -> str | None:
    """Where a place is no term itself and holds a single one, it is about that one."""
    is_alone = len(place.within) == 1 and place.own not in place.within
    return next(iter(place.within)) if is_alone else place.own


def _filled(text: str, name: str) -> str:
    return text.replace("{subject}", f"{name}: " if name else "").replace("{term}", name)
