"""Our own words: each for a rule that exists, complete, with a term in its proper form."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from profiles.semantic.names import name_of
from validation.findings import rule_of
from validation.given import TABLE as GIVEN
from validation.hit import Hit
from validation.location import NAMESPACE_BY_PREFIX
from validation.meant import OF_THE_PLACE
from validation.pack import RulePack
from validation.packs import PACKS
from validation.places import places
from validation.rulesets import contents, is_present
from validation.scenarios import SCENARIOS
from validation.structure import TABLE, structural_sentence
from validation.tables import read_table
from validation.things import TABLE as THINGS
from validation.things import things
from validation.wordings import COLUMNS, TABLES, read_wordings, wording_of

ROWS = [row for table in TABLES for row in read_table(table)]
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
RULE_PACKS = [pack for pack in PACKS if pack.kind == "schematron-xslt"]
# Only the pack that comes by hand has these.
OF_PEPPOL = ("peppol.tsv", "peppol-national.tsv")
PLACEHOLDER = re.compile(r"{(\w+)}")
BUSINESS = re.compile(r"BR-|PEPPOL-")


@pytest.fixture(scope="module")
def official(rules_dir: Path) -> list[tuple[str, str]]:
    """Every rule of every pack that is here, with its text."""
    here = [pack for pack in RULE_PACKS if is_present(pack, rules_dir)]
    return [rule for pack in here for rule in rules_in(pack, rules_dir)]


def rules_in(pack: RulePack, rules_dir: Path) -> list[tuple[str, str]]:
    root = etree.fromstring(next(iter(contents(pack, rules_dir).values())))
    found = []
    for rule in root.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        named = {a.get("name"): text_of(a) for a in rule.findall("{*}attribute")}
        text = " ".join(text_of(child) for child in rule.findall(f"{SVRL}text"))
        hit = Hit(rule.get("id") or named.get("id"), None, "", text, rule.get("test", ""))
        found.append((rule_of(hit, pack), text))
    return found


def structural_tests(rules_dir: Path) -> Iterator[tuple[str, str, str]]:
    """Yield id, text and the paths that the test of each rule of structure looks at."""
    for pack in RULE_PACKS:
        if not pack.id.startswith("cen-"):
            continue
        root = etree.fromstring(next(iter(contents(pack, rules_dir).values())))
        for rule in root.iter(f"{SVRL}failed-assert"):
            named = {a.get("name"): text_of(a) for a in rule.findall("{*}attribute")}
            rule_id = rule.get("id") or named["id"]
            test = re.sub(r"\[[^]]*]|\b\w+:| ", "", rule.get("test") or named["test"])
            test = test.replace("(InvoiceLine|CreditNoteLine)", "InvoiceLine")
            if rule_id.startswith(("CII-", "UBL-")):
                yield rule_id, " ".join(text_of(t) for t in rule.findall(f"{SVRL}text")), test


def text_of(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def test_every_rule_exists(official: list[tuple[str, str]]) -> None:
    ids = {rule for rule, _ in official}
    worded = {row["rule"].rpartition("/")[2] for row in ROWS}
    assert worded - ids - {row["rule"] for table in OF_PEPPOL for row in read_table(table)} == set()


def test_a_scenario_has_words_only_for_what_it_changes() -> None:
    changed = {
        f"{scenario.name}/{rule}" for scenario in SCENARIOS for rule in scenario.custom_levels
    }
    of_scenarios = {row["rule"] for row in ROWS if "/" in row["rule"]} - of_missing()
    assert of_scenarios - changed == set()


def of_missing() -> set[str]:
    return {row["rule"] for row in ROWS if row["rule"].startswith("missing/")}


def test_what_is_missing_has_other_words_only_where_a_value_is_looked_for() -> None:
    assert {f"missing/{row['rule']}" for row in read_table(GIVEN)} >= of_missing()


def test_every_business_rule_has_words_of_ours(official: list[tuple[str, str]]) -> None:
    wordings = read_wordings()
    business = {(rule, text) for rule, text in official if BUSINESS.match(rule)}
    assert len(business) > 300
    assert {rule for rule, text in business if not wording_of(rule, text, wordings).terms} == set()
    without = {
        rule for rule, text in business if "verletzt" in wording_of(rule, text, wordings).message.de
    }
    assert without == set()


def test_every_other_rule_is_said_in_german(official: list[tuple[str, str]]) -> None:
    wordings = read_wordings()
    assert len(official) > 4000
    assert {
        (rule, text)
        for rule, text in official
        if (wording := wording_of(rule, text, wordings).message).de == wording.en
        or "Die Regel " in wording.de
    } == set()


def test_no_rule_has_two_rows() -> None:
    assert len({row["rule"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["rule"] for row in ROWS])
def test_every_column_is_filled(row: dict[str, str]) -> None:
    assert tuple(row) == COLUMNS
    assert [name for name in COLUMNS if not row[name] or row[name] != row[name].strip()] == []
    terms = row["term"].split()
    assert {term for term in terms if term != OF_THE_PLACE and name_of(term) is None} == set()
    # A rule that serves several terms says which of them is meant.
    names_the_term = len(terms) > 1 or OF_THE_PLACE in terms
    for sentence in (row["message_de"], row["message_en"]):
        placeholders = set(PLACEHOLDER.findall(sentence))
        assert placeholders <= {"term", "subject"}
        assert placeholders or not names_the_term
        assert "term" not in placeholders or terms != [OF_THE_PLACE]


@pytest.mark.parametrize("row", read_table(TABLE), ids=lambda row: row["pattern"])
def test_a_pattern_fills_its_sentences(row: dict[str, str]) -> None:
    groups = re.compile(row["pattern"]).groups
    for column in ("message_de", "message_en"):
        placeholders = set(PLACEHOLDER.findall(row[column]))
        assert {name for name in placeholders if name.isdigit()} == {
            str(n) for n in range(1, groups)
        }
        assert placeholders & {"thing", "value", "subject"}
        assert groups == 0 or "xml" in placeholders


@pytest.mark.parametrize(
    ("rule", "term"), [("BR-DE-15", "BT-10"), ("BR-S-02", "BT-31"), ("BR-CO-26", "BT-31")]
)
def test_the_term_is_the_one_that_a_caller_fills_in(rule: str, term: str) -> None:
    assert read_wordings()[rule].terms == (term,)


@pytest.mark.parametrize(
    ("rule", "like"),
    [
        ("DE-R-015", "BR-DE-15"),
        ("DE-R-023-1", "BR-DE-23-a"),
        ("BR-FXEXT-CO-10", "BR-CO-10"),
        ("BR-FXEXT-S-08ini", "BR-S-08"),
        ("BR-FXEXT-BR-22", "BR-22"),
    ],
)
def test_a_kindred_rule_has_the_same_words(rule: str, like: str) -> None:
    assert wording_of(rule, "text", read_wordings()) == read_wordings()[like]


@pytest.mark.parametrize(
    ("element", "kept"),
    [
        ("TaxTotalAmount[ not(@currencyID=../../ram:InvoiceCurrencyCode)]", "currencyID"),
        ("SpecifiedTaxRegistration[ not(ram:ID/@schemeID='VA')]", "schemeID"),
        ("SpecifiedTradeAllowanceCharge[ not(ram:ChargeIndicator)]", "true"),
        ("AdditionalReferencedDocument[ not(ram:TypeCode='916')]", "916"),
    ],
)
def test_what_is_only_marked_wrongly_is_not_to_be_left_out(element: str, kept: str) -> None:
    text = f"Element variant 'ram:{element}' is marked as not used in the given context."
    sentence = structural_sentence(text)
    assert sentence is not None
    assert "{leave_out}" not in sentence.hint.de + sentence.hint.en
    assert kept in sentence.hint.de
    assert kept in sentence.hint.en


def test_a_structural_rule_names_what_it_is_about() -> None:
    sentence = structural_sentence("Element 'ram:Name' must occur exactly 1 times.")
    assert sentence is not None
    assert sentence.about == "Name"
    assert sentence.missing is not None
    assert sentence.missing.about == "Name"


def test_a_value_is_looked_for_at_a_path() -> None:
    for row in read_table(GIVEN):
        etree.XPath(row["place"], namespaces=NAMESPACE_BY_PREFIX)


def test_what_is_looked_for_belongs_to_a_rule(official: list[tuple[str, str]]) -> None:
    ids = {rule for rule, _ in official}
    of_peppol = {row["rule"] for table in OF_PEPPOL for row in read_table(table)}
    looked_for = {row["rule"].removeprefix("missing/") for row in read_table(GIVEN)}
    assert looked_for - ids - of_peppol == set()
    assert set(places()) - ids == set()


def test_every_element_that_a_rule_is_about_has_a_name(official: list[tuple[str, str]]) -> None:
    wordings = read_wordings()
    made = [wording_of(rule, text, wordings) for rule, text in official]
    named = re.compile("{(thing|value)}")
    abouts = {
        wording.about for wording in made if wording.about and named.search(wording.message.de)
    }
    assert len(abouts) > 1000
    last = {about.rpartition("/")[2].lstrip("@") for about in abouts}
    assert last - things().keys() == set()


def test_a_place_is_the_one_that_the_rule_tests(rules_dir: Path) -> None:
    wordings = read_wordings()
    wrong = []
    for rule, text, test in structural_tests(rules_dir):
        about = wording_of(rule, text, wordings).about
        plain = re.sub(r"\[[^]]*]", "", about or "")
        if about is not None and plain.lstrip("/") not in test:
            wrong.append((rule, about, test))
    assert wrong == []


def test_a_thing_is_named_in_both_languages() -> None:
    rows = read_table(THINGS)
    assert len(things()) == len(rows)
    assert [row["name"] for row in rows if not (row["de"].strip() and row["en"].strip())] == []
    terms = {term for row in rows for term in row["instead"].split()} - {"~"}
    assert {term for term in terms if name_of(term) is None} == set()


def test_a_structural_rule_does_not_say_its_condition() -> None:
    sentence = structural_sentence("Value of 'ram:ReasonCode[not (@listID)]' is not allowed.")
    assert sentence is not None
    assert sentence.about == "ReasonCode"


def test_a_rule_without_words_of_ours_speaks_for_itself() -> None:
    wording = wording_of("X-1", "[X-1] - Buy BT-123 and (BG-24) now.", {})
    assert wording.terms == ("BT-123", "BG-24")
    assert wording.message.en == "{subject}Buy BT-123 and (BG-24) now."
    assert wording.message.de == "{subject}Die Regel X-1 ist verletzt: Buy BT-123 and (BG-24) now."


def test_what_a_text_does_not_name_is_what_its_place_stands_for() -> None:
    assert wording_of("X-1", "Do not.", {}).terms == (OF_THE_PLACE,)
