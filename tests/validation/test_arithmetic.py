"""A finding about a sum says what it should be, in both syntaxes."""

import pytest

from profiles.finding import Finding
from validation.judge import Judge

# What is written wrongly, and what the rule says to it.
IN_CII = [
    ("LineTotalAmount", "BR-CO-10", "100.00"),
    ("TaxBasisTotalAmount", "BR-CO-13", "100.00"),
    ("GrandTotalAmount", "BR-CO-15", "119.00"),
    ("DuePayableAmount", "BR-CO-16", "119.00"),
    ("CalculatedAmount", "BR-CO-17", "19.00"),
    ("CalculatedAmount", "BR-S-09", "19.00"),
    ("BasisAmount", "BR-S-08", "100.00"),
]
IN_UBL = [
    ("LineExtensionAmount", "BR-CO-10", "100.00"),
    ("TaxExclusiveAmount", "BR-CO-13", "100.00"),
    ("TaxInclusiveAmount", "BR-CO-15", "119.00"),
    ("PayableAmount", "BR-CO-16", "119.00"),
    ("TaxAmount", "BR-CO-17", "19.00"),
    ("TaxAmount", "BR-S-09", "19.00"),
    ("TaxableAmount", "BR-S-08", "100.00"),
]


def last_changed(xml: str, element: str, amount: str) -> str:
    """Give the last element of a name another amount; in both syntaxes that is the header's."""
    head, close, tail = xml.rpartition(f":{element}>")
    start = head.rindex(">") + 1
    end = head.rindex("<")
    return head[:start] + amount + head[end:] + close + tail


async def finding_of(judge: Judge, xml: str, rule: str) -> Finding:
    findings = (await judge.judge(xml.encode())).findings
    return next(finding for finding in findings if finding.rule == rule)


@pytest.mark.parametrize(("element", "rule", "expected"), IN_CII)
async def test_a_wrong_sum_in_cii(
    judge: Judge, invoice: str, element: str, rule: str, expected: str
) -> None:
    finding = await finding_of(judge, last_changed(invoice, element, "77.77"), rule)
    assert (finding.expected, finding.actual) == (expected, "77.77")
    assert f"{expected.replace('.', ',')}\N{NO-BREAK SPACE}€" in finding.message.de
    assert "77,77" in finding.message.de
    assert f"€{expected}" in finding.message.en
    assert "€77.77" in finding.message.en


@pytest.mark.parametrize(("element", "rule", "expected"), IN_UBL)
async def test_a_wrong_sum_in_ubl(
    judge: Judge, ubl_invoice: str, element: str, rule: str, expected: str
) -> None:
    lines = ubl_invoice.index("  <cac:InvoiceLine>")
    xml = last_changed(ubl_invoice[:lines], element, "77.77") + ubl_invoice[lines:]
    finding = await finding_of(judge, xml, rule)
    assert (finding.expected, finding.actual) == (expected, "77.77")


async def test_the_rates_of_a_category_are_told_apart(judge: Judge, ubl_invoice: str) -> None:
    xml = ubl_invoice.replace(
        "<cbc:Percent>19</cbc:Percent><cac:TaxScheme>",
        "<cbc:Percent>7</cbc:Percent><cac:TaxScheme>",
        1,
    )
    finding = await finding_of(judge, xml, "BR-S-08")
    assert (finding.expected, finding.actual) == ("80.00", "100.00")


async def test_what_is_no_sum_has_no_amounts(judge: Judge, invoice: str) -> None:
    finding = await finding_of(judge, invoice.replace("Ina Holm", ""), "BR-DE-5")
    assert (finding.expected, finding.actual) == (None, None)


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
async def test_a_line_is_quantity_times_price(
    judge: Judge, invoice: str, ubl_invoice: str, syntax: str
) -> None:
    xml = invoice if syntax == "cii" else ubl_invoice
    three = xml.replace('unitCode="C62">2<', 'unitCode="C62">3<')
    finding = await finding_of(judge, three, "PEPPOL-EN16931-R120")
    assert (finding.expected, finding.actual, finding.line) == ("30.00", "20.00", 0)


# A total that is wrong, and the rule on the total that it makes look wrong.
FOLLOWS = [
    (("LineTotalAmount", "LineExtensionAmount"), "BR-CO-13", "BT-106"),
    (("TaxBasisTotalAmount", "TaxExclusiveAmount"), "BR-CO-15", "BT-109"),
    (("GrandTotalAmount", "TaxInclusiveAmount"), "BR-CO-16", "BT-112"),
]


@pytest.mark.parametrize("follows", FOLLOWS, ids=lambda follows: follows[1])
async def test_a_total_is_right_once_the_one_that_enters_it_is(
    judge: Judge, invoice: str, ubl_invoice: str, follows: tuple[tuple[str, str], str, str]
) -> None:
    (in_cii, in_ubl), rule, term = follows
    lines = ubl_invoice.index("  <cac:InvoiceLine>")
    wrong_ubl = last_changed(ubl_invoice[:lines], in_ubl, "77.77") + ubl_invoice[lines:]
    for xml in (last_changed(invoice, in_cii, "77.77"), wrong_ubl):
        finding = await finding_of(judge, xml, rule)
        assert finding.expected != finding.actual
        assert "Richtig wäre" not in finding.message.de
        assert finding.message.de.endswith(f"({term})“ berichtigt ist.")
        assert finding.hint is not None
        assert f"({term})" in finding.hint.de


async def test_a_total_is_what_right_totals_come_to(judge: Judge, invoice: str) -> None:
    xml = last_changed(last_changed(invoice, "GrandTotalAmount", "77.77"), "DuePayableAmount", "5")
    finding = await finding_of(judge, xml, "BR-CO-16")
    assert (finding.expected, finding.actual) == ("119.00", "5")


async def test_a_group_that_nothing_belongs_to_is_told(judge: Judge, ubl_invoice: str) -> None:
    lines = ubl_invoice.index("  <cac:InvoiceLine>")
    xml = ubl_invoice[:lines] + ubl_invoice[lines:].replace(
        "<cbc:Percent>19</cbc:Percent>", "<cbc:Percent>7</cbc:Percent>"
    )
    finding = await finding_of(judge, xml, "BR-S-08")
    assert "Richtig wäre" not in finding.message.de
    assert "gibt es keine Position" in finding.message.de


async def test_two_totals_of_vat_are_not_added_up(judge: Judge, invoice: str) -> None:
    total = '<ram:TaxTotalAmount currencyID="EUR">19.00</ram:TaxTotalAmount>'
    assert total in invoice
    finding = await finding_of(judge, invoice.replace(total, total + total), "BR-CO-15")
    assert finding.expected is None
