"""What elements are called in a sentence: by their tag, and by their business term where one is."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from lxml import etree

from profiles.finding import Wording
from profiles.semantic.names import name_of
from profiles.syntax.terms_at import Terms, terms_at
from validation.location import readable
from validation.schema_wordings import phrase

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
    return Named(str(element.tag), _carried(terms_at(element)))


def term_at(element: "etree._Element") -> str | None:
    """Return the term that an element carries, else that of the group that it stands in."""
    terms = terms_at(element)
    return _carried(terms) or terms.own


def named_child(parent: "etree._Element", tag: str) -> Named:
    """Name a child that is not there, as if it were."""
    child = etree.SubElement(parent, tag)
    try:
        return named(child)
    finally:
        parent.remove(child)


def with_subject(message: Wording, term: str | None) -> Wording:
    """Put the name of a term before a sentence."""
    name = None if term is None else name_of(term)
    if name is None or term is None:
        return message
    return phrase("subject", name=name, term=term, message=message)


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


def prefixed(tag: str) -> str:
    """Return a name with the usual prefix of its namespace."""
    return readable(tag)


def _carried(terms: Terms) -> str | None:
    """The term of an element itself; that of what it holds, where it holds just one."""
    if terms.own in terms.within:
        return terms.own
    return next(iter(terms.within)) if len(terms.within) == 1 else None
