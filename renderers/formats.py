"""How dates, numbers and codes read in one locale; the template's filters."""

import datetime
import re
from decimal import Context, Decimal

from babel import Locale, dates, numbers

from profiles.semantic.allowance import DocumentAllowance, LineAllowance, PriceAllowance
from profiles.semantic.delivery import Period
from profiles.semantic.party import Identifier
from renderers.codes import (
    NOTE_SUBJECTS,
    PAYMENT_MEANS,
    SCHEMES,
    TAX_POINTS,
    VAT_CATEGORIES,
    in_words,
)
from renderers.labels import LABELS, language_of
from renderers.units import unit_of

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_PLAIN_IN_CSS = re.compile(r"[^A-Za-z0-9]")

# What Babel writes without rounding; a number beyond stands as it is.
_DIGITS_MAX = 28
_exact = Context(prec=_DIGITS_MAX)


class Formats:
    """Formats bound to a locale and a currency; the methods named in FILTERS are filters.

    Each takes a value that is there: the template writes nothing for one that is not.
    """

    FILTERS = (
        "label",
        "date",
        "span",
        "dated",
        "money",
        "number",
        "percent",
        "portion",
        "share",
        "quantity",
        "identifier",
        "country",
        "tax_point",
        "payment_means",
        "vat_category",
        "note_subject",
    )

    def __init__(self, locale: str, currency: str | None) -> None:
        self._locale = _spoken(locale)
        self._currency = currency
        self.language = language_of(locale)

    def label(self, name: str) -> str:
        return LABELS[name].to(self.language)

    def date(self, day: datetime.date) -> str:
        return dates.format_date(day, "medium", self._locale)

    def span(self, period: Period) -> str:
        """Write a period, open at the side that is not known."""
        days = (period.start, period.end)
        return " – ".join("" if day is None else self.date(day) for day in days).strip()

    def dated(self, reference: str, day: datetime.date | None) -> str:
        """Write what a document is called, and its date where one is known."""
        return reference if day is None else f"{reference} ({self.date(day)})"

    def money(self, amount: Decimal, currency: str | None = None) -> str:
        """Write an amount or a price with all of its decimals, two at least."""
        known = currency or self._currency or ""
        if not _is_writable(amount):
            return f"{amount} {known}".strip()
        return numbers.format_currency(
            _two_decimals_at_least(amount),
            known,
            locale=self._locale,
            currency_digits=False,
            decimal_quantization=False,
        ).strip()

    def number(self, value: Decimal) -> str:
        if not _is_writable(value):
            return str(value)
        return numbers.format_decimal(
            _plain(value), locale=self._locale, decimal_quantization=False
        )

    def percent(self, rate: Decimal) -> str:
        return f"{self.number(rate)}\N{NO-BREAK SPACE}%"

    def share(self, percent: Decimal | None, amount: Decimal | None) -> str:
        """Write `5 % auf 100,00 €`, or the half of it that is known."""
        of = "" if amount is None else f"{self.label('of')} {self.money(amount)}"
        return f"{'' if percent is None else self.percent(percent)} {of}".strip()

    def portion(self, allowance: DocumentAllowance | LineAllowance | PriceAllowance) -> str:
        """Write of what an allowance or charge is how many percent, as far as it says so."""
        return self.share(allowance.percent, allowance.base_amount)

    def quantity(self, value: Decimal, unit_code: str | None = None) -> str:
        """Write a quantity with its unit in words."""
        unit = "" if unit_code is None else unit_of(unit_code, value, self.language)
        return f"{self.number(value)} {unit}".strip()

    def identifier(self, identifier: Identifier) -> str:
        """Write an identifier and who gave it, in words where the scheme has some."""
        if not identifier.scheme:
            return identifier.value
        return f"{identifier.value} ({in_words(SCHEMES, identifier.scheme, self.language)})"

    def country(self, code: str) -> str:
        return str(self._locale.territories.get(code, code))

    def tax_point(self, code: str) -> str:
        return in_words(TAX_POINTS, code, self.language)

    def payment_means(self, code: str) -> str:
        return in_words(PAYMENT_MEANS, code, self.language)

    def vat_category(self, code: str) -> str:
        return in_words(VAT_CATEGORIES, code, self.language)

    def note_subject(self, code: str) -> str:
        return in_words(NOTE_SUBJECTS, code, self.language)

    @staticmethod
    def in_fours(account: str) -> str:
        """Group an IBAN as it stands on paper; any other account number stays as it is."""
        bare = account.replace(" ", "")
        if _IBAN.fullmatch(bare) is None:
            return account
        return "\N{NO-BREAK SPACE}".join(bare[i : i + 4] for i in range(0, len(bare), 4))

    @staticmethod
    def css_string(text: str) -> str:
        """Quote a text for CSS so that nothing in it can end the string, the rule or the style."""
        return '"' + _PLAIN_IN_CSS.sub(lambda sign: f"\\{ord(sign[0]):x} ", text) + '"'


def _spoken(locale: str) -> Locale:
    """Return the locale, or English as written in Europe where the page speaks English instead."""
    parsed = Locale.parse(locale)
    return parsed if parsed.language in {"de", "en"} else Locale.parse("en_150")


def _is_writable(value: Decimal) -> bool:
    """Tell whether a number is one, and can be written out without rounding."""
    return (
        value.is_finite()
        and len(value.as_tuple().digits) <= _DIGITS_MAX
        and abs(value.adjusted()) < _DIGITS_MAX // 2
    )


def _plain(value: Decimal) -> Decimal:
    """Take trailing zeros away, but never towards an exponent."""
    bare = value.normalize(_exact)
    return bare.quantize(Decimal(1)) if bare == bare.to_integral_value() else bare


def _two_decimals_at_least(amount: Decimal) -> Decimal:
    bare = amount.normalize(_exact) or Decimal(0)  # zero has no sign
    exponent = bare.as_tuple().exponent
    return bare.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent > -2 else bare
