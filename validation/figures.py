"""Numbers in sentences: German ones in German, English ones in English."""

from decimal import Decimal

from profiles.finding import Wording

_TO_GERMAN = str.maketrans(",.", ".,")
_CENT = Decimal("0.01")
_SPACE = "\N{NO-BREAK SPACE}"


def figure(number: Decimal) -> Wording:
    """Write a number with all of its decimals, thousands parted."""
    english = f"{number:,f}"
    return Wording(english.translate(_TO_GERMAN), english)


def money(amount: Decimal, currency: str) -> Wording:
    """Write an amount, two decimals at least, with its currency, where one is known."""
    exponent = amount.as_tuple().exponent
    is_short = isinstance(exponent, int) and exponent > -2
    written = figure(amount.quantize(_CENT) if is_short else amount)
    if not currency:
        return written
    if currency == "EUR":
        sign = "-" if amount < 0 else ""
        return Wording(f"{written.de}{_SPACE}€", f"{sign}€{written.en.lstrip('-')}")
    return Wording(f"{written.de}{_SPACE}{currency}", f"{currency}{_SPACE}{written.en}")


def percent(rate: Decimal) -> Wording:
    """Write a rate, which is a number of hundredths."""
    written = figure(rate)
    return Wording(f"{written.de}{_SPACE}%", f"{written.en}%")
