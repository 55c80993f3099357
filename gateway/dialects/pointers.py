"""Where each business term stands in a request, as a JSON pointer."""

from collections.abc import Iterator

from gateway.dialects.binding import held_by
from gateway.dialects.described import RequestPart, descriptions_of
from gateway.dialects.places import fields_of


def pointers(part: type[RequestPart]) -> dict[str, str]:
    """Return the pointer of every described term; `*` stands for the index in a list.

    Of two fields with the same term the one that stands deeper in the request wins: what an item
    says outweighs a default.
    """
    found: dict[str, str] = {}
    for term, pointer in _walk(part, "", ()):
        if term not in found or pointer.count("/") > found[term].count("/"):
            found[term] = pointer
    return found


def _walk(
    part: type[RequestPart], pointer: str, within: tuple[type[RequestPart], ...]
) -> Iterator[tuple[str, str]]:
    for name, description in descriptions_of(part).items():
        here = f"{pointer}/{name}"
        if description.term is not None:
            yield description.term, here
        held = held_by(fields_of(part)[name].type)
        if held.part is None or held.part in {*within, part}:
            continue
        # The plain form of a union: one object rather than a list of them.
        inner = here if held.is_single else f"{here}/*"
        yield from _walk(held.part, inner, (*within, part))
