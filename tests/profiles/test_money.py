"""Rounding is half up and never through a float."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.semantic.money import (
    add,
    divide,
    in_parts,
    multiply,
    percentage,
    round_amount,
    spread,
)

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


@given(st.lists(amounts), st.decimals(min_value=1, max_value=3, places=4))
def test_parts_add_up_to_the_rounded_whole(wanted: list[Decimal], divisor: Decimal) -> None:
    parts = in_parts(wanted, lambda amount: divide(amount, divisor))
    assert add(parts) == round_amount(divide(add(wanted), divisor))
    for amount, part in zip(wanted, parts, strict=True):
        assert abs(part - divide(amount, divisor)) <= Decimal("0.01")


@given(
    st.decimals(min_value=-(10**6), max_value=10**6, places=2),
    st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), min_size=1),
)
def test_spreading_loses_no_cent(amount: Decimal, weights: list[Decimal]) -> None:
    parts = spread(amount, weights)
    assert add(parts) == amount
    assert len(parts) == len(weights)


def test_spreading_follows_the_sizes() -> None:
    weights = [Decimal(30), Decimal(0), Decimal(-10)]
    assert spread(Decimal(10), weights) == (Decimal("7.50"), Decimal(0), Decimal("2.50"))
