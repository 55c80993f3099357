"""Carries what one Struct says over to another of a different shape, by paths.

Both directions of a mapping are such transfers; what is absent costs next to nothing.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

Path = tuple[str, ...]
# A value as the other side has it, or None where this is not its place there.
Carry = Callable[[Any], Any]


class Landing(Struct):
    """A Struct of the target and those that it holds, by field.

    always: it is made even of nothing.
    stated: fields whose absence has to be said, since they have a default of their own.
    """

    struct: type[Struct]
    is_list: bool = False
    always: bool = False
    stated: tuple[str, ...] = ()
    parts: dict[str, "Landing"] = field(default_factory=dict)

    def make(self, frame: Mapping[str, Any]) -> Any:
        """Make the Struct of a frame: values by field, and frames by field for what it holds."""
        values = dict.fromkeys(self.stated)
        for name, value in frame.items():
            if value.__class__ is dict:
                part = self.parts[name]
                made = part.make(value)
                values[name] = (made,) if part.is_list else made
            else:
                values[name] = value
        for name, part in self.parts.items():
            if part.always and values.get(name) is None:
                values[name] = part.make({})
        return self.struct(**values)


class Stop(Struct):
    """What becomes of one field of the source.

    carries: the places in the target that its value goes to, in the form that each wants.
    inner: what becomes of the fields of the Struct that it holds.
    is_list: inner is about the only entry of a list, where it has no other fields than these.
    """

    carries: list[tuple[Path, Carry]] = field(default_factory=list)
    inner: "Route | None" = None
    is_list: bool = False


Route = dict[str, Stop]


def transfer(source: Struct, route: Route, frame: dict[str, Any]) -> None:
    """Put everything that the source says into a frame of the target."""
    for name, stop in route.items():
        value = getattr(source, name)
        if value is None or value == ():
            continue
        if stop.inner is not None and _enters(value, stop):
            transfer(value[0] if stop.is_list else value, stop.inner, frame)
            continue
        for path, carry in stop.carries:
            carried = carry(value)
            if carried is not None:
                _put(frame, path, carried)


def _enters(value: Any, stop: Stop) -> bool:
    if not stop.is_list:
        return True
    if len(value) != 1:
        return not stop.carries
    entry, inner = value[0], stop.inner or {}
    said = (name for name in entry.__struct_fields__ if getattr(entry, name) not in (None, ()))
    return all(name in inner for name in said)


def _put(frame: dict[str, Any], path: Path, value: Any) -> None:
    *parents, last = path
    for name in parents:
        frame = frame.setdefault(name, {})
    frame[last] = value
