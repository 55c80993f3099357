"""Invoices made of the model alone: every term has a value of its own, or is absent."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from profiles.semantic.invoice import Invoice

Leaf = str | Decimal | date | bool
KINDS: tuple[type[Leaf], ...] = (str, Decimal, date, bool)


def everything() -> Invoice:
    """Return an invoice in which no term is absent, and no two have the same value."""
    numbers = count(1001)

    def make(kind: type[Leaf]) -> Leaf:
        number = next(numbers)
        values: dict[type[Leaf], Leaf] = {
            str: f"T{number}",
            Decimal: Decimal(number) / 100,
            date: date(2026, 1, 1) + timedelta(days=number),
            bool: True,
        }
        return values[kind]

    return fill(make, lambda _: False)


def fill(make: Callable[[type[Leaf]], Leaf], absent: Callable[[str], bool]) -> Invoice:
    """Fill an invoice, but for the paths that may be absent and are to be.

    Lists get one member, lines one level of sub-lines.
    """

    def group(kind: type[Struct], path: str) -> Struct:
        hints = get_type_hints(kind)
        return kind(
            **{
                field.name: value(hints[field.name], f"{path}/{field.name}")
                for field in fields(kind)
                if field.default is NODEFAULT or not absent(f"{path}/{field.name}")
            }
        )

    def value(kind: Any, path: str) -> object:
        if get_origin(kind) is tuple:
            return () if path.count("/sub_lines") > 1 else (value(get_args(kind)[0], path),)
        if kind in KINDS:
            return make(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            return group(kind, path)
        return value(next(it for it in get_args(kind) if it is not type(None)), path)

    filled = group(Invoice, "")
    assert isinstance(filled, Invoice)
    return filled


def leaves(value: object, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Yield every value with its path; members of a list share one."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from leaves(getattr(value, name), f"{path}/{name}")
    elif isinstance(value, tuple):
        for member in value:
            yield from leaves(member, path)
    elif isinstance(value, KINDS):
        yield path, value
