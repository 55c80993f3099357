"""The mapping between a request and the model, both ways, made from where its fields are bound."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple, TypeGuard

from msgspec import Struct, inspect

from gateway.dialects.described import Description, RequestPart, descriptions_of
from gateway.dialects.places import Bound, Step, fields_of, steps
from gateway.dialects.transfer import Carry, Landing, Path, Route, Stop, transfer
from profiles.semantic.party import Identifier


class Mapping(NamedTuple):
    """How one part of a request maps to its Struct of the model, and back."""

    forth: Route
    back: Route
    model: Landing
    part: Landing

    def to_model(self, part: RequestPart) -> Any:
        frame: dict[str, Any] = {}
        transfer(part, self.forth, frame)
        return self.model.make(frame)

    def to_part(self, meant: Struct) -> Any:
        frame: dict[str, Any] = {}
        transfer(meant, self.back, frame)
        return self.part.make(frame)


@cache
def mapping_of(part: type[RequestPart]) -> Mapping:
    """Prepare the mapping of a part that stands on its own: the request, or an entry of a list."""
    binding = _binding(part)
    model = Landing(binding.model, stated=_required(binding.model))
    mapping = Mapping({}, {}, model, _landing(part, always=True))
    for leaf in leaves(part):
        _add_forth(mapping, leaf)
        _add_back(mapping, leaf)
    return mapping


class Leaf(NamedTuple):
    """One field of a part or of the parts in it, and its place in the model.

    said: the fields that lead to it in the request; parts: the Structs that hold them.
    """

    said: Path
    parts: tuple[type[RequestPart], ...]
    meant: tuple[Step, ...]
    description: Description
    held: "Held"


class Held(NamedTuple):
    """What a field of a request may hold: a plain value, a part, a list of parts."""

    part: type[RequestPart] | None
    is_single: bool
    is_list: bool


def leaves(part: type[RequestPart]) -> Iterator[Leaf]:
    """Yield all fields that have a place in the model; lists of parts are one field."""
    yield from _leaves(part, (), (), ())


def _leaves(
    part: type[RequestPart],
    said: Path,
    parts: tuple[type[RequestPart], ...],
    prefix: tuple[Step, ...],
) -> Iterator[Leaf]:
    binding = _binding(part)
    for name, description in descriptions_of(part).items():
        if description.at is None:
            continue
        way = steps(binding, description.at) if description.at else ()
        meant = way if description.at.startswith("/") else prefix + way
        held = held_by(fields_of(part)[name].type)
        if held.part is not None and not held.is_list:
            yield from _leaves(held.part, (*said, name), (*parts, part), meant)
        else:
            yield Leaf((*said, name), (*parts, part), meant, description, held)


def held_by(info: inspect.Type) -> Held:
    """Say what a field may hold."""
    match info:
        case inspect.Metadata(type=inner):
            return held_by(inner)
        case inspect.UnionType(types=types):
            held = [held_by(one) for one in types if not isinstance(one, inspect.NoneType)]
            part = next((one.part for one in held if one.part is not None), None)
            is_single = any(one.part is not None and one.is_single for one in held)
            return Held(part, is_single, any(one.is_list for one in held))
        case inspect.VarTupleType(item_type=inspect.StructType(cls=cls)) if _is_part(cls):
            return Held(cls, is_single=False, is_list=True)
        case inspect.StructType(cls=cls) if _is_part(cls):
            return Held(cls, is_single=True, is_list=False)
    return Held(None, is_single=False, is_list=False)


def _is_part(struct: type[Struct]) -> TypeGuard[type[RequestPart]]:
    return issubclass(struct, RequestPart)


def _binding(part: type[RequestPart]) -> Bound:
    if part.binding is None:
        raise LookupError(part)
    return part.binding


def _add_forth(mapping: Mapping, leaf: Leaf) -> None:
    route = mapping.forth
    for name in leaf.said[:-1]:
        stop = route.setdefault(name, Stop())
        stop.inner = stop.inner or {}
        route = stop.inner
    meant = tuple(step.name for step in leaf.meant)
    route.setdefault(leaf.said[-1], Stop()).carries.append((meant, _to_model(leaf)))
    landing = mapping.model
    for step in leaf.meant[:-1]:
        struct = step.struct or Struct
        part = Landing(struct, is_list=step.is_list, stated=_required(struct))
        landing = landing.parts.setdefault(step.name, part)


def _add_back(mapping: Mapping, leaf: Leaf) -> None:
    route = mapping.back
    for step in leaf.meant[:-1]:
        stop = route.setdefault(step.name, Stop())
        stop.is_list = step.is_list
        stop.inner = stop.inner or {}
        route = stop.inner
    route.setdefault(leaf.meant[-1].name, Stop()).carries.append((leaf.said, _to_part(leaf)))
    landing = mapping.part
    for holder, name in zip(leaf.parts, leaf.said[:-1], strict=False):
        field = fields_of(holder)[name]
        part = held_by(field.type).part or RequestPart
        always = field.required or field.default is not None
        landing = landing.parts.setdefault(name, _landing(part, always=always))


def _landing(part: type[RequestPart], *, always: bool) -> Landing:
    """Prepare a part of the request; what it requires and the model lacks is said to be absent."""
    places = descriptions_of(part)
    stated = tuple(
        name
        for name, field in fields_of(part).items()
        if field.required or (places[name].at and field.default not in (None, ()))
    )
    return Landing(part, always=always, stated=stated)


def _required(model: type[Struct]) -> Path:
    return tuple(name for name, field in fields_of(model).items() if field.required)


def _to_model(leaf: Leaf) -> Carry:
    part, plain, scheme = leaf.held.part, leaf.description.plain, leaf.description.scheme
    if scheme is not None:
        return lambda value: Identifier(value, scheme or None)
    if part is None:
        return _same
    return partial(_list_to_model, part, plain)


def _list_to_model(part: type[RequestPart], plain: str | None, value: Any) -> tuple[Any, ...]:
    to_model = mapping_of(part).to_model
    if isinstance(value, tuple):
        return tuple(map(to_model, value))
    return (to_model(value if plain is None else part(**{plain: value})),)


def _to_part(leaf: Leaf) -> Carry:
    held, plain, scheme = leaf.held, leaf.description.plain, leaf.description.scheme
    if scheme is not None:
        return lambda found: found.value if (found.scheme or "") == scheme else None
    if held.part is None:
        return _same
    return partial(_list_to_part, held.part, plain, held.is_single)


def _list_to_part(
    part: type[RequestPart],
    plain: str | None,
    is_single: bool,  # noqa: FBT001  (bound by partial)
    entries: tuple[Struct, ...],
) -> Any:
    parts = tuple(map(mapping_of(part).to_part, entries))
    if len(parts) > 1:
        return parts
    if plain is not None and parts[0] == part(**{plain: getattr(parts[0], plain)}):
        return getattr(parts[0], plain)
    return parts[0] if is_single else parts


def _same(value: Any) -> Any:
    return value
