"""How one value of the model becomes the text of an element."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from profiles.semantic.party import Identifier


class Codec(Struct, frozen=True):
    """Two functions between a value and an element's text and attributes.

    write: the text of a value, or None where this codec is not the one for it.
    attributes: attributes that belong to the value itself.
    """

    write: Callable[[Any], str | None]
    attributes: Callable[[Any], Mapping[str, str]] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)


def _write_text(value: str) -> str:
    return value


def _write_amount(value: Decimal) -> str:
    return f"{value:.2f}"


def _write_number(value: Decimal) -> str:
    """Write a number as xs:decimal: never with an exponent, without idle zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _write_date(value: date) -> str:
    return f"{value.year:04}{value.month:02}{value.day:02}"


def _write_with_scheme(value: Identifier) -> str | None:
    return None if value.scheme is None else value.value


def _write_without_scheme(value: Identifier) -> str | None:
    return value.value if value.scheme is None else None


def _scheme(value: Identifier) -> Mapping[str, str]:
    return {} if value.scheme is None else {"schemeID": value.scheme}


TEXT = Codec(write=_write_text)
AMOUNT = Codec(write=_write_amount)
NUMBER = Codec(write=_write_number)
# Format 102 of UNTDID 2379 is CCYYMMDD.
DATE = Codec(write=_write_date, fixed={"format": "102"})
IDENTIFIER = Codec(write=lambda value: value.value, attributes=_scheme)
IDENTIFIER_WITH_SCHEME = Codec(write=_write_with_scheme, attributes=_scheme)
IDENTIFIER_WITHOUT_SCHEME = Codec(write=_write_without_scheme)
