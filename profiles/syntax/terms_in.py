"""Which business terms an invoice says something about, and which it could."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from profiles.syntax.draft import members


def terms_in(value: Struct, group: str | None = None) -> frozenset[str]:
    """Return the terms and groups of which a Struct of the model holds anything at all.

    group: which business group the Struct itself is, where it serves as several.
    """
    return frozenset(_held_by(value, group))


def _held_by(value: Struct, group: str | None) -> Iterator[str]:
    for name, member in members(type(value)).items():
        content = getattr(value, name)
        term = member.term_in(group)
        entries = content if isinstance(content, tuple) else (content,)
        found = [each for entry in entries for each in _held_in(entry, _inner(term, group))]
        if term is not None and (found or any(_is_said(entry) for entry in entries)):
            yield term
        yield from found


def _held_in(entry: Any, group: str | None) -> Iterator[str]:
    return _held_by(entry, group) if isinstance(entry, Struct) else iter(())


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
