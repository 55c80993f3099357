"""What a schema has against a document, in people's words: the term, the place, one a mistake."""

import re

import pytest

from profiles.finding import Finding
from profiles.syntax.source import parse_xml
from validation.scenarios import scenario_for
from validation.schema import Schema
from validation.schema_wordings import PHRASES, SENTENCES
from validation.tables import read_table

CII = Schema(scenario_for("xrechnung", "cii").schema)
UBL = Schema(scenario_for("xrechnung", "ubl-invoice").schema)


def findings_in(document: str, old: str, new: str) -> tuple[Finding, ...]:
    assert old in document
    schema = CII if "CrossIndustryInvoice" in document else UBL
    return schema.check(parse_xml(document.replace(old, new, 1).encode()))


@pytest.mark.parametrize(
    ("old", "new", "term", "place"),
    [
        ("<cbc:IssueDate>2026-01-05</cbc:IssueDate>", "", "BT-2", "/invoice:Invoice"),
        (
            "<cbc:IssueDate>2026-01-05<",
            "<cbc:IssueDate>5.1.2026<",
            "BT-2",
            "/cbc:IssueDate",
        ),
        (
            'TaxableAmount currencyID="EUR"',
            "TaxableAmount",
            "BT-116",
            "/cbc:TaxableAmount",
        ),
        (">19.00</cbc:TaxAmount>", ">19,00</cbc:TaxAmount>", "BT-110", "/cbc:TaxAmount"),
        ("<cbc:ID>R-1</cbc:ID>", "R-1", "BT-1", "/invoice:Invoice"),
    ],
)
def test_a_mistake_in_ubl_names_its_term(
    ubl_invoice: str, old: str, new: str, term: str, place: str
) -> None:
    findings = findings_in(ubl_invoice, old, new)
    named = [finding for finding in findings if finding.term == term]
    assert len(named) == 1
    assert (named[0].rule, named[0].category) == ("ZG-XSD", "format")
    assert (named[0].xpath or "").endswith(place)


def test_a_mistake_in_a_line_points_at_the_line(invoice: str) -> None:
    (finding,) = findings_in(invoice, 'unitCode="HUR">1<', 'unitCode="HUR">1 h<')
    assert (finding.term, finding.line) == ("BT-129", 1)


def test_a_misspelled_element_is_called_by_its_name(invoice: str) -> None:
    misspelled = invoice.replace("ram:BuyerReference>", "ram:Buyerreference>")
    (finding,) = CII.check(parse_xml(misspelled.encode()))
    assert finding.term == "BT-10"
    assert "„BuyerReference“" in finding.message.de


def test_an_element_out_of_order_is_one_mistake(ubl_invoice: str) -> None:
    date = "<cbc:IssueDate>2026-01-05</cbc:IssueDate>"
    findings = findings_in(ubl_invoice.replace(date, ""), "<cbc:ID>R-1", f"{date}<cbc:ID>R-1")
    assert [finding.term for finding in findings] == ["BT-2"]


@pytest.mark.parametrize("value", ["{0}", "{element}", "%s", "a" * 100_000])
def test_values_are_shown_as_they_are_and_cut_short(ubl_invoice: str, value: str) -> None:
    (finding,) = findings_in(ubl_invoice, "2026-01-05", value)
    assert value[:50] in finding.message.de
    assert len(finding.message.de) < 400


@pytest.mark.parametrize("row", read_table(SENTENCES), ids=lambda row: row["kind"])
def test_a_sentence_has_the_same_parts_in_both_languages(row: dict[str, str]) -> None:
    for column in ("message", "hint"):
        german, english = (
            set(re.findall(r"{(\w+)}", row[f"{column}_{language}"])) for language in ("de", "en")
        )
        assert german == english


@pytest.mark.parametrize("row", read_table(PHRASES), ids=lambda row: row["phrase"])
def test_a_phrase_has_the_same_parts_in_both_languages(row: dict[str, str]) -> None:
    german, english = (set(re.findall(r"{(\w+)}", row[language])) for language in ("de", "en"))
    assert german == english
