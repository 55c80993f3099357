"""An invoice while it is being read: fields by name, until the Structs are made of them."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields

from profiles.syntax.place import Place

# The names of a path, and numbers where it picks an entry of a sequence.
Steps = tuple[str | int, ...]


class Draft(dict[str, Any]):
    """The fields of one Struct that have been read; groups are drafts, sequences lists.

    place: where the group stands in the document; None while only an index path has begun it.
    """

    place: Place | None = None

    def around(self, steps: Steps) -> "Draft":
        """Return the draft that has the last step of a path as its field; begin what is missing."""
        entered: Any = self
        for step, following in pairwise(steps):
            if isinstance(step, int):
                while len(entered) <= step:
                    entered.append(Draft())
                entered = entered[step]
            else:
                entered = entered.setdefault(step, [] if isinstance(following, int) else Draft())
        return entered  # type: ignore[no-any-return]

    def put(self, steps: Steps, value: Any) -> bool:
        """Set the field at a path; say False where another value stands there already."""
        return bool(self.around(steps).setdefault(str(steps[-1]), value) == value)

    def sequence(self, steps: Steps) -> list[Any]:
        """Return the sequence at a path, begun where there is none."""
        begun: list[Any] = self.around(steps).setdefault(str(steps[-1]), [])
        return begun

    def look(self, steps: Steps) -> Any:
        """Return what is at a path, or None."""
        found: Any = self
        for step in steps:
            if found is None:
                return None
            if isinstance(step, int):
                found = found[step] if step < len(found) else None
            else:
                found = found.get(step)
        return found


class Member(Struct, frozen=True):
    """One field of a Struct, as the trees need to know it.

    shape: the Struct that it holds, or that its sequence holds; None for a plain value.
    type: the type of a plain value.
    default: what it holds where nothing is said.
    title: its name in EN 16931.
    term: its business term; elsewhere: the term that it is in other groups.
    """

    name: str
    required: bool
    sequence: bool
    shape: "type[Struct] | None"
    type: Any
    default: Any
    title: str
    term: str | None
    elsewhere: dict[str, str]

    def term_in(self, group: str | None) -> str | None:
        """Return the business term that the field is inside a group."""
        return self.elsewhere.get(group or "", self.term)


@cache
def members(shape: type[Struct]) -> dict[str, Member]:
    """Return the fields of a Struct by name."""
    hints = get_type_hints(shape, include_extras=True)
    return {field.name: _member(field, hints[field.name]) for field in fields(shape)}


def _member(field: FieldInfo, hint: Any) -> Member:
    meta = next(
        (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Meta)), None
    )
    held = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(held) in {Union, UnionType}:
        held = next(one for one in get_args(held) if one is not type(None))
    sequence = get_origin(held) is tuple
    if sequence:
        held = get_args(held)[0]
    extra = {} if meta is None else meta.extra or {}
    return Member(
        name=field.name,
        required=field.required,
        sequence=sequence,
        shape=held if isinstance(held, type) and issubclass(held, Struct) else None,
        type=held,
        default=None if field.default is NODEFAULT else field.default,
        title=field.name if meta is None else meta.title or field.name,
        term=extra.get("term"),
        elsewhere=extra.get("elsewhere", {}),
    )


class Scope(NamedTuple):
    """What paths start from: a Struct, and the business group that it is there."""

    shape: type[Struct]
    group: str | None = None


# Is told of a Struct that lacks fields: where it stands and the business terms that they are.
Incomplete = Callable[[Place, Sequence[str | None]], None]


def build(draft: Draft, scope: Scope, place: Place, incomplete: Incomplete) -> Struct | None:
    """Make the Struct of a draft that stands at a place; None where a required field is missing."""
    place = draft.place or place
    known = members(scope.shape)
    values: dict[str, Any] = {}
    for name, value in draft.items():
        built = _build_value(value, known[name], scope.group, place, incomplete)
        if built is not None:
            values[name] = built
    missing = [member for member in known.values() if member.required and member.name not in values]
    if missing:
        incomplete(place, [member.term_in(scope.group) for member in missing])
        return None
    return scope.shape(**values)


def _build_value(
    value: Any, member: Member, group: str | None, place: Place, incomplete: Incomplete
) -> Any:
    if isinstance(value, Draft):
        said = value or value.place is not None
        if not said or member.shape is None:
            return None
        return build(value, Scope(member.shape, member.term_in(group)), place, incomplete)
    if isinstance(value, list):
        entries = (_build_value(entry, member, group, place, incomplete) for entry in value)
        return tuple(entry for entry in entries if entry is not None)
    return value


class Target(NamedTuple):
    """Where a path leads: its steps, the field at its end and the business term that it is."""

    steps: Steps
    member: Member
    term: str | None

    def scope(self) -> Scope:
        """Return the scope of what stands inside; raises TypeError where that is no Struct."""
        if self.member.shape is None:
            raise TypeError(f"{self.member.name} holds no group")
        return Scope(self.member.shape, self.term)


def resolve(scope: Scope, path: str) -> Target:
    """Follow a path through the model's types; raises KeyError for a field that is not there."""
    steps = tuple(int(name) if name.isdigit() else name for name in path.split("."))
    target: Target | None = None
    for index, step in enumerate(steps):
        if isinstance(step, int):
            continue
        inside = scope if target is None else target.scope()
        member = members(inside.shape)[step]
        target = Target(steps[: index + 1], member, member.term_in(inside.group))
    if target is None:
        raise KeyError(path)
    return target._replace(steps=steps)
