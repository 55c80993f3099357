"""What spares a caller the standard: treatments, prices with VAT, percentages, days."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from gateway.decoding import decode
from gateway.dialects.zugio.mapping import Meaning, map_request
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.invoice import Invoice
from profiles.semantic.totals import compute
from tests.gateway.bodies import encoded


def meaning_of(request: dict[str, Any], locale: str | None = None) -> Meaning:
    return map_request(decode(encoded(request), lines_max=100), DEFAULT_PROFILE, locale=locale)


def invoice_of(request: dict[str, Any]) -> Invoice:
    return compute(meaning_of(request).invoice)


def item_of(request: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = request["invoice"]["items"][0]
    return item


@pytest.mark.parametrize("gross", ["9.99", "19.95", "79.20", "119"])
def test_the_customer_pays_the_price_with_vat(seed: dict[str, Any], gross: str) -> None:
    del item_of(seed)["unit_price_net"]
    item_of(seed)["unit_price_gross"] = Decimal(gross)
    assert invoice_of(seed).totals.due_for_payment == Decimal(gross)


@pytest.mark.parametrize(
    ("treatment", "category", "code"),
    [
        ("reverse_charge", "AE", "VATEX-EU-AE"),
        ("intra_community", "K", "VATEX-EU-IC"),
        ("export", "G", "VATEX-EU-G"),
        ("small_business", "E", None),
        ("outside_scope", "O", "VATEX-EU-O"),
    ],
)
def test_a_treatment_says_category_code_and_reason(
    seed: dict[str, Any], treatment: str, category: str, code: str | None
) -> None:
    seed["invoice"]["tax_treatment"] = treatment
    del item_of(seed)["vat_percent"]
    (group,) = invoice_of(seed).vat_breakdown
    assert (group.category_code, group.exemption_reason_code) == (category, code)
    assert group.tax_amount == 0
    assert group.exemption_reason


def test_an_items_treatment_outweighs_the_invoices(seed: dict[str, Any]) -> None:
    seed["invoice"]["tax_treatment"] = "reverse_charge"
    item_of(seed)["tax_treatment"] = "standard"
    assert meaning_of(seed).invoice.lines[0].vat.category_code == "S"


def test_legal_sentences_speak_the_pages_language(seed: dict[str, Any]) -> None:
    seed["invoice"]["tax_treatment"] = "reverse_charge"
    del item_of(seed)["vat_percent"]
    reason = meaning_of(seed, "en_GB").invoice.lines[0].vat.exemption_reason
    assert reason == "Reverse charge"


def test_percentages_come_off_line_and_document(seed: dict[str, Any]) -> None:
    seed["invoice"]["discount_percent"] = 10
    item_of(seed)["discount_percent"] = 5
    assert invoice_of(seed).totals.without_vat == Decimal("85.50")


def test_an_allowance_takes_the_vat_that_all_items_have(seed: dict[str, Any]) -> None:
    seed["invoice"]["allowances"] = [{"amount": 10, "reason": "Treue"}]
    (allowance,) = invoice_of(seed).allowances
    assert (allowance.vat_category_code, allowance.vat_rate) == ("S", Decimal(19))


def test_an_allowance_without_vat_is_spread_over_all_rates(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"].append(dict(item_of(seed), vat_percent=7))
    seed["invoice"]["allowances"] = [{"amount": 10, "reason": "Treue"}]
    invoice = invoice_of(seed)
    assert [allowance.amount for allowance in invoice.allowances] == [5, 5]
    assert invoice.totals.without_vat == 190


def test_a_percentage_with_vat_is_of_what_has_that_vat(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"].append(dict(item_of(seed), vat_percent=7))
    seed["invoice"]["charges"] = [{"percent": 10, "vat_percent": 7, "reason": "Eilig"}]
    (charge,) = invoice_of(seed).charges
    assert (charge.amount, charge.base_amount, charge.vat_rate) == (
        Decimal(10),
        Decimal(100),
        Decimal(7),
    )


def test_what_comes_off_a_price_with_vat_includes_vat(seed: dict[str, Any]) -> None:
    del item_of(seed)["unit_price_net"]
    item_of(seed).update(unit_price_gross=119, allowances=[{"amount": 19, "reason": "Treue"}])
    assert invoice_of(seed).totals.due_for_payment == 100


def test_a_list_price_leaves_the_discount_to_us(seed: dict[str, Any]) -> None:
    item_of(seed)["list_price"] = 120
    (line,) = invoice_of(seed).lines
    assert [discount.amount for discount in line.price.discounts] == [20]


def test_days_are_counted_from_the_issue_date(seed: dict[str, Any]) -> None:
    seed["invoice"].update(due_days=30, cash_discounts=[{"days": 7, "percent": 2}])
    (terms,) = meaning_of(seed).invoice.payment_terms
    assert terms.due_date == date(2026, 1, 31)
    assert [(discount.period, discount.percent) for discount in terms.discounts] == [
        (Decimal(7), Decimal(2))
    ]


def test_a_rate_makes_the_vat_in_the_other_currency(seed: dict[str, Any]) -> None:
    seed["invoice"].update(vat_accounting_currency="CHF", exchange_rate=Decimal("0.94"))
    assert invoice_of(seed).totals.vat_amount_in_accounting_currency == Decimal("17.86")


def test_totals_stand_in_for_items(seed: dict[str, Any]) -> None:
    del seed["invoice"]["items"]
    seed["invoice"]["totals"] = {"without_vat": 100, "with_vat": 119}
    seed["invoice"]["vat_breakdown"] = [
        {"taxable_amount": 100, "tax_amount": 19, "vat_category_code": "S", "vat_percent": 19}
    ]
    totals = invoice_of(seed).totals
    assert (totals.vat_amount, totals.due_for_payment) == (Decimal(19), Decimal(119))


@pytest.mark.parametrize(
    ("means", "code"),
    [
        ({"iban": "DE02120300000000202051"}, "58"),
        ({"account_identifier": "12-345678-9"}, "30"),
        ({"mandate_reference": "M-1", "debited_iban": "DE02120300000000202051"}, "59"),
        ({"card_number": "1234"}, "54"),
        ({"iban": "DE02120300000000202051", "means_code": "30"}, "30"),
    ],
)
def test_the_way_to_pay_tells_its_code(
    seed: dict[str, Any], means: dict[str, str], code: str
) -> None:
    seed["payment_means"] = means
    (stated,) = meaning_of(seed).invoice.payment_means
    assert stated.means_code == code


def test_the_callers_own_id_stands_nowhere_in_the_invoice(seed: dict[str, Any]) -> None:
    plain = meaning_of(seed).invoice
    seed["invoice"]["external_id"] = "ORDER-4711"
    assert meaning_of(seed).invoice == plain
