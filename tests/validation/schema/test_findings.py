"""One mistake in the structure of a valid invoice, and what its finding says of it."""

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
from lxml import etree

from profiles.finding import Finding
from validation.scenarios import SchemaUse
from validation.schema.compiled import FINDINGS_MAX, Schema
from validation.schema.findings import element_on
from validation.schema.wordings import PHRASES, SENTENCES
from validation.tables import read_table

CII = SchemaUse("cii-xsd", narrowing="cii-d22b-over-d16b.tsv")
UBL = SchemaUse("ubl-xsd")
MINIMUM = SchemaUse("facturx-minimum-xsd")
EN16931 = SchemaUse("facturx-en16931-xsd")
NIL = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'
ISSUED = r"<cbc:IssueDate>[^<]*</cbc:IssueDate>"
DUE = r"<cbc:DueDate>[^<]*</cbc:DueDate>"
PAYABLE = r"<cbc:PayableAmount[^>]*>"
LIBXML2 = re.compile(r"not expected|not allowed|valid value|Missing child|facet|[{}]|Element '")


@pytest.fixture(scope="module")
def schemas() -> dict[SchemaUse, Schema]:
    return {use: Schema(use) for use in (CII, UBL, MINIMUM, EN16931)}


def found(schema: Schema, xml: str, pattern: str, replacement: str) -> tuple[Finding, ...]:
    """Return the findings after one change, once it is certain that the document stayed as is."""
    changed, count = re.subn(pattern, replacement, xml, count=1, flags=re.DOTALL)
    assert count == 1
    root = etree.fromstring(changed.encode())
    before = etree.tostring(root)
    findings = schema.check(root)
    assert etree.tostring(root) == before
    return findings


class Case(NamedTuple):
    """A change, and what its finding names: a term, the end of its place, and part of its words."""

    pattern: str
    replacement: str
    term: str
    place: str
    named: str


CASES = (
    Case(ISSUED, "", "BT-2", "", "„IssueDate“"),
    Case(ISSUED, r"<cbc:IssueDate>31.01.2026</cbc:IssueDate>", "BT-2", "/cbc:IssueDate", "JJJJ"),
    Case(ISSUED, r"<cbc:IssueDate/>", "BT-2", "/cbc:IssueDate", "Pflicht"),
    Case(ISSUED, rf"<cbc:IssueDate {NIL}/>", "BT-2", "/cbc:IssueDate", "xsi:nil"),
    Case(ISSUED, r"<cbc:IssueDate><cbc:ID/></cbc:IssueDate>", "BT-2", "/cbc:IssueDate", "Wert"),
    Case(rf"({ISSUED})", r"\1\1", "BT-2", "/cbc:IssueDate[2]", "mehrmals"),
    Case(ISSUED, r"<cbc:issueDate/>", "BT-2", "/cbc:issueDate", "„IssueDate“"),
    Case(ISSUED, r"<cac:IssueDate/>", "BT-2", "/cac:IssueDate", "„cbc:IssueDate“"),
    Case(rf"({ISSUED})\s*({DUE})", r"\2\1", "BT-9", "/cbc:DueDate", "hinter „IssueDate“"),
    Case(rf"({PAYABLE})[^<]*", r"\g<1>1.234,50", "BT-115", "/cbc:PayableAmount", "1234.56"),
    Case(PAYABLE, r"<cbc:PayableAmount>", "BT-115", "/cbc:PayableAmount", "„currencyID“"),
    Case(PAYABLE, r'<cbc:PayableAmount currencyId="EUR">', "BT-115", "@currencyId", "„currencyID“"),
    Case(r"<cac:PostalAddress>", r"<cac:PostalAddress>Hof", "BG-5", "PostalAddress", "„Hof“"),
    Case(r"<cac:PostalAddress>", r"<cac:PostalAddress><cbc:Weg/>", "BG-5", "/cbc:Weg", "„Weg“"),
)


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_is_one_finding_that_names_its_term(
    schemas: dict[SchemaUse, Schema], ubl_invoice: str, case: Case
) -> None:
    (finding,) = found(schemas[UBL], ubl_invoice, case.pattern, case.replacement)
    assert (finding.rule, finding.category, finding.term) == ("ZG-XSD", "format", case.term)
    assert finding.xpath is not None
    assert finding.xpath.startswith("/invoice:Invoice")
    assert finding.xpath.endswith(case.place)
    assert finding.hint is not None
    assert case.named in finding.message.de + finding.hint.de
    assert f"({case.term})“" in finding.message.de
    assert f"({case.term})”" in finding.message.en


@pytest.mark.parametrize(
    ("use", "change", "expected"),
    [
        (CII, ("<ram:BilledQuantity[^>]*>", "<ram:BilledQuantity>viel"), ("BT-129", 0)),
        (CII, ('unitCode="HUR">1<', 'unitCode="HUR">1 h<'), ("BT-129", 1)),
        (CII, ("<udt:DateTimeString[^<]*</udt:DateTimeString>", ""), ("BT-2", None)),
        (CII, ("<ram:TypeCode>380<", '<ram:TypeCode listID="x">380<'), ("BT-3", None)),
        (EN16931, ('<udt:DateTimeString format="102"', "<udt:DateTimeString"), ("BT-2", None)),
        (MINIMUM, ("", ""), ("BG-25", 0)),
    ],
)
def test_cii_and_its_profiles_likewise(
    schemas: dict[SchemaUse, Schema],
    invoice: str,
    use: SchemaUse,
    change: tuple[str, str],
    expected: tuple[str, int | None],
) -> None:
    findings = found(schemas[use], invoice, *change)
    assert (findings[0].term, findings[0].line) == expected


