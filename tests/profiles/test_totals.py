"""What is absent follows from the rest, to the cent; what is given stays."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from profiles.semantic.allowance import DocumentAllowance, LineAllowance, LogisticsCharge
from profiles.semantic.invoice import ExchangeRate, ExtendedDocument, Totals
from profiles.semantic.line import ExtendedLine, Line, Price
from profiles.semantic.payment import AdvancePayment, ThirdPartyPayment
from profiles.semantic.totals import compute
from profiles.semantic.vat import VATBreakdown
from tests.profiles.invoices import invoice, line
from tests.profiles.sales import Sale, sales

lines = st.lists(
    st.builds(
        line,
        quantity=st.decimals(-1000, 1000, places=6).map(str),
        net_price=st.decimals(0, 1000, places=6).map(str),
        rate=st.sampled_from(["0", "7", "19", "5.5"]),
    ),
    min_size=1,
    max_size=20,
)


def totals(*wanted: Line) -> Totals:
    return compute(invoice(*wanted)).totals


def allowance(amount: str, *, rate: str = "19") -> DocumentAllowance:
    return DocumentAllowance(
        amount=Decimal(amount), vat_category_code="S", vat_rate=Decimal(rate), reason="Rabatt"
    )


def in_hierarchy(amount: str, *, name: str, parent: str | None = None, subtype: str) -> Line:
    return replace(
        line(net_price=amount),
        identifier=name,
        extended=ExtendedLine(parent_identifier=parent, status_reason_code=subtype),
    )


def test_a_line_is_quantity_times_price() -> None:
    computed = compute(invoice(line("1.234567", "9.999999")))
    assert computed.lines[0].net_amount == Decimal("12.35")


def test_a_price_is_for_its_base_quantity() -> None:
    per_hundred = replace(
        line("7"), price=Price(net_price=Decimal("12.50"), base_quantity=Decimal(100))
    )
    assert totals(per_hundred).line_net_amount == Decimal("0.88")


def test_a_base_quantity_of_zero_is_none() -> None:
    nothing = replace(line(), price=Price(net_price=Decimal(5), base_quantity=Decimal(0)))
    assert totals(nothing).line_net_amount == 5


def test_a_line_has_its_allowances_and_charges() -> None:
    reduced = replace(
        line("2", "50"),
        allowances=(LineAllowance(amount=Decimal("12.34")),),
        charges=(LineAllowance(amount=Decimal(2)),),
    )
    assert totals(reduced).line_net_amount == Decimal("89.66")


@pytest.mark.parametrize(
    ("price", "net_price", "discount"),
    [
        (Price(list_price=Decimal(10)), "10", []),
        (Price(list_price=Decimal(10), net_price=Decimal("8.5")), "8.5", [Decimal("1.5")]),
        (Price(list_price=Decimal(10), net_price=Decimal(10)), "10", []),
    ],
)
def test_list_price_less_discount_is_net_price(
    price: Price, net_price: str, discount: list[Decimal]
) -> None:
    completed = compute(invoice(replace(line(), price=price))).lines[0].price
    assert completed.net_price == Decimal(net_price)
    assert [discount.amount for discount in completed.discounts] == discount


def test_mixed_rates_make_one_group_each_in_order() -> None:
    computed = compute(invoice(line(rate="7"), line(rate="19"), line(rate="7.0")))
    assert [(group.rate, group.taxable_amount) for group in computed.vat_breakdown] == [
        (Decimal(7), Decimal(200)),
        (Decimal(19), Decimal(100)),
    ]


def test_groups_have_the_documents_allowances_and_charges() -> None:
    freight = LogisticsCharge(
        amount=Decimal(20), vat_category_code="S", vat_rate=Decimal(7), description="Fracht"
    )
    computed = compute(
        replace(
            invoice(line()),
            allowances=(allowance("10"),),
            charges=(allowance("1", rate="7"),),
            extended=ExtendedDocument(logistics_charges=(freight,)),
        )
    )
    assert [(group.rate, group.taxable_amount) for group in computed.vat_breakdown] == [
        (Decimal(19), Decimal(90)),
        (Decimal(7), Decimal(21)),
    ]
    assert computed.totals == Totals(
        line_net_amount=Decimal(100),
        allowance_amount=Decimal(10),
        charge_amount=Decimal(21),
        without_vat=Decimal(111),
        vat_amount=Decimal("18.57"),
        with_vat=Decimal("129.57"),
        due_for_payment=Decimal("129.57"),
    )


def test_payable_is_net_plus_vat() -> None:
    assert totals(line("3", "37.29", rate="7")).due_for_payment == Decimal("119.70")


def test_payable_is_less_what_was_paid_and_with_what_others_get() -> None:
    computed = compute(
        replace(
            invoice(),
            totals=Totals(prepaid_amount=Decimal(19), rounding_amount=Decimal("0.05")),
            third_party_payments=(ThirdPartyPayment(amount=Decimal("18.36")),),
        )
    )
    assert computed.totals.due_for_payment == Decimal("118.41")


def test_advance_payments_are_what_was_paid() -> None:
    advances = (AdvancePayment(amount=Decimal(10)), AdvancePayment(amount=Decimal(9)))
    extended = ExtendedDocument(advance_payments=advances)
    computed = compute(replace(invoice(), extended=extended)).totals
    assert [computed.prepaid_amount, computed.due_for_payment] == [19, 100]


def test_the_vat_in_the_accounting_currency_follows_from_a_known_rate() -> None:
    rate = ExchangeRate(source_currency="EUR", target_currency="CHF", rate=Decimal("0.9345"))
    swiss = replace(
        invoice(), vat_accounting_currency="CHF", extended=ExtendedDocument(exchange_rate=rate)
    )
    assert compute(swiss).totals.vat_amount_in_accounting_currency == Decimal("17.76")
    other = replace(swiss, vat_accounting_currency="PLN")
    assert compute(other).totals.vat_amount_in_accounting_currency is None


def test_negative_quantities_take_back() -> None:
    assert totals(line("2"), line("-2")).due_for_payment == 0


@pytest.mark.parametrize("category_code", ["Z", "E", "AE", "K", "G", "O"])
def test_what_is_not_taxed_is_one_group_with_all_reasons(category_code: str) -> None:
    reasons = ("A", "B", "A")
    untaxed = [line(category_code=category_code, rate="0", exemption_reason=r) for r in reasons]
    untaxed.append(line(category_code=category_code, rate=None))
    (group,) = compute(invoice(*untaxed)).vat_breakdown
    assert group.exemption_reason == "A; B"
    assert [group.rate, group.taxable_amount] == [0, 400]


def test_reason_codes_that_differ_leave_the_reasons_to_the_text() -> None:
    coded = [
        replace(sold, vat=replace(sold.vat, exemption_reason_code=code))
        for sold, code in ((line(category_code="E"), "VATEX-EU-F"), (line(), "VATEX-EU-I"))
    ]
    assert compute(invoice(coded[0])).vat_breakdown[0].exemption_reason_code == "VATEX-EU-F"
    both = [replace(sold, vat=replace(sold.vat, category_code="E")) for sold in coded]
    assert compute(invoice(*both)).vat_breakdown[0].exemption_reason_code is None


def test_what_is_outside_the_scope_has_rate_0_in_the_breakdown_alone() -> None:
    computed = compute(invoice(line(category_code="O", rate=None)))
    assert computed.lines[0].vat.rate is None
    assert computed.vat_breakdown[0].rate == 0
    assert computed.vat_breakdown[0].exemption_reason_code == "VATEX-EU-O"


def test_what_is_given_is_kept_and_summed() -> None:
    given = replace(
        invoice(replace(line(), net_amount=Decimal("99.99"))),
        vat_breakdown=(
            VATBreakdown(category_code="S", rate=Decimal(19), tax_amount=Decimal("19.01")),
        ),
        totals=Totals(with_vat=Decimal("119.02")),
    )
    computed = compute(given)
    assert computed.vat_breakdown[0].taxable_amount == Decimal("99.99")
    assert computed.totals.vat_amount == Decimal("19.01")
    assert computed.totals.due_for_payment == Decimal("119.02")
    assert compute(computed) == computed


def test_without_lines_the_totals_follow_from_the_breakdown() -> None:
    group = VATBreakdown(category_code="S", rate=Decimal(19), taxable_amount=Decimal(100))
    without_lines = replace(
        invoice(), lines=(), vat_breakdown=(group,), allowances=(allowance("10"),)
    )
    computed = compute(without_lines).totals
    assert [computed.line_net_amount, computed.without_vat, computed.with_vat] == [110, 100, 119]


def test_groups_of_lines_are_the_sum_of_their_members_and_count_once() -> None:
    members = (
        in_hierarchy("10", name="1.1", parent="1", subtype="DETAIL"),
        in_hierarchy("7", name="1.2", parent="1", subtype="INFORMATION"),
        in_hierarchy("20", name="2.1", parent="2", subtype="DETAIL"),
        in_hierarchy("0", name="2", parent="1", subtype="GROUP"),
        in_hierarchy("0", name="1", subtype="GROUP"),
    )
    computed = compute(invoice(*members))
    assert [member.net_amount for member in computed.lines] == [10, 7, 20, 20, 30]
    assert computed.totals.line_net_amount == 30


def test_groups_that_contain_one_another_have_no_sum() -> None:
    circle = (
        in_hierarchy("1", name="1", parent="2", subtype="GROUP"),
        in_hierarchy("1", name="2", parent="1", subtype="GROUP"),
        in_hierarchy("1", name="3", parent="3", subtype="GROUP"),
    )
    computed = compute(invoice(*circle, line()))
    assert [member.net_amount for member in computed.lines] == [None, None, None, 100]


def test_a_line_with_sub_lines_is_their_sum() -> None:
    bundle = replace(line("1", "5"), sub_lines=(line("28", "0.44"), line("35", "0.44")))
    computed = compute(invoice(bundle))
    assert computed.lines[0].sub_lines[0].net_amount == Decimal("12.32")
    assert computed.totals.line_net_amount == Decimal("27.72")


@given(lines)
def test_no_cent_is_lost(wanted: list[Line]) -> None:
    computed = compute(invoice(*wanted))
    totals, groups = computed.totals, computed.vat_breakdown
    taxable = sum(group.taxable_amount or 0 for group in groups)
    tax = sum(group.tax_amount or 0 for group in groups)
    assert (totals.without_vat, totals.vat_amount) == (taxable, tax)
    assert totals.with_vat == taxable + tax


@given(sales())
def test_computing_twice_changes_nothing(sale: Sale) -> None:
    computed = sale.computed()
    assert compute(computed) == computed
