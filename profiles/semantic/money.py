"""Amounts of money: every rounding of the product happens here, half up, on Decimals."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")

# 15 integer and 10 decimal digits in each factor, and a rate: nothing is rounded on the way.
_exact = Context(prec=80, rounding=ROUND_HALF_UP)


def round_amount(amount: Decimal) -> Decimal:
    """Round to two decimals, half away from zero (BR-DEC-*); zero never carries a sign."""
    return _exact.quantize(amount, CENT) + ZERO


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """Multiply exactly, without rounding."""
    return _exact.multiply(left, right)


def percentage(amount: Decimal, rate: Decimal) -> Decimal:
    """Return `rate` percent of `amount`, rounded to two decimals."""
    return round_amount(_exact.divide(_exact.multiply(amount, rate), Decimal(100)))


def add(amounts: Iterable[Decimal]) -> Decimal:
    """Add amounts that have two decimals each; nothing is rounded, an empty sum is 0.00."""
    total = ZERO
    for amount in amounts:
        total = _exact.add(total, amount)
    return total
