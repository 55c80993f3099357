"""Places in the semantic model: what a path through its Structs leads to, and under which term."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct, inspect

from profiles.semantic.invoice import Invoice
from profiles.semantic.term import EXTENDED


class Bound(NamedTuple):
    """The Struct of the model that a part of a request speaks of.

    group: which of its groups it is where one Struct serves several (a party is BG-4 as seller).
    scope: where a path with a leading slash starts.
    """

    model: type[Struct]
    group: str | None = None
    scope: type[Struct] = Invoice


class Step(NamedTuple):
    """One field of the model on the way of a path.

    term: its business term or group here; None for what only EXTENDED has.
    struct: the Struct that the field holds, or holds a list of.
    """

    name: str
    title: str
    term: str | None
    struct: type[Struct] | None
    is_list: bool
    is_required: bool
    is_optional: bool


def steps(binding: Bound, path: str) -> tuple[Step, ...]:
    """Walk a path and return the field of each step; a path through a list enters its entry."""
    return tuple(_walk(binding, path))


def _walk(binding: Bound, path: str) -> Iterator[Step]:
    struct: type[Struct] | None = binding.model
    group = binding.group
    if path.startswith("/"):
        struct, group = binding.scope, None
    for name in path.lstrip("/").split("."):
        if struct is None:
            raise LookupError(path)
        step = step_of(struct, name, group)
        yield step
        struct, group = step.struct, step.term


@cache
def step_of(struct: type[Struct], name: str, group: str | None = None) -> Step:
    """Return one field of a Struct as it is in a group."""
    field = fields_of(struct)[name]
    tag = field.type if isinstance(field.type, inspect.Metadata) else inspect.Metadata(field.type)
    # What has no tag of its own, as the value of an identifier, is a part of its holder's term.
    term = tag.extra["elsewhere"].get(group, tag.extra["term"]) if tag.extra else group
    present = tag.type
    if isinstance(present, inspect.UnionType):
        present = next(one for one in present.types if not isinstance(one, inspect.NoneType))
    is_list = isinstance(present, inspect.VarTupleType)
    held = present.item_type if isinstance(present, inspect.VarTupleType) else present
    return Step(
        name=name,
        title=(tag.extra_json_schema or {}).get("title", ""),
        term=None if term == EXTENDED else term,
        struct=held.cls if isinstance(held, inspect.StructType) else None,
        is_list=is_list,
        is_required=field.required,
        is_optional=not field.required and field.default is None,
    )


@cache
def fields_of(struct: type[Struct]) -> dict[str, inspect.Field]:
    """Return the fields of a Struct by name."""
    info = inspect.type_info(struct)
    return (
        {field.name: field for field in info.fields} if isinstance(info, inspect.StructType) else {}
    )
