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
    "empty": (b"", "ZG-XML-MALFORMED"),
    "blank": (b" \n", "ZG-XML-MALFORMED"),
    "no XML": (b"%PDF-1.7", "ZG-XML-MALFORMED"),
    "zero bytes": (b"\0" * 1000, "ZG-XML-MALFORMED"),
    "deep": (NESTED.encode(), "ZG-XML-MALFORMED"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "ZG-XML-MALFORMED"),
    "invalid UTF-8": (b"<a>\xff</a>", "ZG-XML-MALFORMED"),
    "DOCTYPE": (b"<!DOCTYPE a><a/>", "ZG-XML-DOCTYPE"),
    "external DTD": (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "ZG-XML-DOCTYPE"),
    "external entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "ZG-XML-DOCTYPE",
    ),
    "another root": (b"<a/>", "ZG-XML-ROOT"),
    "no namespace": (b"<CrossIndustryInvoice/>", "ZG-XML-ROOT"),
}


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
    assert judgement.verdict == "invalid"
    assert judgement.findings[0].rule.startswith("ZG-XML-")


async def test_a_truncated_invoice_is_refused(judge: Judge, invoice: str) -> None:
    for end in range(1, len(invoice) - 1, 211):
        judgement = await judge.judge(invoice[:end].encode(), scenario="en16931", syntax="cii")
        assert [finding.rule for finding in judgement.findings] == ["ZG-XML-MALFORMED"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
async def test_other_encodings_are_read(judge: Judge, invoice: str, encoding: str) -> None:
    declared = invoice.replace("UTF-8", encoding.removesuffix("-sig"), 1)
    judgement = await judge.judge(declared.encode(encoding), scenario="xrechnung", syntax="cii")
    assert (judgement.verdict, judgement.findings) == ("valid", ())
