"""How one value of the model becomes the text of an element, and how it is read from there.

Reading raises ValueError where the text cannot be such a value.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct, field

from profiles.semantic.party import Identifier

# What the request takes too; more than that is no amount, price or quantity of an invoice.
INTEGER_DIGITS_MAX = 15
DECIMAL_DIGITS_MAX = 10

_NUMBER_LENGTH_MAX = 100

_number = re.compile(r"[+-]?0*([0-9]*)(?:\.([0-9]*?)0*)?")
_date_102 = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
# xs:date may carry a time zone; the day on the calendar, which the standard means, has none.
_date_iso = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Codec(Struct, frozen=True):
    """Two functions between a value and an element's text and attributes.

    type: what the field holds.
    write: the text of a value, or None where this codec is not the one for it.
    read: the value of a text and the element's attributes.
    attributes: attributes that belong to the value itself.
    names: the attributes that reading looks at.
    fixed: attributes that are the same whatever the value.
    empty: an element without text is a value too.
    beyond: what of a text its value does not hold.
    """

    type: type
    write: Callable[[Any], str | None]
    read: Callable[[str, Mapping[str, str]], Any]
    attributes: Callable[[Any], Mapping[str, str]] | None = None
    names: frozenset[str] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)
    empty: bool = False
    beyond: Callable[[str], str] | None = None


def _same(value: str) -> str:
    return value


def _write_amount(value: Decimal) -> str:
    """Write two decimals, and more where there are more: a writer never rounds.

    Zero has no sign: the rules take `-0.00` for a text that is no zero (BR-CO-11).
    """
    text = format(value or abs(value), "f")
    if text[-3:-2] == ".":
        return text
    _, _, decimals = text.partition(".")
    return text if len(decimals) > 2 else f"{value or abs(value):.2f}"


def _write_number(value: Decimal) -> str:
    """Write a number as xs:decimal: never with an exponent, without idle zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _read_number(text: str, _attributes: Mapping[str, str]) -> Decimal:
    text = text.strip()
    # The length keeps the time short that the pattern takes for a text of zeros alone.
    found = _number.fullmatch(text) if len(text) <= _NUMBER_LENGTH_MAX else None
    if found is None:
        raise ValueError("no decimal number")
    integer, decimals = found[1], found[2] or ""
    if len(integer) > INTEGER_DIGITS_MAX or len(decimals) > DECIMAL_DIGITS_MAX:
        raise ValueError("more digits than an invoice has")
    try:
        return Decimal(found[0])
    except ArithmeticError as error:  # a sign or a point alone
        raise ValueError("no digits") from error


def _write_date_102(value: date) -> str:
    return f"{value.year:04}{value.month:02}{value.day:02}"


def _read_date_102(text: str, attributes: Mapping[str, str]) -> date:
    if attributes.get("format", "102").strip() != "102":
        raise ValueError("another format than 102")
    return _read_date(_date_102, text)


def _zone(text: str) -> str:
    found = _date_iso.fullmatch(text)
    return (found and found[4]) or ""


def _read_date_iso(text: str, _attributes: Mapping[str, str]) -> date:
    return _read_date(_date_iso, text)


def _read_date(pattern: re.Pattern[str], text: str) -> date:
    found = pattern.fullmatch(text.strip())
    if found is None:
        raise ValueError("no date")
    return date(int(found[1]), int(found[2]), int(found[3]))


def _read_boolean(text: str, _attributes: Mapping[str, str]) -> bool:
    value = _BOOLEANS.get(text.strip())
    if value is None:
        raise ValueError("neither true nor false")
    return value


def _read_identifier(text: str, attributes: Mapping[str, str]) -> Identifier:
    return Identifier(text, attributes.get("schemeID", "").strip() or None)


def _scheme_of(value: Identifier) -> Mapping[str, str]:
    return {} if value.scheme is None else {"schemeID": value.scheme}


def _identifier(write: Callable[[Identifier], str | None]) -> Codec:
    names = frozenset({"schemeID"})
    return Codec(Identifier, write, _read_identifier, _scheme_of, names=names)


def identifier_of_scheme(scheme: str | None) -> Codec:
    """Make the codec of identifiers of one scheme, which the tag itself says."""
    return Codec(
        Identifier,
        lambda value: value.value if value.scheme == scheme else None,
        lambda text, _: Identifier(text, scheme),
    )


TEXT = Codec(str, _same, lambda text, _: text)
CODE = Codec(str, _same, lambda text, _: text.strip())
BASE64 = Codec(str, _same, lambda text, _: "".join(text.split()), empty=True)
AMOUNT = Codec(Decimal, _write_amount, _read_number)
NUMBER = Codec(Decimal, _write_number, _read_number)
BOOLEAN = Codec(bool, lambda value: "true" if value else "false", _read_boolean)
# Format 102 of UNTDID 2379 is CCYYMMDD.
DATE_102 = Codec(
    date, _write_date_102, _read_date_102, names=frozenset({"format"}), fixed={"format": "102"}
)
DATE_ISO = Codec(date, date.isoformat, _read_date_iso, beyond=_zone)
IDENTIFIER = _identifier(lambda value: value.value)
IDENTIFIER_WITH_SCHEME = _identifier(
    lambda value: value.value if value.scheme is not None else None
)
IDENTIFIER_WITHOUT_SCHEME = identifier_of_scheme(None)
