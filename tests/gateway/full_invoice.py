"""An invoice of the model in which every field of every Struct says something."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from msgspec import Struct, inspect

from gateway.dialects.zugio.payment import PROPRIETARY
from profiles.semantic.invoice import Invoice
from profiles.semantic.party import Identifier
from profiles.semantic.payment import CreditTransfer
from profiles.semantic.references import Attachment


def full_invoice(*, entries: int) -> Invoice:
    """Fill the whole model, with so many entries in each list and no value twice."""
    filled = _fill(inspect.type_info(Invoice), entries, count(1), ())
    assert isinstance(filled, Invoice)
    return filled


def _fill(info: inspect.Type, entries: int, numbers: Any, within: tuple[type[Struct], ...]) -> Any:
    match info:
        case inspect.Metadata(type=inner):
            return _fill(inner, entries, numbers, within)
        case inspect.UnionType(types=types):
            return _fill(types[0], entries, numbers, within)
        case inspect.VarTupleType(item_type=item):
            if isinstance(item, inspect.StructType) and item.cls in within:
                return ()
            return tuple(_fill(item, entries, numbers, within) for _ in range(entries))
        case inspect.StructType():
            return _fill_struct(info, entries, numbers, within)
    return _SCALARS[type(info)](next(numbers))


def _fill_struct(
    info: inspect.StructType, entries: int, numbers: Any, within: tuple[type[Struct], ...]
) -> Struct:
    if info.cls is Attachment:
        return Attachment(content="YTti", mime_code="text/csv", file_name="a.csv")
    if within[-1:] == (CreditTransfer,):
        return Identifier(f"T{next(numbers)}", PROPRIETARY)
    now = (*within, info.cls)
    values = {field.name: _fill(field.type, entries, numbers, now) for field in info.fields}
    return info.cls(**values)


_SCALARS: dict[type[inspect.Type], Callable[[int], object]] = {
    inspect.StrType: "T{}".format,
    inspect.DecimalType: Decimal,
    inspect.DateType: lambda number: date.fromordinal(730_000 + number),
    inspect.BoolType: bool,
}
