"""Our own words: each for a rule that exists, complete, with a term in its proper form."""

import re
from pathlib import Path

import pytest
from lxml import etree

from validation.packs import PACKS
from validation.wordings import COLUMNS, TABLES, official_wording, read_table, read_wordings

ROWS = [row for table in TABLES for row in read_table(table)]


@pytest.fixture(scope="module")
def official_rules(rules_dir: Path) -> set[str]:
    files = [etree.parse(rules_dir / pack.file_name) for pack in PACKS]
    asserts = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
    return {rule.get("id", "") for file in files for rule in file.iter(asserts)}


def test_every_rule_exists(official_rules: set[str]) -> None:
    assert {row["rule"] for row in ROWS} - official_rules == set()


def test_every_business_rule_that_our_invoices_can_break_has_words(
    official_rules: set[str],
) -> None:
    # Rules on XRechnung's extension, on vehicles (CVD), and on elements that we never write.
    elsewhere = re.compile(r"CII-|BR-DEX-|BR-(DE|TMP)-CVD-")
    business = {rule for rule in official_rules if not elsewhere.match(rule)}
    assert business - {row["rule"] for row in ROWS} == set()


def test_no_rule_has_two_rows() -> None:
    assert len({row["rule"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_every_column_is_filled(row: dict[str, str]) -> None:
    assert tuple(row) == COLUMNS
    assert [name for name in COLUMNS if not row[name] or row[name] != row[name].strip()] == []
    assert re.fullmatch(r"B[TG]-[1-9]\d{0,2}", row["term"])


@pytest.mark.parametrize(
    ("rule", "term"), [("BR-DE-15", "BT-10"), ("BR-S-02", "BT-31"), ("BR-CO-26", "BT-31")]
)
def test_the_term_is_the_one_that_a_caller_fills_in(rule: str, term: str) -> None:
    assert read_wordings()[rule].term == term


def test_a_rule_without_words_of_ours_speaks_for_itself() -> None:
    wording = official_wording("[CII-SR-1] - The name (BT-123) of a document (BG-24) is missing.")
    assert wording.term == "BT-123"
    assert wording.message.de == "The name (BT-123) of a document (BG-24) is missing."
    assert wording.message.en == wording.message.de
