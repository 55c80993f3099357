"""Whatever this room says in its own words has a class, and tells what to do."""

from collections.abc import Iterator

import pytest
from lxml import etree

from profiles.finding import Finding
from profiles.registry import PROFILES
from profiles.syntax import source
from validation.categories import category_of
from validation.container.wordings import finding, read_wordings
from validation.document import unlike
from validation.mishaps import Mishap, could_not_judge, could_not_run, has_no_rules, rules_not_asked
from validation.packs import PACKS
from validation.scenarios import SCENARIOS
from validation.vat_ids import check_vat_ids

MISHAPS: tuple[Mishap, ...] = ("crash", "repeated", "timeout", "worker", "missing")
MALFORMED = {
    "<a>M & S</a>": "&amp;",
    "<a>M &S</a>": "&amp;",
    "<a>&uuml;</a>": "ü statt &uuml;",
    "<a>5 < 7</a>": "&lt;",
    '<a b="<"/>': "&lt;",
    "<a>\n<b>\n<c>\n</b></a>": "„c“ aus Zeile 3 wird nicht geschlossen, bevor „b“ endet",
    "<a><b>": "mitten im Dokument",
    "<a": "mitten im Dokument",
    "<a/><b/>": "Ende der Rechnung",
    "\n<?xml version='1.0'?><a/>": "„<?xml …?>“",
    "<a>\x01</a>": "Steuerzeichen",
    "<x:a/>": "Kürzel",
    "<a b=1/>": "nicht lesbar",
    f"{'<a>' * 10_000}": "tiefer als",
}
VALUES = dict.fromkeys(("name", "names", "found", "expected", "profile", "count"), "x")


def own_findings() -> Iterator[Finding]:
    yield from (each for each in vars(source).values() if isinstance(each, Finding))
    yield source.too_large(1 << 20)
    yield from map(_unread, MALFORMED)
    yield source._no_characters(1, 1)
    yield unlike("ubl")
    yield rules_not_asked()
    yield from (finding(rule, **VALUES) for rule in read_wordings())
    for mishap in MISHAPS:
        yield could_not_judge(mishap)
        yield from (could_not_run(pack, mishap) for pack in PACKS)
    for scenario in {scenario.name for scenario in SCENARIOS}:
        yield has_no_rules(scenario, "ubl-credit-note")
    yield from (found for number in ("DE1", "DE123456789") for found in _vat_id(number))


def _unread(xml: str) -> Finding:
    with pytest.raises(source.MalformedXML) as refusal:
        source.parse_xml(xml.encode())
    return refusal.value.finding


def _vat_id(number: str) -> tuple[Finding, ...]:
    root = etree.fromstring(
        '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
        'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
        'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        f"<cac:TaxRepresentativeParty><cac:PartyTaxScheme><cbc:CompanyID>{number}</cbc:CompanyID>"
        "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
        "</cac:TaxRepresentativeParty></Invoice>"
    )
    return check_vat_ids(root, "ubl-invoice")


def test_every_finding_has_a_class_and_a_remedy() -> None:
    findings = tuple(own_findings())
    rules = {each.rule for each in findings}
    assert {rule for rule in rules if rule.startswith("ZG-VAT-")} == {
        "ZG-VAT-ID-FORMAT",
        "ZG-VAT-ID-CHECK-DIGIT",
    }
    assert {each.rule for each in findings if each.category is None} == set()
    assert {each.rule for each in findings if each.hint is None or not each.hint.en} == set()
    assert {each.rule for each in findings if "{" in f"{each.message}{each.hint}"} == set()


@pytest.mark.parametrize(("xml", "said"), MALFORMED.items(), ids=lambda text: text[:20])
def test_what_is_wrong_with_the_xml_is_told(xml: str, said: str) -> None:
    finding = _unread(xml)
    assert finding.hint is not None
    assert said in f"{finding.message.de} {finding.hint.de}"


def test_what_cannot_be_read_is_no_electronic_invoice() -> None:
    of_format = {each.rule for each in own_findings() if each.category == "format"}
    prefixes = {rule.rpartition("-")[0] for rule in of_format}
    assert {rule for rule in of_format if rule.startswith("ZG-RULES-")} == set()
    assert {"ZG-XML", "ZG-PDF"} <= prefixes


def test_a_profile_without_rules_for_a_kind_names_those_it_has() -> None:
    (extension,) = (each for each in PROFILES if each.scenario == "xrechnung-extension")
    told = has_no_rules("xrechnung-extension", "ubl-credit-note")
    assert told.hint is not None
    assert extension.name in told.message.de
    assert "UBL CreditNote" in told.message.de
    assert "CII, UBL Invoice" in told.hint.de


def test_only_what_vat_law_asks_for_is_content() -> None:
    classes = [category_of(rule, "BT-31") for rule in ("BR-CO-9", "UBL-CR-656", "ZG-XSD")]
    assert classes == ["content", "business_rule", "format"]
    assert category_of("BR-DE-15", "BT-10") == "business_rule"
