"""What the customer saw is what the invoice says, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from profiles.semantic.discounts import Reduction
from profiles.semantic.gross import with_prices
from profiles.semantic.invoice import Invoice
from profiles.semantic.lines import priced_amount
from profiles.semantic.money import ZERO, percentage, round_amount
from profiles.semantic.totals import compute
from tests.profiles.invoices import invoice, line
from tests.profiles.sales import Sale, sales

rates = st.integers(0, 10_000).map(lambda basis_points: Decimal(basis_points) / 100)
cents = st.integers(0, 100_000).map(lambda amount: Decimal(amount) / 100)


def sold(price: str | Decimal, *, quantity: str = "1", rate: str | Decimal = "19") -> Invoice:
    priced, _ = with_prices(invoice(line(quantity, rate=str(rate))), {0: Decimal(price)})
    return compute(priced)


@pytest.mark.parametrize("price", ["9.99", "19.95", "79.20"])
def test_prices_that_no_net_price_reaches_are_met(price: str) -> None:
    assert sold(price).totals.due_for_payment == Decimal(price)


@pytest.mark.parametrize("rate", ["7", "19"])
def test_prices_up_to_1000_euros_are_met(rate: str) -> None:
    wrong = [
        price
        for price in (Decimal(amount) / 100 for amount in range(1, 100_001, 7))
        if sold(price, rate=rate).totals.due_for_payment != price
    ]
    assert wrong == []


@given(cents, rates)
def test_every_price_is_met_at_every_rate(price: Decimal, rate: Decimal) -> None:
    assert sold(price, rate=rate).totals.due_for_payment == price


@given(st.lists(st.tuples(cents, st.integers(1, 99), st.sampled_from(["7", "19", "0.4"]))))
def test_a_basket_is_met_whatever_its_rates(basket: list[tuple[Decimal, int, str]]) -> None:
    lines = [line(str(quantity), rate=rate) for _, quantity, rate in basket] or [line()]
    gross = {index: price for index, (price, _, _) in enumerate(basket)} or {0: Decimal(1)}
    priced, _ = with_prices(invoice(*lines), gross)
    wanted = sum(gross[index] * (sold.quantity or 0) for index, sold in enumerate(lines))
    assert compute(priced).totals.due_for_payment == wanted


def test_discounts_are_taken_off_what_the_customer_saw() -> None:
    ten_percent = Reduction(reason="Rabatt", percent=Decimal(10))
    voucher = Reduction(reason="Gutschein", amount=Decimal(5))
    sale = Sale(
        lines=(line("3"), line("1", rate="7")),
        gross={0: Decimal("9.99"), 1: Decimal("4.49")},
        line_reductions={0: (ten_percent,)},
        reductions=(ten_percent, voucher),
    )
    # 29.97 less 3.00, and 4.49; of that 10 % are 3.15.
    assert sale.computed().totals.due_for_payment == Decimal("23.31")


def test_net_prices_beside_gross_prices_are_kept() -> None:
    sale = Sale(lines=(line("3", "33.33"), line()), gross={1: Decimal("9.99")})
    computed = sale.computed()
    assert computed.lines[0].net_amount == Decimal("99.99")
    # 99.99 and 19.00 VAT, and 9.99.
    assert computed.totals.due_for_payment == Decimal("128.98")


def test_amounts_off_a_mixed_document_are_without_vat() -> None:
    five = Reduction(reason="Gutschein", amount=Decimal(5))
    sale = Sale(lines=(line(), line()), gross={1: Decimal(119)}, reductions=(five,))
    assert sale.computed().totals.without_vat == Decimal(195)


def test_a_price_has_as_few_decimals_as_make_its_amount() -> None:
    computed = sold("9.99", quantity="3")
    assert (computed.lines[0].price.net_price, computed.lines[0].net_amount) == (
        Decimal("8.393"),
        Decimal("25.18"),
    )


@pytest.mark.parametrize("quantity", ["999999999999999", "-999999999999999", "0.0000000001", "0"])
def test_extreme_quantities_have_prices_too(quantity: str) -> None:
    (priced,) = sold("0.99", quantity=quantity).lines
    amount = priced_amount(priced)
    assert amount is not None
    assert priced.price.net_price is not None
    assert round_amount(amount) == priced.net_amount
    assert priced.price.net_price > 0


def test_a_negative_gross_price_turns_the_quantity() -> None:
    priced, findings = with_prices(invoice(line("2")), {0: Decimal("-9.99")})
    assert priced.lines[0].quantity == -2
    assert compute(priced).totals.due_for_payment == Decimal("-19.98")
    assert [finding.rule for finding in findings] == ["ZG-NEGATIVE-PRICE", "ZG-GROSS-PRICES"]


def test_without_vat_nothing_is_taken_out_and_nothing_said() -> None:
    sale = Sale(lines=(line(category_code="Z", rate="0"),), gross={0: Decimal("9.99")})
    computed, findings = sale.on(invoice())
    assert computed.lines[0].price.net_price == Decimal("9.99")
    assert findings == ()


@settings(max_examples=300)
@given(sales())
def test_lines_come_to_quantity_times_price_and_groups_to_their_lines(sale: Sale) -> None:
    computed = sale.computed()
    for priced in computed.lines:
        amount = priced_amount(priced)
        assert amount is not None
        surplus = sum(charge.amount for charge in priced.charges) - sum(
            allowance.amount for allowance in priced.allowances
        )
        assert round_amount(amount) + surplus == priced.net_amount
    totals = computed.totals
    assert totals.without_vat == sum(group.taxable_amount or 0 for group in computed.vat_breakdown)
    assert totals.with_vat == sum(
        (group.taxable_amount or 0) + (group.tax_amount or 0) for group in computed.vat_breakdown
    )


@settings(max_examples=300)
@given(sales())
def test_the_vat_of_a_group_is_its_rate_but_for_two_cents(sale: Sale) -> None:
    for group in sale.computed().vat_breakdown:
        assert group.taxable_amount is not None
        assert group.tax_amount is not None
        distance = group.tax_amount - percentage(group.taxable_amount, group.rate or ZERO)
        assert abs(distance) <= Decimal("0.02")
