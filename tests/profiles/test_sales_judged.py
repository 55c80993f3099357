"""What is computed breaks no official rule, whatever is sold and however it is taxed."""

from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from profiles.semantic.cash_discounts import CashDiscount, in_form, with_cash_discounts
from profiles.semantic.delivery import Delivery
from profiles.semantic.invoice import Invoice, Totals
from profiles.semantic.party import Party
from profiles.semantic.payment import PaymentTerms
from profiles.semantic.totals import compute
from profiles.semantic.treatments import TREATMENTS, with_consequences, with_treatment
from profiles.syntax.cii import read_cii, write_cii
from tests.profiles.invoices import line
from tests.profiles.sales import Sale, sales
from tests.validation.conftest import judge_with, rules_dir
from validation.judge import Judge

__all__ = ["rules_dir"]


@pytest.fixture(scope="module")
async def judge(rules_dir: Path) -> AsyncIterator[Judge]:
    judge = judge_with(rules_dir, workers=1)
    await judge.start()
    yield judge
    await judge.stop()


@pytest.fixture(scope="module")
def template() -> Invoice:
    """An XRechnung that breaks no rule, without its lines and amounts."""
    xml = (Path(__file__).parents[1] / "validation" / "xrechnung.xml").read_bytes()
    return replace(read_cii(xml).invoice, lines=(), vat_breakdown=(), totals=Totals())


async def broken_rules(judge: Judge, invoice: Invoice) -> list[str]:
    judgement = await judge.judge(write_cii(invoice), scenario="xrechnung", syntax="cii")
    assert judgement.rules
    return [found.rule for found in judgement.findings if found.severity != "information"]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sale=sales())
async def test_no_sale_breaks_a_rule(judge: Judge, template: Invoice, sale: Sale) -> None:
    assert await broken_rules(judge, sale.on(template)[0]) == []


@pytest.mark.parametrize("name", TREATMENTS)
async def test_every_treatment_breaks_no_rule(judge: Judge, template: Invoice, name: str) -> None:
    treatment = TREATMENTS[name]
    reason = "Heilbehandlung" if treatment.wants_reason else None
    seller = replace(template.seller, vat_id="DE123456788")
    buyer = replace(template.buyer, vat_id="FR40303265045")
    delivered = Delivery(
        actual_date=date(2026, 1, 1), recipient=Party(name="Lager", address=template.buyer.address)
    )
    sold = with_treatment(line(exemption_reason=reason), treatment, "de")
    invoice = replace(template, seller=seller, buyer=buyer, delivery=delivered, lines=(sold,))
    treated, findings = with_consequences(invoice, frozenset({name}), "de")
    assert [found.rule for found in findings if found.severity == "warning"] == []
    assert await broken_rules(judge, compute(treated)) == []


@pytest.mark.parametrize("own", [None, "Zahlbar in 30 Tagen.", "#SKONTO#TAGE=3#PROZENT=3.00#"])
async def test_cash_discounts_break_no_rule(
    judge: Judge, template: Invoice, own: str | None
) -> None:
    sold = replace(template, lines=(line(),), payment_terms=(PaymentTerms(description=own),))
    discounts = (
        CashDiscount(days=7, percent=Decimal(2)),
        CashDiscount(days=14, percent=Decimal("1.5"), base_amount=Decimal(100)),
    )
    written, findings = in_form(with_cash_discounts(sold, discounts), "skonto", "de")
    assert findings == ()
    assert await broken_rules(judge, compute(written)) == []
