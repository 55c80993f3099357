"""What elements are called in a sentence: by their tag, and by their business term where one is."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from lxml import etree

from profiles.finding import Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import terms_at, terms_of_absent
from validation.schema.wordings import phrase

VALUE_LENGTH_MAX = 100
_SIMILARITY_MIN = 0.75


class Named(NamedTuple):
    """An element that is there, or could be."""

    tag: str
    term: str | None = None

    @property
    def plain(self) -> Wording:
        return quoted(local(self.tag))

    @property
    def full(self) -> Wording:
        name = None if self.term is None else name_of(self.term)
        if name is None or self.term is None:
            return self.plain
        return phrase("named", element=self.plain, name=name, term=self.term)


def named(element: "etree._Element") -> Named:
    """Name an element by the term that it carries."""
    return Named(str(element.tag), terms_at(element).carried)


def named_child(parent: "etree._Element", tag: str) -> Named:
    """Name a child that is not there, as if it were."""
    return Named(tag, terms_of_absent(parent, tag).carried)


def term_at(element: "etree._Element") -> str | None:
    """Return the term that an element carries, else that of the group that it stands in."""
    return terms_at(element).closest


def name_at(element: "etree._Element") -> Wording:
    """Return an element's name as it is put into a sentence."""
    return Named(str(element.tag)).plain


def joined(wordings: Sequence[Wording], conjunction: str) -> Wording:
    """Put names in a row: `and` or `or` before the last."""
    *others, last = wordings
    if not others:
        return last
    row = Wording(*(", ".join(each.to(language) for each in others) for language in ("de", "en")))
    return phrase(conjunction, others=row, last=last)


def similar(text: str, choice: Iterable[str]) -> str | None:
    """Return the one of several that a text is probably meant to be."""
    by_lower = {each.lower(): each for each in choice}
    tried = text[:VALUE_LENGTH_MAX].strip().lower()
    found = get_close_matches(tried, by_lower, n=1, cutoff=_SIMILARITY_MIN)
    return by_lower[found[0]] if found else None


def quoted(text: str) -> Wording:
    """Put a text into the quotation marks of each language, at most VALUE_LENGTH_MAX of it."""
    return phrase("quoted", text=shortened(text))


def shortened(text: str) -> str:
    """Put a text into one line that is not too long."""
    line = " ".join(text[: VALUE_LENGTH_MAX * 10].split())
    return line if len(line) <= VALUE_LENGTH_MAX else f"{line[:VALUE_LENGTH_MAX]}…"


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def namespace(tag: str) -> str:
    """Return the namespace of a tag."""
    return tag.partition("}")[0].removeprefix("{")
