"""One change to a valid invoice, and the finding that it brings."""

import pytest
from lxml import etree

from profiles.semantic.names import name_of
from validation.dates import check_dates
from validation.hit import PLACES_MAX
from validation.judge import Judge, Judgement

BUYER_REFERENCE = "<ram:BuyerReference>04011000-12345-34</ram:BuyerReference>"
DELIVERY_DATE = (
    "<ram:ActualDeliverySupplyChainEvent>\n        <ram:OccurrenceDateTime>"
    '<udt:DateTimeString format="102">20260104</udt:DateTimeString></ram:OccurrenceDateTime>\n'
    "      </ram:ActualDeliverySupplyChainEvent>"
)
VAT_ID = (
    '<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE136695976</ram:ID>'
    "</ram:SpecifiedTaxRegistration>"
)


async def judged(judge: Judge, xml: str, scenario: str = "xrechnung") -> Judgement:
    return await judge.judge(xml.encode(), scenario=scenario, syntax="cii")


def changed(invoice: str, old: str, new: str) -> str:
    assert old in invoice
    return invoice.replace(old, new)


async def test_a_valid_invoice_has_nothing(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, invoice)
    assert (judgement.verdict, judgement.findings) == ("valid", ())
    assert judgement.rules == ("cen-cii 1.3.16", "xrechnung-cii 2.6.0")


async def test_en16931_asks_cen_alone(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, changed(invoice, BUYER_REFERENCE, ""), "en16931")
    assert (judgement.verdict, judgement.rules) == ("valid", ("cen-cii 1.3.16",))


async def test_xrechnung_wants_a_buyer_reference(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, changed(invoice, BUYER_REFERENCE, ""))
    (finding,) = judgement.findings
    assert judgement.verdict == "invalid"
    assert (finding.severity, finding.rule, finding.term) == ("error", "BR-DE-15", "BT-10")
    assert finding.category == "business_rule"
    assert finding.message.de != finding.message.en
    assert finding.line is None


async def test_a_seller_without_tax_id(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, changed(invoice, VAT_ID, ""), "en16931")
    assert {(f.rule, f.term, f.category) for f in judgement.findings} == {
        ("BR-S-02", "BT-31", "content"),
        ("BR-CO-26", "BT-31", "content"),
    }


async def test_a_finding_names_its_line(judge: Judge, invoice: str) -> None:
    negative = invoice.replace(">80.00</ram:ChargeAmount>", ">-80.00</ram:ChargeAmount>")
    findings = (await judged(judge, negative, "en16931")).findings
    (finding,) = [finding for finding in findings if finding.rule == "BR-27"]
    assert finding.line == 1
    assert finding.xpath == (
        "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction"
        "/ram:IncludedSupplyChainTradeLineItem[2]"
    )


@pytest.mark.parametrize(("scenario", "severity"), [("en16931", "error"), ("xrechnung", "warning")])
async def test_a_scenario_has_its_own_severities(
    judge: Judge, invoice: str, scenario: str, severity: str
) -> None:
    odd_unit = changed(invoice, 'unitCode="HUR"', 'unitCode="??"')
    (finding,) = (await judged(judge, odd_unit, scenario)).findings
    assert (finding.rule, finding.severity) == ("BR-CL-23", severity)


async def test_errors_come_first(judge: Judge, invoice: str) -> None:
    xml = changed(invoice, BUYER_REFERENCE, "")
    xml = changed(xml, "030 123456", "0")
    xml = changed(xml, DELIVERY_DATE, "")
    findings = (await judged(judge, xml)).findings
    assert [(finding.severity, finding.rule) for finding in findings] == [
        ("error", "BR-DE-15"),
        ("warning", "BR-DE-27"),
        ("information", "BR-DE-TMP-32"),
    ]


async def test_the_schema_goes_first(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, changed(invoice, "BuyerReference>", "BuyerRef>"))
    assert judgement.verdict == "invalid"
    wrong, open_ = judgement.findings
    assert (wrong.rule, wrong.category) == ("ZG-XSD", "format")
    assert (open_.rule, open_.severity) == ("ZG-RULES-NOT-ASKED", "information")
    assert judgement.rules == ()


async def test_what_d22b_added_is_refused(judge: Judge, invoice: str) -> None:
    old = "<ram:Name>Montage</ram:Name>"
    twice = changed(invoice, old, f"{old}<ram:Description>a</ram:Description>")
    assert (await judged(judge, twice)).verdict == "valid"
    twice = changed(invoice, old, f"{old}{'<ram:Description>a</ram:Description>' * 2}")
    finding, _ = (await judged(judge, twice)).findings
    assert (finding.rule, finding.line) == ("ZG-XSD", 1)


async def test_all_places_are_counted_and_the_first_are_told(judge: Judge, invoice: str) -> None:
    start = invoice.index("<ram:IncludedSupplyChainTradeLineItem>")
    end = invoice.index("<ram:ApplicableHeaderTradeAgreement>")
    line = invoice[start:end].replace('unitCode="C62"', 'unitCode="Stk"')
    judgement = await judged(judge, invoice[:start] + line * 60 + invoice[end:])
    told = [finding for finding in judgement.findings if finding.rule == "BR-CL-23"]
    (more,) = (finding for finding in judgement.findings if finding.rule == "ZG-RULES-MORE")
    assert len(told) == PLACES_MAX
    assert "BR-CL-23 verstoßen 60 Stellen" in more.message.de
    warnings = sum(tally.warnings for tally in judgement.tallies)
    errors = sum(tally.errors for tally in judgement.tallies)
    assert warnings + errors >= 60


