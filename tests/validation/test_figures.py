"""Numbers as each language writes them."""

from decimal import Decimal

import pytest

from profiles.finding import Wording
from validation.figures import figure, money, percent

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("amount", "currency", "de", "en"),
    [
        ("1234567.5", "EUR", f"1.234.567,50{NBSP}€", "€1,234,567.50"),
        ("-0.125", "EUR", f"-0,125{NBSP}€", "-€0.125"),
        ("1129", "HUF", f"1.129,00{NBSP}HUF", f"HUF{NBSP}1,129.00"),
        ("12.60", "", "12,60", "12.60"),
    ],
)
def test_an_amount(amount: str, currency: str, de: str, en: str) -> None:
    assert money(Decimal(amount), currency) == Wording(de, en)


def test_a_number_and_a_rate() -> None:
    assert figure(Decimal("80.001")) == Wording("80,001", "80.001")
    assert percent(Decimal("19")) == Wording(f"19{NBSP}%", "19%")
