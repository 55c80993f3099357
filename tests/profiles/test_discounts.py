"""Discounts and surcharges are spread without a lost cent, and keep their reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from profiles.semantic.discounts import Reduction, with_positive_price
from profiles.semantic.gross import with_prices
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line, Price
from profiles.semantic.money import percentage
from profiles.semantic.totals import compute
from tests.profiles.invoices import invoice, line
from tests.profiles.sales import percents

TEN_PERCENT = Reduction(reason="Rabatt", percent=Decimal(10), reason_code="95")


def reduced(*lines: Line, by: tuple[Reduction, ...]) -> Invoice:
    return compute(with_prices(invoice(*lines), {}, reductions=by)[0])


def test_a_line_discount_states_percent_base_and_reason() -> None:
    priced, _ = with_prices(invoice(line("3", "9.99")), {}, line_reductions={0: (TEN_PERCENT,)})
    (allowance,) = priced.lines[0].allowances
    assert allowance.amount == Decimal("3.00")
    assert (allowance.base_amount, allowance.percent) == (Decimal("29.97"), Decimal(10))
    assert (allowance.reason, allowance.reason_code) == ("Rabatt", "95")
    assert priced.lines[0].net_amount == Decimal("26.97")


def test_a_surcharge_on_a_line_is_a_charge() -> None:
    express = Reduction(reason="Express", amount=Decimal(5), is_charge=True)
    priced, _ = with_prices(invoice(line()), {}, line_reductions={0: (express,)})
    (charge,) = priced.lines[0].charges
    assert (charge.amount, charge.base_amount, charge.percent) == (Decimal(5), None, None)


def test_a_document_discount_is_one_allowance_for_each_category_and_rate() -> None:
    computed = reduced(
        line(net_price="50"),
        line(net_price="50"),
        line(net_price="30", rate="7"),
        by=(TEN_PERCENT,),
    )
    amounts = [
        [allowance.vat_rate, allowance.base_amount, allowance.amount]
        for allowance in computed.allowances
    ]
    assert amounts == [[19, 100, 10], [7, 30, 3]]
    assert [group.taxable_amount for group in computed.vat_breakdown] == [90, 27]


def test_an_amount_is_spread_to_the_cent() -> None:
    voucher = Reduction(reason="Gutschein", amount=Decimal(10))
    lines = [line(net_price="33.33", rate=rate) for rate in ("19", "7", "5")]
    amounts = [allowance.amount for allowance in reduced(*lines, by=(voucher,)).allowances]
    assert amounts == [Decimal("3.33"), Decimal("3.34"), Decimal("3.33")]


def test_what_is_outside_the_scope_has_no_rate_on_its_allowance() -> None:
    outside = line(category_code="O", rate=None)
    (allowance,) = reduced(outside, by=(TEN_PERCENT,)).allowances
    assert (allowance.vat_category_code, allowance.vat_rate) == ("O", None)


def test_nothing_off_is_no_allowance() -> None:
    assert reduced(line(), by=(Reduction(reason="Rabatt", percent=Decimal(0)),)).allowances == ()


@given(st.lists(st.sampled_from(["0.01", "0.05", "33.33", "99.99"]), min_size=1), percents)
def test_the_parts_of_a_percentage_are_the_rounded_whole(
    prices: list[str], percent: Decimal
) -> None:
    lines = [line(net_price=price, rate=str(rate)) for rate, price in enumerate(prices, start=1)]
    computed = reduced(*lines, by=(Reduction(reason="Rabatt", percent=percent),))
    whole = percentage(sum(map(Decimal, prices), Decimal(0)), percent)
    assert sum(allowance.amount for allowance in computed.allowances) == whole


def test_the_sign_of_a_negative_price_goes_to_the_quantity() -> None:
    price = Price(net_price=Decimal("-8.50"), list_price=Decimal(-10))
    turned, (finding,) = with_positive_price(replace(line("2"), price=price), 3)
    assert (turned.quantity, turned.price.net_price, turned.price.list_price) == (
        Decimal(-2),
        Decimal("8.50"),
        Decimal(10),
    )
    assert (finding.rule, finding.severity, finding.line) == ("ZG-NEGATIVE-PRICE", "information", 3)


@pytest.mark.parametrize(
    "price", [Price(), Price(net_price=Decimal(0)), Price(net_price=Decimal(5))]
)
def test_other_prices_stay(price: Price) -> None:
    unturned = replace(line(), price=price)
    assert with_positive_price(unturned, 0) == (unturned, ())