async def test_the_same_document_is_judged_the_same(judge: Judge, invoice: str) -> None:
    broken = invoice.replace("19", "18").replace("EUR", "EU")
    first, second = await judged(judge, broken), await judged(judge, broken)
    assert first == second
    assert len(first.findings) > 1


async def test_ubl_findings_have_term_place_and_line(judge: Judge, ubl_invoice: str) -> None:
    price = '<cbc:PriceAmount currencyID="EUR">'
    negative = changed(ubl_invoice, f"{price}80.00", f"{price}-80.00")
    findings = (await judge.judge(negative.encode())).findings
    (finding,) = [finding for finding in findings if finding.rule == "BR-27"]
    assert (finding.term, finding.line) == ("BT-146", 1)
    assert finding.xpath == "/invoice:Invoice/cac:InvoiceLine[2]"


EXTENSION = "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"
SELLER_ADDRESS = 'schemeID="EM">ina@holm.example<'
BUYER_ADDRESS = 'schemeID="EM">post@bremen.example<'
LINE_TOTAL = "<ram:LineTotalAmount>80.00<"
SUM_OF_LINES = "<ram:LineTotalAmount>100.00<"
WITH_CURRENCY = '<ram:LineTotalAmount currencyID="EUR">'


@pytest.mark.parametrize(
    ("change", "rule", "term"),
    [
        ((SELLER_ADDRESS, SELLER_ADDRESS.replace("EM", "XX")), "BR-CL-25", "BT-34"),
        ((BUYER_ADDRESS, BUYER_ADDRESS.replace("EM", "XX")), "BR-CL-25", "BT-49"),
        ((LINE_TOTAL, f"{WITH_CURRENCY}80.00<"), "CII-DT-031", "BT-131"),
        ((SUM_OF_LINES, f"{WITH_CURRENCY}100.00<"), "CII-DT-031", "BT-106"),
    ],
)
async def test_the_place_tells_whose_term_it_is(
    judge: Judge, invoice: str, change: tuple[str, str], rule: str, term: str
) -> None:
    findings = (await judged(judge, changed(invoice, *change), "en16931")).findings
    (finding,) = [finding for finding in findings if finding.rule == rule]
    assert finding.term == term
    name = name_of(term)
    assert name is not None
    assert f"„{name.de} ({term})“" in finding.message.de
    assert f"“{name.en} ({term})”" in finding.message.en


async def test_what_a_scenario_demotes_leaves_the_amounts_to_what_counts(
    judge: Judge, ubl_invoice: str
) -> None:
    due = '<cbc:PayableAmount currencyID="EUR">'
    xml = changed(ubl_invoice, f"{due}119.00", f"{due}77.77")
    xml = changed(xml, "xrechnung_3.0", f"xrechnung_3.0{EXTENSION}")
    judgement = await judge.judge(xml.encode())
    found = {finding.rule: finding for finding in judgement.findings}
    counts, demoted = found["BR-DEX-09"], found["BR-CO-16"]
    assert (counts.severity, counts.expected) == ("error", "119.00")
    assert (demoted.severity, demoted.expected, demoted.actual) == ("information", None, None)
    assert demoted.hint is not None
    assert "BR-DEX-09" in demoted.hint.de


async def test_an_unknown_guideline_is_judged_by_the_cen_rules(
    judge: Judge, ubl_invoice: str
) -> None:
    xml = ubl_invoice.replace("xrechnung_3.0", "something")
    judgement = await judge.judge(xml.encode())
    assert (judgement.verdict, judgement.scenario) == ("valid", "other")
    assert judgement.rules == ("cen-ubl 1.3.16",)


async def test_a_comment_within_a_value_is_there_for_the_rules(
    judge: Judge, ubl_invoice: str
) -> None:
    parted = changed(ubl_invoice, "<cbc:IssueDate>2026", "<cbc:IssueDate>2026<!-- c -->")
    judgement = await judge.judge(parted.encode())
    assert judgement.verdict == "undecided"
    assert "ZG-RULES-CRASHED" in {finding.rule for finding in judgement.findings}
    beside = changed(ubl_invoice, "<cbc:IssueDate>", "<!-- c --><?p i?><cbc:IssueDate>")
    assert (await judge.judge(beside.encode())).verdict == "valid"


@pytest.mark.parametrize("text", ["20260631", "20260229", "00000101"])
async def test_a_day_that_there_is_not_is_a_warning(judge: Judge, invoice: str, text: str) -> None:
    wrong = changed(invoice, ">20260104<", f">{text}<")
    judgement = await judge.judge(wrong.encode(), scenario="en16931")
    (finding,) = (each for each in judgement.findings if each.rule == "ZG-DATE")
    assert (finding.severity, finding.term) == ("warning", "BT-72")
    assert text in finding.message.de
    assert judgement.verdict == "valid"


@pytest.mark.parametrize("text", ["16.09.2026", "x" * 99])
async def test_dates_of_any_form_are_looked_at(invoice: str, text: str) -> None:
    root = etree.fromstring(changed(invoice, ">20260104<", f">{text}<").encode())
    (finding,) = check_dates(root)
    assert text[:40] in finding.message.en


async def test_a_date_that_a_rule_is_about_is_told_once(judge: Judge, invoice: str) -> None:
    judgement = await judged(judge, changed(invoice, ">20260104<", ">4.1.2026<"))
    told = [each.rule for each in judgement.findings if (each.xpath or "").endswith("TimeString")]
    assert told == ["CII-DT-097", "BR-TMP-7"]
