"""From the bytes of a body to a tree of JSON values, strictly, with Decimals for numbers.

The parser of the standard library does the work, since it alone can say which object had a key
twice. Such an object is marked, for the reader that knows its place to report.
"""

import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation

from gateway.dialects.problems import MalformedJSON
from profiles.finding import Advice, Wording

# More digits than any field may have, and few enough to read without effort.
_NUMBER_CHARACTERS_MAX = 100
_UNREADABLE_NUMBER = Decimal("Infinity")

# A string as a whole, so that what stands inside one is passed over.
_STRING_OR = r'"(?:[^"\\]|\\.)*"|'
_CONSTANT = re.compile(_STRING_OR + r"(NaN|-?Infinity)", re.DOTALL)
_BRACKET = re.compile(_STRING_OR + r"([\[\]{}])", re.DOTALL)


class RepeatedKeys(dict[str, object]):
    """An object in which these keys stood more than once."""

    keys_repeated: tuple[str, ...] = ()


def parse(body: bytes) -> object:
    """Parse a body as JSON (RFC 8259): UTF-8, no NaN, numbers as Decimal or int.

    Raises MalformedJSON with the place and the remedy.
    """
    text = _decode(body)
    if not text.strip():
        raise _malformed(text, 0, _EMPTY)
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise _malformed(text, error.pos, _SYNTAX) from error
    except _ConstantError as error:
        raise _malformed(text, _find(_CONSTANT, text), _NOT_A_NUMBER) from error
    except RecursionError as error:
        raise _malformed(text, _deepest(text), _TOO_DEEP) from error


_EMPTY = Advice(
    Wording(de="Der Text ist leer.", en="The text is empty."),
    Wording(de="Erwartet wird die Rechnung als JSON.", en="The invoice is expected as JSON."),
)
_SYNTAX = Advice(
    Wording(de="Der Text ist hier kein gültiges JSON.", en="The text is not valid JSON here."),
    Wording(
        de="Prüfen Sie Kommas, Klammern und Anführungszeichen.",
        en="Check commas, brackets and quotation marks.",
    ),
)
_NOT_A_NUMBER = Advice(
    Wording(de="NaN und Infinity sind kein JSON.", en="NaN and Infinity are not JSON."),
    Wording(de="Geben Sie eine Zahl an.", en="Give a number."),
)
_TOO_DEEP = Advice(
    Wording(
        de="Der Text ist tiefer verschachtelt, als eine Rechnung es je ist.",
        en="The text is nested deeper than any invoice is.",
    ),
    Wording(de="Prüfen Sie, ob es die richtige Datei ist.", en="Check that it is the right file."),
)
_ENCODING = Advice(
    Wording(de="Der Text ist nicht in UTF-8 kodiert.", en="The text is not encoded in UTF-8."),
    Wording(de="Speichern und senden Sie ihn als UTF-8.", en="Save and send it as UTF-8."),
)


class _ConstantError(Exception):
    """NaN or Infinity stood where a value belongs."""


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Wording(de=f"Byte {error.start + 1}", en=f"byte {error.start + 1}")
        raise MalformedJSON(*_ENCODING, place) from error


def _number(text: str) -> Decimal:
    if len(text) > _NUMBER_CHARACTERS_MAX:
        return _UNREADABLE_NUMBER
    try:
        return Decimal(text)
    except InvalidOperation:
        return _UNREADABLE_NUMBER


def _refuse_constant(name: str) -> object:
    raise _ConstantError(name)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    marked = RepeatedKeys(members)
    counts = Counter(key for key, _ in pairs)
    marked.keys_repeated = tuple(key for key, count in counts.items() if count > 1)
    return marked


def _malformed(text: str, position: int, words: Advice) -> MalformedJSON:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    place = Wording(de=f"Zeile {line}, Spalte {column}", en=f"line {line}, column {column}")
    return MalformedJSON(*words, place)


def _find(pattern: re.Pattern[str], text: str) -> int:
    return next((match.start(1) for match in pattern.finditer(text) if match.group(1)), 0)


def _deepest(text: str) -> int:
    """Find where the nesting first reaches the depth that the parser gave up at."""
    depth = 0
    for match in _BRACKET.finditer(text):
        bracket = match.group(1)
        if bracket in ("[", "{"):
            depth += 1
            if depth > _DEPTH_REPORTED:
                return match.start(1)
        elif bracket:
            depth -= 1
    return 0


# No request is nested deeper than a handful of levels.
_DEPTH_REPORTED = 100
