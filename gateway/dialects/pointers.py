"""Where each business term stands in a request, as a JSON pointer."""

from collections.abc import Iterator

from msgspec import Struct, inspect

from gateway.dialects.described import description_of


def pointers(struct: type[Struct]) -> dict[str, str]:
    """Return the pointer of every described term; `*` stands for the index in a list.

    Of two fields with the same term the one that stands deeper in the request wins: what an item
    says outweighs a default.
    """
    found: dict[str, str] = {}
    for term, pointer in _walk(inspect.type_info(struct), ""):
        if term not in found or pointer.count("/") > found[term].count("/"):
            found[term] = pointer
    return found


def _walk(info: inspect.Type, pointer: str) -> Iterator[tuple[str, str]]:
    match info:
        case inspect.Metadata(type=inner, extra=extra):
            term = description_of(extra).term
            if term is not None:
                yield term, pointer
            yield from _walk(inner, pointer)
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from _walk(field.type, f"{pointer}/{field.encode_name}")
        case inspect.UnionType(types=types):
            # The first of a union is the plain form: one object rather than a list of them.
            yield from _walk(types[0], pointer)
        case inspect.VarTupleType(item_type=item):
            yield from _walk(item, f"{pointer}/*")
