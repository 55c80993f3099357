"""Totals follow from the lines, to the cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from profiles.semantic.invoice import Totals
from profiles.semantic.line import Line
from profiles.semantic.totals import compute
from tests.profiles.invoices import invoice, line

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
    computed = compute(invoice(*wanted)).totals
    assert computed is not None
    return computed


def test_a_line_is_quantity_times_price() -> None:
    computed = compute(invoice(line("1.234567", "9.999999")))
    assert computed.lines[0].net_amount == Decimal("12.35")


def test_mixed_rates_make_one_group_each_in_order() -> None:
    computed = compute(invoice(line(rate="7"), line(rate="19"), line(rate="7.0")))
    assert [(group.rate, group.taxable_amount) for group in computed.vat_breakdown] == [
        (Decimal(7), Decimal(200)),
        (Decimal(19), Decimal(100)),
    ]


def test_payable_is_net_plus_vat() -> None:
    assert totals(line("3", "37.29", rate="7")).due_for_payment == Decimal("119.70")


def test_negative_quantities_take_back() -> None:
    assert totals(line("2"), line("-2")).due_for_payment == 0


def test_reasons_of_one_category_are_merged() -> None:
    exempt = [line(category_code="E", rate="0", exemption_reason=r) for r in ("A", "B", "A")]
    (group,) = compute(invoice(*exempt)).vat_breakdown
    assert group.exemption_reason == "A; B"


def test_what_is_outside_the_scope_has_rate_0_in_the_breakdown_alone() -> None:
    computed = compute(invoice(line(category_code="O", rate=None)))
    assert computed.lines[0].vat.rate is None
    assert computed.vat_breakdown[0].rate == 0
    assert computed.vat_breakdown[0].exemption_reason_code == "VATEX-EU-O"


@given(lines)
def test_no_cent_is_lost(wanted: list[Line]) -> None:
    computed = compute(invoice(*wanted))
    assert computed.totals is not None
    groups = computed.vat_breakdown
    assert computed.totals.without_vat == sum(group.taxable_amount for group in groups)
    assert computed.totals.vat_amount == sum(group.tax_amount for group in groups)
    assert computed.totals.with_vat == computed.totals.without_vat + computed.totals.vat_amount
