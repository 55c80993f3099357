"""Which business term a finding is about, out of those of its rule, and how sentences name it."""

import re
from collections.abc import Sequence

from lxml import etree

from profiles.finding import Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import Terms, terms_at, terms_of_absent

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
    if found is not None:
        return terms_at(found)
    return terms_of_absent(place, f"{{*}}{about}") if about.isidentifier() else terms_at(place)


def meant_term(of_rule: Sequence[str], place: Terms) -> str | None:
    """Return the first term of a rule that its place is, else that it holds, else its first."""
    for there in ({place.own}, place.within):
        for term in of_rule:
            if term in there:
                return term
    if OF_THE_PLACE in of_rule and place.closest is not None:
        return place.closest
    return next((term for term in of_rule if term != OF_THE_PLACE), None)


def named(sentence: Wording, term: str | None) -> Wording:
    """Put a term's name into a sentence: for `{term}`, and before a colon for `{subject}`."""
    name = _name(term)
    return Wording(_filled(sentence.de, name.de), _filled(sentence.en, name.en))


def with_subject(sentence: Wording, term: str | None) -> Wording:
    """Put a term's name before a sentence that is whole, whatever stands in it."""
    name = _name(term)
    return Wording(_subject(name.de) + sentence.de, _subject(name.en) + sentence.en)


def _name(term: str | None) -> Wording:
    if term is None:
        return Wording("", "")
    name = name_of(term)
    if name is None:
        return Wording(f"„{term}“", f"“{term}”")
    return Wording(f"„{name.de} ({term})“", f"“{name.en} ({term})”")


def _filled(text: str, name: str) -> str:
    return text.replace("{subject}", _subject(name)).replace("{term}", name)


def _subject(name: str) -> str:
    return f"{name}: " if name else ""
