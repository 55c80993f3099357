"""Single values of a request: what each may be, and what to say when it is something else."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from gateway.dialects.described import Description, Form
from gateway.dialects.forms import ATTACHMENT_BYTES_MAX, CHECKED_AS_IS, CHECKS
from gateway.dialects.unfit import Unfit
from profiles.finding import Wording

TEXT_CHARACTERS_MAX = 20_000
IDENTIFIER_CHARACTERS_MAX = 200
INTEGER_DIGITS_MAX = 15
DECIMAL_DIGITS_MAX = 10

# What XML 1.0 cannot hold: control characters, surrogates, U+FFFE and U+FFFF.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)


def read_text(description: Description, *, as_is: bool = False) -> Callable[[object], str]:
    """Prepare a function that reads a text of the described form, or raises Unfit.

    as_is: nothing is trimmed, looked up or put right that the product can do without.
    """
    form = description.form
    check = CHECKS.get(form) if not as_is or form in CHECKED_AS_IS else None
    is_line = form not in MANY_LINES
    is_trimmed = is_line and not as_is
    length_max = characters_max(form)

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Unfit("TYPE", wrong_type(value, "text"), description.example_hint())
        text = value.strip() if is_trimmed else value
        if not as_is and not text.strip():
            raise Unfit("BLANK", _BLANK, description.example_hint())
        if len(text) > length_max:
            raise Unfit("TOO-LONG", _too_long(len(text), length_max), _SHORTEN)
        found = _NOT_IN_XML.search(text) or (_LINE_BREAK.search(text) if is_trimmed else None)
        if found:
            raise Unfit("CHARACTER", _character(found[0], found.start()), _TAKE_IT_OUT)
        return check(text) if check else text

    return read


def characters_max(form: Form) -> int:
    """Return how long a text of a form may be."""
    if form == "base64":
        return ATTACHMENT_BYTES_MAX * 3 // 2
    return TEXT_CHARACTERS_MAX if form == "text" else IDENTIFIER_CHARACTERS_MAX


MANY_LINES: frozenset[Form] = frozenset({"text", "base64"})


def read_number(description: Description, *, as_is: bool = False) -> Callable[[object], Decimal]:
    """Prepare a function that reads a number, or raises Unfit."""
    least, most = BOUNDS.get(description.form, _NO_BOUNDS)
    is_whole = description.form in WHOLE

    def read(value: object) -> Decimal:
        if not isinstance(value, Decimal):
            raise Unfit("TYPE", wrong_type(value, "number"), _as_number(value, description))
        if not value.is_finite() or (value and value.adjusted() >= INTEGER_DIGITS_MAX):
            raise Unfit("NUMBER", _TOO_LARGE, _CHECK_NUMBER)
        if _is_finer_than(value, DECIMAL_DIGITS_MAX):
            raise Unfit("NUMBER", _TOO_FINE, _ROUND)
        if not as_is and not least <= value <= most:
            raise Unfit(_rule(description.form), _out_of(least, most), description.example_hint())
        if is_whole and value != value.to_integral_value():
            raise Unfit("NUMBER", _NOT_WHOLE, description.example_hint())
        # A zero may have an exponent of any size, which costs time and memory to write out.
        return value if value else Decimal(0)

    return read


# What a number of a form must not fall below or exceed; a factor may be more than the whole.
BOUNDS: dict[Form, tuple[Decimal, Decimal]] = {
    "percentage": (Decimal(0), Decimal(100)),
    "days": (Decimal(0), Decimal(3660)),
}
WHOLE: frozenset[Form] = frozenset({"days"})
_NO_BOUNDS = (-(Decimal(10) ** INTEGER_DIGITS_MAX), Decimal(10) ** INTEGER_DIGITS_MAX)


def _rule(form: Form) -> str:
    return "PERCENTAGE" if form == "percentage" else "NUMBER"


def _is_finer_than(value: Decimal, decimals: int) -> bool:
    """Say whether digits other than 0 stand beyond so many decimals."""
    _, digits, exponent = value.as_tuple()
    beyond = -int(exponent) - decimals
    return beyond > 0 and any(digits[-beyond:])


def read_date(
    description: Description,
    *,
    as_is: bool = False,  # noqa: ARG001  (a day is a day)
) -> Callable[[object], date]:
    """Prepare a function that reads an ISO 8601 date, or raises Unfit."""

    def read(value: object) -> date:
        if not isinstance(value, str):
            raise Unfit("TYPE", wrong_type(value, "date"), description.example_hint())
        if not _DATE.fullmatch(value):
            raise Unfit("DATE", _NO_DATE_FORM, description.example_hint())
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise Unfit("DATE", _no_such_date(value), description.example_hint()) from error

    return read


def read_boolean(
    description: Description,
    *,
    as_is: bool = False,  # noqa: ARG001  (true is true)
) -> Callable[[object], bool]:
    """Prepare a function that reads true or false, or raises Unfit."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise Unfit("TYPE", wrong_type(value, "boolean"), description.example_hint())
        return value

    return read


