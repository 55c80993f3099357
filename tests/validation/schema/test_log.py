"""A large document is judged up to its first mistakes, and the verdict is that on the whole."""

import pytest
from lxml import etree

from validation.scenarios import SchemaUse
from validation.schema import log as schema_log
from validation.schema.compiled import Schema
from validation.schema.log import ENTRIES_MIN, NODES_FEW, Log, log_of

CURRENCY = "<cbc:DocumentCurrencyCode"
ITEM = "<cac:Item>"
NOTE = "<cbc:Note>x</cbc:Note>"
WRONG_NOTE = '<cbc:Note a="b">x</cbc:Note>'


@pytest.fixture(scope="module")
def ubl() -> Schema:
    return Schema(SchemaUse("ubl-xsd"))


def logged(schema: Schema, xml: str) -> Log:
    return log_of(schema._schema, etree.fromstring(xml.encode()))


def facts(log: Log) -> list[tuple[str, str]]:
    return [(entry.type_name, entry.message) for entry in log.entries]


@pytest.mark.parametrize(
    "mistakes",
    [
        (CURRENCY, (NOTE + WRONG_NOTE) * 20),
        (CURRENCY, WRONG_NOTE * 3 + "<cbc:Odd/>"),
        (ITEM, "<cac:DocumentReference/>" * 20),
        (ITEM, "<cac:TaxTotal><cbc:TaxAmount>x</cbc:TaxAmount></cac:TaxTotal>" * 20),
    ],
)
def test_the_beginning_is_told_as_the_whole_tells_it(
    ubl: Schema, ubl_invoice: str, monkeypatch: pytest.MonkeyPatch, mistakes: tuple[str, str]
) -> None:
    before, inserted = mistakes
    xml = ubl_invoice.replace(before, inserted + before)
    whole = facts(logged(ubl, xml))
    monkeypatch.setattr(schema_log, "NODES_FEW", 0)
    monkeypatch.setattr(schema_log, "_BYTES_AT_ONCE", 7)
    for entries_min in range(1, len(whole) + 1):
        monkeypatch.setattr(schema_log, "ENTRIES_MIN", entries_min)
        log = logged(ubl, xml)
        assert entries_min <= len(log.entries)
        assert not log.complete
        assert facts(log) == whole[: len(log.entries)]


def test_of_very_many_mistakes_only_the_first_are_logged(ubl: Schema, ubl_invoice: str) -> None:
    xml = ubl_invoice.replace(CURRENCY, WRONG_NOTE * NODES_FEW * 2 + CURRENCY)
    log = logged(ubl, xml)
    assert ENTRIES_MIN <= len(log.entries) < 5 * ENTRIES_MIN
    assert log.entries[-1].path == f"/*/cbc:Note[{len(log.entries)}]"


def test_a_mistake_at_the_end_of_a_large_document_is_found(ubl: Schema, ubl_invoice: str) -> None:
    valid = ubl_invoice.replace(CURRENCY, NOTE * NODES_FEW + CURRENCY)
    assert logged(ubl, valid) == Log([], complete=True)
    log = logged(ubl, valid.replace("</Invoice>", "<cbc:Odd/></Invoice>"))
    assert ([entry.path for entry in log.entries], log.complete) == (["/*/cbc:Odd"], True)


def test_very_many_spaced_dates_stay_valid(ubl: Schema, ubl_invoice: str) -> None:
    date = "<cbc:StartDate> 2026-01-31 </cbc:StartDate>"
    xml = ubl_invoice.replace(ITEM, f"<cac:InvoicePeriod>{date}</cac:InvoicePeriod>" * 5000 + ITEM)
    assert not logged(ubl, xml).complete
    assert ubl.check(etree.fromstring(xml.encode())) == ()