EMPTY = {
    "Invoice": (UBL, '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'),
    "header": (
        EN16931,
        '<r:CrossIndustryInvoice xmlns:r="urn:un:unece:uncefact:data:standard:'
        'CrossIndustryInvoice:100"><r:ExchangedDocumentContext/><r:ExchangedDocument/>'
        "</r:CrossIndustryInvoice>",
    ),
}


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("Invoice", ["BT-1", "BT-2", "BG-4", "BG-7", "BG-22", "BG-25"]),
        ("header", ["BT-24", "BT-1", "BT-3", "BT-2", None]),
    ],
)
def test_each_missing_element_is_a_finding(
    schemas: dict[SchemaUse, Schema], name: str, terms: list[str | None]
) -> None:
    use, xml = EMPTY[name]
    findings = schemas[use].check(etree.fromstring(xml))
    assert [finding.term for finding in findings] == terms


def test_what_is_missing_or_misspelled_behind_a_mistake_is_told(
    schemas: dict[SchemaUse, Schema], ubl_invoice: str
) -> None:
    xml = re.sub(r"<cac:Item>.*?</cac:Item>", "", ubl_invoice, count=1, flags=re.DOTALL)
    xml = xml.replace("LegalMonetaryTotal", "LegalMonetarytotal")
    findings = found(schemas[UBL], xml, ISSUED, "")
    places = [(finding.term, str(finding.xpath).rpartition("/")[2]) for finding in findings]
    assert places == [
        ("BG-22", "cac:LegalMonetarytotal"),
        ("BT-2", "invoice:Invoice"),
        ("BG-31", "cac:InvoiceLine[1]"),
    ]


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
def test_nothing_of_libxml2_stands_in_a_finding(
    schemas: dict[SchemaUse, Schema], invoice: str, ubl_invoice: str, syntax: str
) -> None:
    text, schema = (invoice, schemas[CII]) if syntax == "cii" else (ubl_invoice, schemas[UBL])
    for mutant in mutants(text):
        findings = schema.check(mutant)
        for finding in findings:
            assert finding.hint is not None
            assert LIBXML2.search(finding.message.de + finding.hint.de) is None
            assert LIBXML2.search(finding.message.en.replace("is not allowed on", "")) is None
            assert finding.message.de != finding.message.en


def mutants(text: str) -> list[etree._Element]:
    """Return the document with every other element gone, or before its brother, or misnamed."""
    made = []
    for index in range(1, len(list(etree.fromstring(text.encode()).iter("*"))), 2):
        root = etree.fromstring(text.encode())
        element = list(root.iter("*"))[index]
        parent, brother = element.getparent(), element.getnext()
        assert parent is not None
        match index % 3:
            case 0:
                parent.remove(element)
            case 1 if brother is not None:
                brother.addnext(element)
            case _:
                element.tag = f"{element.tag}s"
        made.append(root)
    return made


def test_a_mistake_never_hides_the_verdict(
    schemas: dict[SchemaUse, Schema], ubl_invoice: str
) -> None:
    mistakes = [*schemas[UBL].check(etree.fromstring(b"<Rechnung/>"))]
    mistakes += found(schemas[UBL], ubl_invoice, "<cbc:ID>", '<cbc:ID a="1" b="2">')
    places = [finding.xpath for finding in mistakes]
    assert places == ["/Rechnung", "/invoice:Invoice/cbc:ID/@a", "/invoice:Invoice/cbc:ID/@b"]


def test_findings_are_capped(schemas: dict[SchemaUse, Schema], ubl_invoice: str) -> None:
    notes = '<cbc:Note a="b">x</cbc:Note>' * (FINDINGS_MAX + 1)
    *told, last = found(schemas[UBL], ubl_invoice, "(<cbc:DocumentCurrencyCode)", rf"{notes}\1")
    assert len(told) == FINDINGS_MAX
    assert all(one != other for one, other in pairwise(told))
    assert (last.rule, last.severity) == ("ZG-XSD-MORE", "information")


@pytest.mark.parametrize("value", ["{0}", "{element}", "%s", "a" * 100_000])
def test_values_are_shown_as_they_are_and_cut_short(
    schemas: dict[SchemaUse, Schema], ubl_invoice: str, value: str
) -> None:
    (finding,) = found(schemas[UBL], ubl_invoice, rf"({PAYABLE})[^<]*", rf"\g<1>{value}")
    assert value[:50] in finding.message.de
    assert len(finding.message.de) < 400


def test_a_place_is_found_by_the_prefixes_that_hold_there() -> None:
    root = etree.fromstring('<a><p:b xmlns:p="urn:x"/><b/><p:b xmlns:p="urn:y"><c/></p:b></a>')
    assert element_on("/a/p:b[2]/c", root) is root[2][0]
    assert element_on("/a/b", root) is root[1]
    assert element_on("/a/nothing/here", root) is root


@pytest.mark.parametrize("table", [SENTENCES, PHRASES])
def test_both_languages_say_everything(table: str) -> None:
    for row in read_table(table):
        assert all(text and text == text.strip() for text in row.values()), row
        for german, english in (("message_de", "message_en"), ("hint_de", "hint_en"), ("de", "en")):
            if german in row:
                assert parts(row[german]) == parts(row[english]), row


def parts(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))
