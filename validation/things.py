"""What the elements and attributes of invoices are called that EN 16931 has no term for."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from profiles.finding import Language, Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import terms_at
from validation.places import attribute_in
from validation.tables import read_table

TABLE = "elements.tsv"

# Before terms that stand for something else at another party.
_ONLY_THERE = "~"

# They only sort what they hold.
_CONTAINERS = frozenset(
    {
        "ApplicableHeaderTradeAgreement",
        "ApplicableHeaderTradeSettlement",
        "AssociatedDocumentLineDocument",
        "ExchangedDocument",
        "Item",
        "Party",
        "SpecifiedLineTradeAgreement",
        "SpecifiedLineTradeDelivery",
        "SpecifiedLineTradeSettlement",
    }
)

_LEAVE_OUT = Wording("Lassen Sie die Angabe weg", "Leave it out")
_LEAVE_OUT_ATTRIBUTE = Wording(
    "Lassen Sie nur diesen Zusatz weg, nicht den Wert selbst",
    "Leave only this addition out, not the value itself",
)


class Thing(NamedTuple):
    """What an element is called, and the terms that may be meant by it."""

    name: Wording
    instead: tuple[str, ...]


def worded(
    sentence: Wording,
    about: str,
    term: str | None,
    found: "Sequence[etree._Element]",
    around: "etree._Element | None",
) -> Wording:
    """Put the names of what a rule is about into a sentence.

    Args:
        sentence: where it has a `{thing}`, that is what is wrong.
        about: names of elements that lead there.
        term: the term that is meant, or that the element stands in.
        found: the elements that are there; none where one is missing.
        around: the element that they stand in, or would.
    """
    attribute = attribute_in(about)
    is_term = attribute is None and _is_term(term, around)
    thing = "{term}" if is_term else "{subject}{called}"
    holder = _holder(found, around, is_attribute=attribute is not None)
    called = _called(about, holder)
    if attribute is None and around is not None and not _is_term(term, around.getparent()):
        called = _inside(called, holder)
    instead = Wording("", "") if is_term else _instead(about, term, found)
    leave_out = _LEAVE_OUT if attribute is None else _LEAVE_OUT_ATTRIBUTE
    times = _times(len(found))
    parts = {
        "{thing}": Wording(thing, thing),
        "{called}": called,
        "{leave_out}": leave_out,
        "{instead}": instead,
        "{times}": times,
        "{xml}": Wording(about.lstrip("/"), about.lstrip("/")),
    }
    return Wording(_filled(sentence, parts, "de"), _filled(sentence, parts, "en"))


def _filled(sentence: Wording, parts: Mapping[str, Wording], language: Language) -> str:
    text = sentence.to(language)
    for key, part in parts.items():
        text = text.replace(key, part.to(language))
    return text


def _is_term(term: str | None, around: "etree._Element | None") -> bool:
    """Say whether an element is the term itself, and no further detail in its group."""
    return (
        term is not None
        and name_of(term) is not None
        and around is not None
        and term != terms_at(around).own
    )


def _holder(
    found: "Sequence[etree._Element]", around: "etree._Element | None", *, is_attribute: bool
) -> str:
    """Return the name of what the element stands in; for an attribute, that its element does."""
    if is_attribute:
        element = found[0] if found else around
        around = None if element is None else element.getparent()
    return "" if around is None else etree.QName(around).localname


def _called(about: str, holder: str) -> Wording:
    name = about.rpartition("/")[2].lstrip("@")
    thing = things().get(f"{holder}/{name}") or things().get(name)
    called = Wording(name, name) if thing is None else thing.name
    if attribute_in(about) is not None:
        return Wording(f"Der Zusatz „{called.de}“", f"The addition “{called.en}”")
    return Wording(f"Die Angabe „{called.de}“", f"The detail “{called.en}”")


def _inside(called: Wording, holder: str) -> Wording:
    thing = things().get(holder)
    if thing is None or holder in _CONTAINERS:
        return called
    return Wording(f"{called.de} zu „{thing.name.de}“", f"{called.en} of “{thing.name.en}”")


def _instead(about: str, term: str | None, found: "Sequence[etree._Element]") -> Wording:
    thing = things().get(about.rpartition("/")[2])
    other = None if thing is None or not found else _nearest(thing.instead, found[0])
    name = None if other is None or other == term else name_of(other)
    if name is None:
        return Wording("", "")
    return Wording(
        f" Gehört sie zur Rechnung, geben Sie sie unter „{name.de} ({other})“ an.",
        f" Where the invoice needs it, give it as “{name.en} ({other})”.",
    )


def _nearest(terms: Sequence[str], element: "etree._Element") -> str | None:
    """Return the first of some terms that belongs to the closest group around an element."""
    wanted = [term for term in terms if term != _ONLY_THERE]
    for around in element.iterancestors():
        if around.getparent() is None:
            break
        within = terms_at(around).within
        for term in wanted:
            if term in within:
                return term
    return None if _ONLY_THERE in terms else next(iter(wanted), None)


def _times(count: int) -> Wording:
    if count <= 1:
        return Wording("", "")
    return Wording(f", steht aber {count}-mal da", f", but stands there {count} times")


@cache
def things() -> Mapping[str, Thing]:
    """Read what elements and attributes are called, by their names, or `holder/name`."""
    return {
        row["name"]: Thing(Wording(row["de"], row["en"]), tuple(row["instead"].split()))
        for row in read_table(TABLE)
    }
