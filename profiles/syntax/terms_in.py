"""Which business terms an invoice says something about, and which it could."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from profiles.syntax.draft import members


def holds(value: Struct, term: str, group: str | None = None) -> bool:
    """Say whether a Struct of the model holds anything of a term or group.

    group: which business group the Struct itself is, where it serves as several.
    """
    for name, member in members(type(value)).items():
        content = getattr(value, name)
        own = member.term_in(group)
        entries = content if isinstance(content, tuple) else (content,)
        if own == term and any(map(_is_said, entries)):
            return True
        inner = _inner(own, group)
        # What cannot have the term is not looked through: lines are many.
        if member.shape is None or term not in terms_possible(member.shape, inner):
            continue
        if any(isinstance(entry, Struct) and holds(entry, term, inner) for entry in entries):
            return True
    return False


def _is_said(entry: Any) -> bool:
    if isinstance(entry, Struct):
        return any(_is_said(getattr(entry, name)) for name in entry.__struct_fields__)
    return entry not in (None, "", ())


@cache
def terms_possible(shape: type[Struct], group: str | None = None) -> frozenset[str]:
    """Return all terms and groups that a Struct of the model has a field for."""
    return frozenset(_known_to(shape, group, ()))


def _known_to(
    shape: type[Struct], group: str | None, within: tuple[type[Struct], ...]
) -> Iterator[str]:
    for member in members(shape).values():
        term = member.term_in(group)
        if term is not None:
            yield term
        if member.shape is not None and member.shape not in (*within, shape):
            yield from _known_to(member.shape, _inner(term, group), (*within, shape))


def _inner(term: str | None, group: str | None) -> str | None:
    return term if term is not None and term.startswith("BG") else group
