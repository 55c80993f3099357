"""Which terms of an invoice hold characters that the page's fonts cannot draw."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct
from msgspec.structs import fields

from profiles.finding import Finding, Wording
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from renderers.fonts import FontSet

_NAMED_MAX = 10


class _Text(Struct, frozen=True):
    """A text of the invoice, the term that it is, and the line that it stands in."""

    text: str
    term: str | None
    line: int | None


def report_illegible(invoice: Invoice, fonts: FontSet) -> tuple[Finding, ...]:
    """Report each term that is drawn with replacements, once, at the first place it occurs."""
    lines: dict[str | None, int | None] = {}
    missing: dict[str | None, dict[str, None]] = {}
    for found in _texts(invoice, None, None):
        if not fonts.covers(found.text):
            lines.setdefault(found.term, found.line)
            signs = missing.setdefault(found.term, {})
            signs.update(dict.fromkeys(fonts.missing(found.text)))
    return tuple(_finding(term, lines[term], tuple(signs)) for term, signs in missing.items())


def _finding(term: str | None, line: int | None, signs: tuple[str, ...]) -> Finding:
    names = ", ".join(f"U+{ord(sign):04X}" for sign in signs[:_NAMED_MAX])
    if len(signs) > _NAMED_MAX:
        names += ", …"
    return Finding(
        severity="warning",
        rule="ZG-FONT-01",
        term=term,
        line=line,
        message=Wording(
            f"Die Seite zeigt Ersatzzeichen, denn keine Schrift hat: {names}.",
            f"The page shows replacement signs, because no font has: {names}.",
        ),
        hint=Wording(
            "Im XML steht der Text unverändert.", "The XML holds the text as it was given."
        ),
    )


def _texts(value: object, term: str | None, line: int | None) -> Iterator[_Text]:
    if isinstance(value, str):
        yield _Text(value, term, line)
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            yield from _texts(member, term, index if isinstance(member, Line) else line)
    elif isinstance(value, Struct):
        for name, (own_term, elsewhere) in _terms(type(value)).items():
            here = elsewhere.get(term or "", own_term)
            yield from _texts(getattr(value, name), here or term, line)


@cache
def _terms(group: type[Struct]) -> dict[str, tuple[str | None, Mapping[str, str]]]:
    """Return the fields of a group, each with its term and its terms within other groups."""
    hints = get_type_hints(group, include_extras=True)
    return {field.name: _term(hints[field.name]) for field in fields(group)}


def _term(hint: object) -> tuple[str | None, Mapping[str, str]]:
    if get_origin(hint) is Annotated:
        for part in get_args(hint):
            if isinstance(part, Meta) and part.extra:
                return str(part.extra["term"]), part.extra["elsewhere"]
    return None, {}