_TYPES = {
    "text": Wording(de="ein Text", en="a text"),
    "number": Wording(de="eine Zahl", en="a number"),
    "date": Wording(de="ein Datum (JJJJ-MM-TT)", en="a date (YYYY-MM-DD)"),
    "object": Wording(de="ein Objekt {…}", en="an object {…}"),
    "list": Wording(de="eine Liste […]", en="a list […]"),
    "boolean": Wording(de="true oder false", en="true or false"),
    "null": Wording(de="null", en="null"),
}


def wrong_type(value: object, wanted: str) -> Wording:
    """Say what stands in a field and what belongs there."""
    found = _TYPES[_type_of(value)]
    right = _TYPES[wanted]
    return Wording(
        de=f"Hier gehört {right.de} hin, angegeben ist {found.de}.",
        en=f"This must be {right.en}, given is {found.en}.",
    )


def _type_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "text"
        case Decimal():
            return "number"
        case list():
            return "list"
    return "object"


def _as_number(value: object, description: Description) -> Wording:
    if not isinstance(value, str):
        return description.example_hint()
    number = value.strip().replace(",", ".")
    shown_number = number if _PLAIN_NUMBER.fullmatch(number) else description.example
    return Wording(
        de=f"Zahlen stehen ohne Anführungszeichen, mit Punkt statt Komma: {shown_number}",
        en=f"Numbers stand without quotation marks, with a point, not a comma: {shown_number}",
    )


def _too_long(characters: int, characters_max: int) -> Wording:
    return Wording(
        de=f"Der Text hat {characters} Zeichen, erlaubt sind {characters_max}.",
        en=f"The text has {characters} characters, {characters_max} are allowed.",
    )


def _character(character: str, index: int) -> Wording:
    code = f"U+{ord(character):04X}"
    return Wording(
        de=f"Das Zeichen {code} an Stelle {index + 1} ist hier nicht erlaubt.",
        en=f"The character {code} at position {index + 1} is not allowed here.",
    )


def _out_of(least: Decimal, most: Decimal) -> Wording:
    return Wording(
        de=f"Die Zahl muss zwischen {least} und {most} liegen.",
        en=f"The number must be between {least} and {most}.",
    )


def _no_such_date(text: str) -> Wording:
    return Wording(de=f"Den Tag {text} gibt es nicht.", en=f"There is no day {text}.")


_BLANK = Wording(de="Das Pflichtfeld ist leer.", en="The required field is blank.")
_TOO_LARGE = Wording(
    de=f"Die Zahl hat mehr als {INTEGER_DIGITS_MAX} Stellen vor dem Komma.",
    en=f"The number has more than {INTEGER_DIGITS_MAX} integer digits.",
)
_TOO_FINE = Wording(
    de=f"Die Zahl hat mehr als {DECIMAL_DIGITS_MAX} Nachkommastellen.",
    en=f"The number has more than {DECIMAL_DIGITS_MAX} decimal digits.",
)
_SHORTEN = Wording(
    de="Kürzen Sie ihn, oder senden Sie ihn als Anhang.",
    en="Shorten it, or send it as an attachment.",
)
_TAKE_IT_OUT = Wording(de="Lassen Sie das Zeichen weg.", en="Leave the character out.")
_CHECK_NUMBER = Wording(
    de="Prüfen Sie, ob die Zahl und ihre Einheit stimmen.",
    en="Check the number and its unit.",
)
_ROUND = Wording(
    de=f"Runden Sie sie auf höchstens {DECIMAL_DIGITS_MAX} Nachkommastellen.",
    en=f"Round it to {DECIMAL_DIGITS_MAX} decimal digits at most.",
)
_NOT_WHOLE = Wording(de="Hier gehört eine ganze Zahl hin.", en="This must be a whole number.")
_NO_DATE_FORM = Wording(
    de="Ein Datum hat die Form JJJJ-MM-TT.", en="A date has the form YYYY-MM-DD."
)
