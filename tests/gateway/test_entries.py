"""Which part of an invoice a finding is about, and whether its term is there."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from gateway.entries import Entry, entry_at, lacking, line_meant
from profiles.finding import Finding, Wording
from profiles.semantic.allowance import LineAllowance
from profiles.semantic.totals import compute
from tests.profiles.invoices import invoice, line

_ONE = LineAllowance(amount=Decimal(1))
_WITH_REASON = replace(_ONE, reason="Treue")
_LINE = replace(line(), allowances=(_WITH_REASON, _ONE), charges=(_ONE, _WITH_REASON))
_EXEMPT = line(category_code="E", rate="0")
_INVOICE = compute(
    invoice(_LINE, replace(_EXEMPT, vat=replace(_EXEMPT.vat, exemption_reason="§ 4")), _EXEMPT)
)


def finding(term: str, xpath: str, number: int | None = None) -> Finding:
    none = Wording("", "")
    return Finding(severity="error", rule="R", message=none, term=term, xpath=xpath, line=number)


@pytest.mark.parametrize(
    ("xpath", "entry"),
    [
        ("/r/ram:SpecifiedTradeAllowanceCharge[1]/ram:Reason", Entry("allowances", 0)),
        ("/r/ram:SpecifiedTradeAllowanceCharge[2]", Entry("allowances", 1)),
        ("/r/cac:AllowanceCharge[4]/cbc:Amount", Entry("charges", 1)),
        ("/r/cac:AllowanceCharge[5]", None),
        ("/r/cac:Price/cac:AllowanceCharge", None),
        ("/r/ram:ApplicableTradeTax[2]", None),
    ],
)
def test_allowances_stand_before_charges(xpath: str, entry: Entry | None) -> None:
    assert entry_at(xpath, _LINE) == entry


@pytest.mark.parametrize(
    ("entry", "pointer", "meant"),
    [
        (Entry("charges", 1), "/invoice/charges/*/reason", "/invoice/charges/1/reason"),
        (Entry("charges", 1), "/invoice/items/0/charges", "/invoice/items/0/charges/1"),
        (Entry("charges", 1), "/invoice/allowances/*/reason", "/invoice/allowances/*/reason"),
    ],
)
def test_an_entry_goes_into_the_pointer_to_its_list(entry: Entry, pointer: str, meant: str) -> None:
    assert entry.in_pointer(pointer) == meant


def test_a_group_of_vat_means_the_first_of_its_lines_that_lacks_the_term() -> None:
    assert line_meant(finding("BT-120", "/r/ram:ApplicableTradeTax[2]"), _INVOICE) == 2
    assert line_meant(finding("BT-120", "/r/cac:TaxSubtotal"), _INVOICE) == 0
    assert line_meant(finding("BT-151", "/r/cac:TaxSubtotal[3]"), _INVOICE) is None


@pytest.mark.parametrize(
    ("found", "count"),
    [
        (finding("BT-10", "/r"), 1),
        (finding("BT-109", "/r"), 0),
        (finding("BT-139", "/r/cac:AllowanceCharge[1]", 0), 0),
        (finding("BT-139", "/r/cac:AllowanceCharge[2]", 0), 1),
        (finding("BT-144", "/r/cac:AllowanceCharge[3]", 0), 1),
        (finding("BG-27", "/r/cac:InvoiceLine[2]", 1), 1),
        (finding("BT-1", "/r/cac:InvoiceLine[2]", 1), 0),
        (finding("BT-34-1", "/r"), 1),
        (finding("BT-X-999", "/r"), 0),
    ],
)
def test_a_term_is_looked_for_where_the_finding_is(found: Finding, count: int) -> None:
    assert len(lacking((found,), _INVOICE)) == count
