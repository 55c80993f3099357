"""XML that wants to do harm gets a finding, and the worker lives on."""

import pytest

from validation.judge import Judge

LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'
        for old, new in zip("bcdefgh", "cdefghi", strict=True)
    )
    + "]><a>&i;</a>"
)
NESTED = "<a>" * 10_000 + "</a>" * 10_000
HOSTILE = {
    "empty": (b"", "ZG-XML-EMPTY"),
    "blank": (b" \n", "ZG-XML-EMPTY"),
    "no XML": (b"%PDF-1.7", "ZG-XML-MALFORMED"),
    "zero bytes": (b"\0" * 1000, "ZG-XML-MALFORMED"),
    "deep": (NESTED.encode(), "ZG-XML-TOO-DEEP"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "ZG-XML-ENCODING"),
    "invalid UTF-8": (b"<a>\xff</a>", "ZG-XML-ENCODING"),
    "DOCTYPE": (b"<!DOCTYPE a><a/>", "ZG-XML-DOCTYPE"),
    "external DTD": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "ZG-XML-DOCTYPE"),
    "external entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "ZG-XML-DOCTYPE",
    ),
    "another root": (b"<a/>", "ZG-XML-ROOT"),
    "no namespace": (b"<CrossIndustryInvoice/>", "ZG-XML-ROOT"),
}


ZUGFERD_1 = b'<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"/>'
HOSTILE_WHATEVER_IT_CLAIMS = {
    "ZUGFeRD 1.0": (ZUGFERD_1, "ZG-ZUGFERD-1"),
    "UBL order": (
        b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
        "ZG-XML-ROOT",
    ),
    "100 MB of spaces": (b"<a>" + b" " * (100 << 20) + b"</a>", "ZG-XML-TOO-LARGE"),
    "40 MB of spaces before": (b" " * (40 << 20) + b"<a/>", "ZG-XML-MALFORMED"),
    "40 MB of spaces within": (b"<a>" + b" " * (40 << 20) + b"</a>", "ZG-XML-MALFORMED"),
    "many elements": (b"<a>" + b"<b/>" * 2_000_000 + b"</a>", "ZG-XML-TOO-LARGE"),
}


@pytest.mark.parametrize("name", HOSTILE_WHATEVER_IT_CLAIMS)
async def test_what_is_no_invoice_is_refused(judge: Judge, name: str) -> None:
    xml, rule = HOSTILE_WHATEVER_IT_CLAIMS[name]
    pids = judge.worker_pids
    judgement = await judge.judge(xml)
    assert (judgement.verdict, judgement.scenario) == ("invalid", None)
    assert [finding.rule for finding in judgement.findings] == [rule]
    assert judge.worker_pids == pids


async def test_a_million_schema_errors_are_a_hundred_findings(judge: Judge, invoice: str) -> None:
    xml = invoice.replace("<ram:ID>R-1</ram:ID>", "<ram:ID>R-1</ram:ID>" + "<ram:X/>" * 300_000)
    judgement = await judge.judge(xml.encode())
    assert judgement.verdict == "invalid"
    assert 0 < len(judgement.findings) <= 100


async def test_the_same_rule_on_every_line_is_told_fifty_times(judge: Judge, invoice: str) -> None:
    start = invoice.index("    <ram:IncludedSupplyChainTradeLineItem>")
    end = invoice.index("    <ram:ApplicableHeaderTradeAgreement>")
    lines = invoice[start:end].replace(">80.00</ram:ChargeAmount>", ">-80.00</ram:ChargeAmount>")
    judgement = await judge.judge((invoice[:start] + lines * 200 + invoice[end:]).encode())
    assert sum(finding.rule == "BR-27" for finding in judgement.findings) == 50


async def test_an_invoice_in_the_other_syntax_is_refused(judge: Judge, ubl_invoice: str) -> None:
    judgement = await judge.judge(ubl_invoice.encode(), syntax="cii")
    assert [finding.rule for finding in judgement.findings] == ["ZG-XML-SYNTAX"]


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_xml_is_refused(judge: Judge, name: str) -> None:
    xml, rule = HOSTILE[name]
    pids = judge.worker_pids
    judgement = await judge.judge(xml, scenario="xrechnung", syntax="cii")
    assert judgement.verdict == "invalid"
    assert {finding.rule for finding in judgement.findings} == {rule}
    assert judge.worker_pids == pids


async def test_a_billion_laughs_are_refused(judge: Judge) -> None:
    judgement = await judge.judge(LAUGHS.encode(), scenario="en16931", syntax="cii")
    assert [finding.rule for finding in judgement.findings] == ["ZG-XML-DOCTYPE"]


async def test_a_truncated_invoice_is_refused(judge: Judge, invoice: str) -> None:
    for end in range(1, len(invoice) - 1, 211):
        judgement = await judge.judge(invoice[:end].encode(), scenario="en16931", syntax="cii")
        assert [finding.rule for finding in judgement.findings] == ["ZG-XML-MALFORMED"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
async def test_other_encodings_are_read(judge: Judge, invoice: str, encoding: str) -> None:
    declared = invoice.replace("UTF-8", encoding.removesuffix("-sig"), 1)
    judgement = await judge.judge(declared.encode(encoding), scenario="xrechnung", syntax="cii")
    assert (judgement.verdict, judgement.findings) == ("valid", ())
