"""The forms that a text may have to have: a code of a list, an IBAN, a profile, and so on."""

import base64
import binascii
import re
from bisect import bisect
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache

from babel import Locale, UnknownLocaleError
from stdnum import iban
from stdnum.exceptions import ValidationError

from gateway.dialects.described import Form
from gateway.dialects.problems import shown
from gateway.dialects.unfit import Unfit
from profiles.finding import Wording
from profiles.registry import PROFILES_BY_URN
from profiles.semantic.codes import CODE_LISTS, CodeList, codes
from profiles.semantic.treatments import TREATMENTS

ATTACHMENT_BYTES_MAX = 5_000_000

# Lists up to this length are told whole.
CODES_TOLD_MAX = 20
_NEAREST_MAX = 5

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_SPACE = re.compile(r"[ \t\r\n]+")
_PATH_SIGN = re.compile(r"[/\\]")

# The names under which the invoice itself is in the PDF.
_RESERVED_FILE_NAMES = frozenset({"factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"})


def _check_code(code_list: CodeList) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text in codes(code_list):
            return text
        raise Unfit(
            "CODE", _no_code(text, CODE_LISTS[code_list].name), _codes_hint(text, code_list)
        )

    return check


def _codes_hint(text: str, code_list: CodeList) -> Wording:
    """Name the code that was meant, or all there are, or those that are spelt alike."""
    listed = codes(code_list)
    if text.upper() in listed:
        return _meant(text.upper())
    source = CODE_LISTS[code_list].source
    if len(listed) <= CODES_TOLD_MAX:
        return _possible(", ".join(sorted(listed)))
    nearest = _neighbours(text.upper(), _sorted(code_list))
    if not nearest:
        return Wording(de=f"Die Codes stehen in {source}.", en=f"The codes are in {source}.")
    return Wording(
        de=f"Ähnlich geschrieben: {', '.join(nearest)}; alle in {source}.",
        en=f"Spelt alike: {', '.join(nearest)}; all in {source}.",
    )


