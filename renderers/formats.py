"""How dates, numbers and codes read in one locale; the template's filters."""

import re
from datetime import date
from decimal import Decimal

from babel import Locale, dates, numbers

from renderers.labels import LABELS, PAYMENT_MEANS, VAT_CATEGORIES, language_of
from renderers.units import unit_of

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_PLAIN_IN_CSS = re.compile(r"[^A-Za-z0-9]")


class Formats:
    """Formats bound to a locale and a currency; the methods named in FILTERS are filters."""

    FILTERS = (
        "label",
        "date",
        "money",
        "price",
        "number",
        "percent",
        "country",
        "unit",
        "payment_means",
        "vat_category",
        "in_fours",
        "css_string",
    )

    def __init__(self, locale: str, currency: str) -> None:
        self._locale = _spoken(locale)
        self._currency = currency
        self.language = language_of(locale)

    def label(self, name: str) -> str:
        return LABELS[name].to(self.language)

    def date(self, day: date) -> str:
        return dates.format_date(day, "medium", self._locale)

    def money(self, amount: Decimal) -> str:
        """Write an amount with the two decimals that every amount of an invoice has."""
        return numbers.format_currency(
            amount, self._currency, locale=self._locale, currency_digits=False
        )

    def price(self, amount: Decimal) -> str:
        """Write a price with all of its decimals, two at least."""
        return numbers.format_currency(
            _two_decimals_at_least(amount),
            self._currency,
            locale=self._locale,
            currency_digits=False,
            decimal_quantization=False,
        )

    def number(self, value: Decimal) -> str:
        return numbers.format_decimal(
            _plain(value), locale=self._locale, decimal_quantization=False
        )

    def percent(self, rate: Decimal) -> str:
        return f"{self.number(rate)}\N{NO-BREAK SPACE}%"

    def country(self, code: str) -> str:
        return str(self._locale.territories.get(code, code))

    def unit(self, code: str, quantity: Decimal) -> str:
        return unit_of(code, quantity, self.language)

    def payment_means(self, code: str) -> str:
        return PAYMENT_MEANS[code].to(self.language) if code in PAYMENT_MEANS else code

    def vat_category(self, code: str) -> str:
        return VAT_CATEGORIES[code].to(self.language) if code in VAT_CATEGORIES else code

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


def _plain(value: Decimal) -> Decimal:
    """Take trailing zeros away, but never towards an exponent."""
    bare = value.normalize()
    return bare.quantize(Decimal(1)) if bare == bare.to_integral_value() else bare


def _two_decimals_at_least(amount: Decimal) -> Decimal:
    bare = amount.normalize()
    exponent = bare.as_tuple().exponent
    return amount.quantize(Decimal("0.01")) if isinstance(exponent, int) and exponent > -2 else bare
