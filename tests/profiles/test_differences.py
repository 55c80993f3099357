"""What was given and does not fit is named, once, and left as it is."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from profiles.semantic.differences import differences
from profiles.semantic.invoice import Invoice
from profiles.semantic.totals import compute
from profiles.syntax.cii import read_cii
from tests.profiles.invoices import invoice, line
from tests.profiles.sales import Sale, sales


def with_totals(**given: str) -> Invoice:
    computed = compute(invoice())
    amounts = {name: Decimal(amount) for name, amount in given.items()}
    return replace(computed, totals=replace(computed.totals, **amounts))


@given(sales())
def test_what_is_computed_differs_from_nothing(sale: Sale) -> None:
    assert differences(sale.computed()) == ()


def test_a_wrong_amount_is_one_finding_with_both_amounts() -> None:
    # The sums after it fit what stands beside them.
    wrong = with_totals(without_vat="100.01", with_vat="119.01", due_for_payment="119.01")
    (finding,) = differences(wrong)
    assert (finding.rule, finding.severity, finding.term) == (
        "ZG-AMOUNT-DIFFERS",
        "warning",
        "BT-109",
    )
    assert "100,01" in finding.message.de
    assert "100.00" in finding.message.en


def test_extended_sums_may_miss_a_cent_for_each_amount() -> None:
    wrong = with_totals(without_vat="100.01", with_vat="119.01", due_for_payment="119.01")
    assert differences(wrong, sum_slack=Decimal("0.01")) == ()


@pytest.mark.parametrize(("amount", "terms"), [("100.02", []), ("100.03", ["BT-131"])])
def test_a_line_may_be_two_cents_off(amount: str, terms: list[str]) -> None:
    given = compute(invoice(replace(line(), net_amount=Decimal(amount))))
    assert [finding.term for finding in differences(given)] == terms


@pytest.mark.parametrize(("tax", "terms"), [("20.00", []), ("20.01", ["BT-117"])])
def test_the_vat_of_a_group_may_be_one_off(tax: str, terms: list[str]) -> None:
    computed = compute(invoice())
    (group,) = computed.vat_breakdown
    given = replace(invoice(), vat_breakdown=(replace(group, tax_amount=Decimal(tax)),))
    assert [finding.term for finding in differences(compute(given))] == terms


def test_sums_of_real_valid_invoices_differ_from_nothing() -> None:
    folder = os.environ.get("ZUGIO_TEST_CORPUS")
    if folder is None:
        pytest.skip("ZUGIO_TEST_CORPUS does not name a folder of real invoices")
    manifest = (Path(folder) / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()
    wrong = {}
    for row in csv.DictReader(manifest, delimiter="\t"):
        is_wanted = (row["syntax"], row["observed"]) == ("CII", "valid")
        if is_wanted and row["path"].endswith(".xml"):
            slack = Decimal("0.01") if row["profile"].startswith("EXT") else Decimal(0)
            read = read_cii((Path(folder) / row["path"]).read_bytes()).invoice
            # Some samples have prices that their lines do not follow; only XRechnung warns of it.
            found = [found for found in differences(read, sum_slack=slack) if found.line is None]
            if found:
                wrong[row["path"]] = found
    assert wrong == {}
