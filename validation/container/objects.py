"""Looks into PDF objects without trusting that anything is of the type it should be."""

from typing import TypeVar

from pikepdf import Array, Dictionary, Name, Object, Stream, String

_Kind = TypeVar("_Kind", Array, Dictionary, Stream)


def entry(holder: Object, key: str, kind: type[_Kind]) -> _Kind | None:
    """Return what a dictionary holds under a key such as `/AF`, if it is of that kind."""
    value = holder.get(key)
    return value if isinstance(value, kind) else None


def text(holder: Object, key: str) -> str | None:
    """Return a text string of a dictionary; what is no Unicode in it becomes question marks."""
    value = holder.get(key)
    try:
        return str(value).encode(errors="replace").decode() if isinstance(value, String) else None
    except ValueError:
        return None


def name(holder: Object, key: str) -> str | None:
    """Return a name of a dictionary, without the slash."""
    value = holder.get(key)
    return str(value).removeprefix("/") if isinstance(value, Name) else None


def octets(holder: Object, key: str) -> bytes | None:
    """Return a byte string of a dictionary."""
    value = holder.get(key)
    return bytes(value) if isinstance(value, String) else None


def number(holder: Object, key: str) -> int | None:
    """Return an integer of a dictionary."""
    value = holder.get(key)
    return value if isinstance(value, int) else None
