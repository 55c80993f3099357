"""Amounts of money: every rounding of the product happens here, half up, on Decimals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal(100)

# 15 integer and 10 decimal digits in each factor, and a rate: nothing is rounded on the way.
_exact = Context(prec=80, rounding=ROUND_HALF_UP)


def round_amount(amount: Decimal) -> Decimal:
    """Round to two decimals, half away from zero (BR-DEC-*); zero never carries a sign."""
    return round_to(amount, 2)


def round_to(amount: Decimal, decimals: int) -> Decimal:
    """Round to so many decimals, half away from zero; zero never carries a sign."""
    return _exact.add(_exact.quantize(amount, Decimal(1).scaleb(-decimals)), Decimal(0))


def multiply(left: Decimal, right: Decimal) -> Decimal:
    """Multiply exactly, without rounding."""
    return _exact.multiply(left, right)


def divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Divide to 80 digits; the divisor is not zero."""
    return _exact.divide(dividend, divisor)


def percentage(amount: Decimal, rate: Decimal) -> Decimal:
    """Return `rate` percent of `amount`, rounded to two decimals."""
    return round_amount(share(amount, rate))


def share(amount: Decimal, rate: Decimal) -> Decimal:
    """Return `rate` percent of `amount`, not rounded."""
    return divide(multiply(amount, rate), HUNDRED)


def add(amounts: Iterable[Decimal]) -> Decimal:
    """Add amounts; nothing is rounded, an empty sum is 0.00."""
    total = ZERO
    for amount in amounts:
        total = _exact.add(total, amount)
    return total


def subtract(minuend: Decimal, subtrahend: Decimal) -> Decimal:
    """Subtract exactly, without rounding."""
    return _exact.subtract(minuend, subtrahend)


def in_parts(
    amounts: Iterable[Decimal], convert: Callable[[Decimal], Decimal]
) -> tuple[Decimal, ...]:
    """Convert each amount and round it so that the parts add up to the rounded whole.

    convert is linear. Each part is what its amount adds to the rounded running sum, so it is
    less than a cent away from its own exact value or exactly one, and no cent is lost.
    """
    return tuple(_steps(amounts, convert))


def _steps(amounts: Iterable[Decimal], convert: Callable[[Decimal], Decimal]) -> Iterator[Decimal]:
    running, reached = ZERO, ZERO
    for amount in amounts:
        running = add((running, amount))
        before, reached = reached, round_amount(convert(running))
        yield subtract(reached, before)


def spread(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Spread an amount by the sizes of the weights; the parts add up to it to the cent.

    Where all weights are zero, the first part takes all.
    """
    sizes = [weight.copy_abs() for weight in weights]
    whole = add(sizes)
    if whole == 0:
        return tuple(amount if index == 0 else ZERO for index in range(len(sizes)))
    return in_parts(sizes, lambda part: divide(multiply(amount, part), whole))