def _neighbours(text: str, listed: list[str]) -> list[str]:
    """Return the codes beside which a text would stand, where they begin alike.

    A request may hold hundreds of wrong codes, and lists are long: comparing all takes seconds.
    """
    place = bisect(listed, text)
    beside = listed[max(0, place - _NEAREST_MAX // 2 - 1) : place + _NEAREST_MAX // 2]
    return [code for code in beside if code[0] == text[:1]]


@cache
def _sorted(code_list: CodeList) -> list[str]:
    return sorted(codes(code_list))


def _check_tax_treatment(text: str) -> str:
    if text in TREATMENTS:
        return text
    nearest = get_close_matches(text[:60], TREATMENTS, 1, 0.6)
    hint = _meant(nearest[0]) if nearest else _possible(", ".join(TREATMENTS))
    raise Unfit("VALUE", _no_code(text, _TREATMENTS), hint)


def _check_vat_id(text: str) -> str:
    """Write a VAT identifier as it stands in registers: without spaces, in capitals."""
    return "".join(text.split()).upper()


def _check_iban(text: str) -> str:
    try:
        return str(iban.validate(text))
    except ValidationError as error:
        raise Unfit("IBAN", _NO_IBAN, _OTHER_ACCOUNT) from error


def _check_bic(text: str) -> str:
    bic = text.replace(" ", "").upper()
    if not _BIC.fullmatch(bic):
        raise Unfit("BIC", _NO_BIC, _BIC_OR_NONE)
    return bic


def _check_file_name(text: str) -> str:
    found = _PATH_SIGN.search(text)
    if found or text in {".", ".."} or text.lower() in _RESERVED_FILE_NAMES:
        raise Unfit("FILE-NAME", _NO_FILE_NAME, _FILE_NAME_HINT)
    return text


def _check_base64(text: str) -> str:
    """Take out line breaks, and see that the rest can be decoded."""
    packed = _SPACE.sub("", text)
    if len(packed.rstrip("=")) * 3 // 4 > ATTACHMENT_BYTES_MAX:
        raise Unfit("TOO-LONG", _LARGE_ATTACHMENT, _SEND_APART)
    try:
        base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unfit("BASE64", _NO_BASE64, _ENCODE) from error
    return packed


def read_locale(text: str) -> str | None:
    """Return a locale as the product writes it, `de_DE`, or None for what is none."""
    try:
        locale = str(Locale.parse(text.strip().replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return None
    return None if locale == "root" else locale


def _check_locale(text: str) -> str:
    locale = read_locale(text)
    if locale is None:
        raise Unfit("LOCALE", _no_code(text, _LOCALES), _LOCALE_HINT)
    return locale


def _check_profile(text: str) -> str:
    if text not in PROFILES_BY_URN:
        raise Unfit("PROFILE", UNKNOWN_PROFILE, PROFILES_HINT)
    return text


CHECKS: dict[Form, Callable[[str], str]] = {
    "vat_id": _check_vat_id,
    "iban": _check_iban,
    "bic": _check_bic,
    "locale": _check_locale,
    "profile": _check_profile,
    "base64": _check_base64,
    "file_name": _check_file_name,
    "tax_treatment": _check_tax_treatment,
    **{code_list: _check_code(code_list) for code_list in CODE_LISTS},
}

# What the product itself relies on is checked in whatever is issued as it stands, too.
CHECKED_AS_IS: frozenset[Form] = frozenset({"locale", "base64", "tax_treatment"})


def _no_code(text: str, what: Wording) -> Wording:
    return Wording(
        de=f"„{shown(text)}“ ist kein {what.de}.", en=f"“{shown(text)}” is no {what.en}."
    )


def _meant(code: str) -> Wording:
    return Wording(de=f"Gemeint ist wohl „{code}“.", en=f"Did you mean “{code}”?")


def _possible(listed: str) -> Wording:
    return Wording(de=f"Möglich sind: {listed}.", en=f"Possible are: {listed}.")


_TREATMENTS = Wording(de="bekannte steuerliche Behandlung", en="known tax treatment")
_LOCALES = Wording(de="bekanntes Gebietsschema", en="known locale")
_LOCALE_HINT = Wording(de="Zum Beispiel: de_DE, en_GB.", en="For example: de_DE, en_GB.")
UNKNOWN_PROFILE = Wording(de="Dieses Profil ist nicht bekannt.", en="This profile is not known.")
PROFILES_HINT = Wording(
    de="Möglich sind: " + ", ".join(PROFILES_BY_URN), en="There are: " + ", ".join(PROFILES_BY_URN)
)
_NO_IBAN = Wording(
    de="Die IBAN stimmt nicht: Länge oder Prüfziffer passen nicht.",
    en="The IBAN is wrong: its length or check digits do not fit.",
)
_OTHER_ACCOUNT = Wording(
    de="Ein Konto, das keine IBAN hat, steht in account_identifier.",
    en="An account that has no IBAN stands in account_identifier.",
)
_NO_BIC = Wording(
    de="Eine BIC hat 8 oder 11 Zeichen, zum Beispiel BYLADEM1001.",
    en="A BIC has 8 or 11 characters, for example BYLADEM1001.",
)
_BIC_OR_NONE = Wording(
    de="Prüfen Sie die BIC, oder lassen Sie sie weg: In der EU genügt die IBAN.",
    en="Check the BIC, or leave it out: in the EU the IBAN will do.",
)
_FILE_NAME_HINT = Wording(de="Zum Beispiel: lieferschein.pdf.", en="For example: delivery.pdf.")
_ENCODE = Wording(
    de="Kodieren Sie die Datei als Base64 nach RFC 4648, ohne „data:“ davor.",
    en="Encode the file as base64 after RFC 4648, without “data:” before it.",
)
_SEND_APART = Wording(
    de="Verkleinern Sie ihn, oder geben Sie statt base64 mit url an, wo er liegt.",
    en="Make it smaller, or say with url instead of base64 where it is.",
)
_NO_FILE_NAME = Wording(
    de="Das ist kein Name für einen Anhang: ohne Pfad, und nicht der Name der Rechnung selbst.",
    en="This is no name for an attachment: no path, and not the name of the invoice itself.",
)
_NO_BASE64 = Wording(
    de="Das ist kein Base64: nur A–Z, a–z, 0–9, +, / und = am Ende.",
    en="This is no Base64: only A–Z, a–z, 0–9, +, / and = at the end.",
)
_LARGE_ATTACHMENT = Wording(
    de=f"Der Anhang ist größer als {ATTACHMENT_BYTES_MAX} Bytes.",
    en=f"The attachment is larger than {ATTACHMENT_BYTES_MAX} bytes.",
)
