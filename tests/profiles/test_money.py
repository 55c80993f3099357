"""Rounding is half up and never through a float."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.semantic.money import add, multiply, percentage, round_amount

amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=10)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1E+2", "100.00"), ("-0", "0.00")],
)
def test_rounds_half_away_from_zero(amount: str, rounded: str) -> None:
    assert str(round_amount(Decimal(amount))) == rounded


@given(amounts)
def test_rounding_moves_at_most_half_a_cent(amount: Decimal) -> None:
    assert abs(round_amount(amount) - amount) <= Decimal("0.005")


@given(amounts)
def test_zero_never_has_a_sign(amount: Decimal) -> None:
    assert str(round_amount(amount)) != "-0.00"


@given(amounts, amounts)
def test_products_are_exact(left: Decimal, right: Decimal) -> None:
    assert Fraction(multiply(left, right)) == Fraction(left) * Fraction(right)


def test_percentages_round_once() -> None:
    assert percentage(Decimal("10.05"), Decimal("7")) == Decimal("0.70")


def test_an_empty_sum_has_two_decimals() -> None:
    assert str(add(())) == "0.00"
