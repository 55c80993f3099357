"""Single values of a request: what each may be, and what to say when it is something else."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import get_args

from babel import localedata
from stdnum import iban
from stdnum.exceptions import ValidationError

from gateway.dialects.described import Description, Form
from gateway.dialects.problems import shown
from profiles.finding import Wording
from profiles.semantic.codes import VAT_CATEGORY_CODES, CodeList, codes

TEXT_CHARACTERS_MAX = 20_000
IDENTIFIER_CHARACTERS_MAX = 200
INTEGER_DIGITS_MAX = 15
DECIMAL_DIGITS_MAX = 10

# What XML 1.0 cannot hold: control characters, surrogates, U+FFFE and U+FFFF.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?", re.ASCII)
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)


class Unfit(Exception):
    """A value is not what its field may hold; `rule` is the part after `ZG-INPUT-`."""

    def __init__(self, rule: str, message: Wording, hint: Wording | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.message = message
        self.hint = hint


def read_text(description: Description) -> Callable[[object], str]:
    """Prepare a function that reads a text of the described form, or raises Unfit."""
    check = _CHECKS.get(description.form)
    is_text = description.form == "text"
    characters_max = TEXT_CHARACTERS_MAX if is_text else IDENTIFIER_CHARACTERS_MAX

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise Unfit("TYPE", wrong_type(value, "text"), description.example_hint())
        text = value if is_text else value.strip()
        if not text.strip():
            raise Unfit("BLANK", _BLANK, description.example_hint())
        if len(text) > characters_max:
            raise Unfit("TOO-LONG", _too_long(len(text), characters_max))
        found = _NOT_IN_XML.search(text) or (None if is_text else _LINE_BREAK.search(text))
        if found:
            raise Unfit("CHARACTER", _character(found[0], found.start()))
        return check(text) if check else text

    return read


def read_number(description: Description) -> Callable[[object], Decimal]:
    """Prepare a function that reads a number, or raises Unfit."""

    def read(value: object) -> Decimal:
        if not isinstance(value, Decimal):
            raise Unfit("TYPE", wrong_type(value, "number"), _as_number(value, description))
        if not value.is_finite() or value.adjusted() >= INTEGER_DIGITS_MAX:
            raise Unfit("NUMBER", _TOO_LARGE)
        if _is_finer_than(value, DECIMAL_DIGITS_MAX):
            raise Unfit("NUMBER", _TOO_FINE)
        if description.form == "percentage" and not 0 <= value <= 100:
            raise Unfit("PERCENTAGE", _NO_PERCENTAGE, description.example_hint())
        return value

    return read


def _is_finer_than(value: Decimal, decimals: int) -> bool:
    """Say whether digits other than 0 stand beyond so many decimals."""
    _, digits, exponent = value.as_tuple()
    beyond = -int(exponent) - decimals
    return beyond > 0 and any(digits[-beyond:])


def read_date(description: Description) -> Callable[[object], date]:
    """Prepare a function that reads an ISO 8601 date, or raises Unfit."""

    def read(value: object) -> date:
        if not isinstance(value, str):
            raise Unfit("TYPE", wrong_type(value, "date"), description.example_hint())
        if not _DATE.fullmatch(value):
            raise Unfit("DATE", _NO_DATE_FORM, description.example_hint())
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise Unfit("DATE", _no_such_date(value)) from error

    return read


_TYPES = {
    "text": Wording(de="ein Text", en="a text"),
    "number": Wording(de="eine Zahl", en="a number"),
    "date": Wording(de="ein Datum (JJJJ-MM-TT)", en="a date (YYYY-MM-DD)"),
    "object": Wording(de="ein Objekt {…}", en="an object {…}"),
    "list": Wording(de="eine Liste […]", en="a list […]"),
    "boolean": Wording(de="ein Wahrheitswert", en="a boolean"),
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


def _as_number(value: object, description: Description) -> Wording | None:
    if not isinstance(value, str):
        return description.example_hint()
    number = value.strip().replace(",", ".")
    shown_number = number if _PLAIN_NUMBER.fullmatch(number) else description.example
    return Wording(
        de=f"Zahlen stehen ohne Anführungszeichen, mit Punkt statt Komma: {shown_number}",
        en=f"Numbers stand without quotation marks, with a point, not a comma: {shown_number}",
    )


def _check_code(code_list: CodeList) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text in codes(code_list):
            return text
        upper = text.upper()
        hint = None
        if upper in codes(code_list):
            hint = Wording(de=f"Gemeint ist wohl „{upper}“.", en=f"Did you mean “{upper}”?")
        raise Unfit("CODE", _no_code(text, _CODE_LISTS[code_list]), hint)

    return check


def _check_vat_category(text: str) -> str:
    if text in VAT_CATEGORY_CODES:
        return text
    listed = ", ".join(VAT_CATEGORY_CODES)
    hint = Wording(de=f"Möglich sind: {listed}.", en=f"Possible are: {listed}.")
    raise Unfit("CODE", _no_code(text, _VAT_CATEGORIES), hint)


def _check_vat_id(text: str) -> str:
    """Write a VAT identifier as it stands in registers: without spaces, in capitals."""
    return "".join(text.split()).upper()


def _check_iban(text: str) -> str:
    try:
        return str(iban.validate(text))
    except ValidationError as error:
        raise Unfit("IBAN", _NO_IBAN) from error


def _check_bic(text: str) -> str:
    bic = text.replace(" ", "").upper()
    if not _BIC.fullmatch(bic):
        raise Unfit("BIC", _NO_BIC)
    return bic


def _check_locale(text: str) -> str:
    locale = text.replace("-", "_")
    if not localedata.exists(locale):
        raise Unfit("LOCALE", _no_code(text, _LOCALES), _LOCALE_HINT)
    return locale


_CHECKS: dict[Form, Callable[[str], str]] = {
    "vat_id": _check_vat_id,
    "iban": _check_iban,
    "bic": _check_bic,
    "locale": _check_locale,
    "vat_category": _check_vat_category,
    **{code_list: _check_code(code_list) for code_list in get_args(CodeList)},
}

_CODE_LISTS: dict[CodeList, Wording] = {
    "country": Wording(de="Ländercode nach ISO 3166-1", en="country code of ISO 3166-1"),
    "currency": Wording(de="Währungscode nach ISO 4217", en="currency code of ISO 4217"),
    "unit": Wording(
        de="Einheitencode nach UN/ECE Rec. 20", en="unit code of UN/ECE Recommendation 20"
    ),
}
_VAT_CATEGORIES = Wording(de="Code einer Umsatzsteuerkategorie", en="VAT category code")
_LOCALES = Wording(de="bekanntes Gebietsschema", en="known locale")
_LOCALE_HINT = Wording(de="Zum Beispiel: de_DE, en_GB.", en="For example: de_DE, en_GB.")


def _no_code(text: str, what: Wording) -> Wording:
    return Wording(
        de=f"„{shown(text)}“ ist kein {what.de}.", en=f"“{shown(text)}” is no {what.en}."
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
_NO_PERCENTAGE = Wording(
    de="Ein Steuersatz liegt zwischen 0 und 100.", en="A VAT rate lies between 0 and 100."
)
_NO_DATE_FORM = Wording(
    de="Ein Datum hat die Form JJJJ-MM-TT.", en="A date has the form YYYY-MM-DD."
)
_NO_IBAN = Wording(
    de="Die IBAN stimmt nicht: Länge oder Prüfziffer passen nicht.",
    en="The IBAN is wrong: its length or check digits do not fit.",
)
_NO_BIC = Wording(
    de="Eine BIC hat 8 oder 11 Zeichen, zum Beispiel BYLADEM1001.",
    en="A BIC has 8 or 11 characters, for example BYLADEM1001.",
)
