"""Which rules judge a document is a matter of its kind and its guideline id alone."""

from pathlib import Path

import pytest

from profiles.registry import PROFILES
from profiles.syntax.source import DocumentKind
from validation.judge import Judge
from validation.packs import PACKS_BY_ID
from validation.scenarios import (
    FALLBACK,
    SCENARIO_BY_GUIDELINE,
    SCENARIOS,
    scenario_for,
    scenario_of,
)

XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
EXTENSION = f"{XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0"


@pytest.mark.parametrize(
    ("urn", "name"),
    [
        ("urn:cen.eu:en16931:2017", "en16931"),
        (f" {XRECHNUNG}\n", "xrechnung"),
        (XRECHNUNG + "#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9", "xrechnung-cvd"),
        (EXTENSION, "xrechnung-extension"),
        ("urn:zugferd.de:2p0:minimum", "minimum"),
        ("urn:ferd:invoice:2p1:en16931", "en16931"),
        ("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.0", FALLBACK),
        ("", FALLBACK),
    ],
)
def test_an_id_names_its_scenario(urn: str, name: str) -> None:
    assert scenario_of(urn) == name


@pytest.mark.parametrize(
    ("name", "kind", "packs"),
    [
        ("xrechnung-extension", "ubl-invoice", ("cen-ubl", "xrechnung-ubl")),
        ("xrechnung-extension", "ubl-credit-note", ("cen-ubl",)),
        ("minimum", "cii", ("facturx-minimum",)),
        ("minimum", "ubl-invoice", ("cen-ubl",)),
        ("peppol", "ubl-credit-note", ("cen-ubl", "peppol-ubl")),
        ("peppol", "cii", ("cen-cii",)),
    ],
)
def test_what_has_no_scenario_is_judged_by_the_cen_rules(
    name: str, kind: DocumentKind, packs: tuple[str, ...]
) -> None:
    assert scenario_for(name, kind).packs == packs


def test_only_where_kosit_has_a_scenario_the_schema_is_narrowed() -> None:
    assert scenario_for("en16931", "cii").schema.narrowing is not None
    assert scenario_for(FALLBACK, "cii").schema.narrowing is None


def test_every_pack_of_a_scenario_is_in_the_table() -> None:
    for scenario in SCENARIOS:
        syntax = {kind.partition("-")[0] for kind in scenario.kinds}
        packs = [PACKS_BY_ID[name] for name in (scenario.schema.pack, *scenario.packs)]
        assert {pack.syntax for pack in packs} == syntax
        assert [pack.kind for pack in packs] == ["xsd"] + ["schematron-xslt"] * (len(packs) - 1)


def test_no_kind_has_two_scenarios_of_a_name() -> None:
    pairs = [(scenario.name, kind) for scenario in SCENARIOS for kind in scenario.kinds]
    assert len(set(pairs)) == len(pairs)


def test_every_id_leads_to_a_scenario_that_there_is() -> None:
    assert set(SCENARIO_BY_GUIDELINE.values()) <= {scenario.name for scenario in SCENARIOS}


def test_what_we_issue_is_judged_by_the_rules_of_its_own_id() -> None:
    for profile in PROFILES:
        assert profile.scenario == scenario_of(profile.urn)


CREDIT_NOTE = "Rechnora+xrechnung-beispiele/beispiele/ubl/gutschrift.xml"


async def test_a_credit_note_of_the_extension_is_undecided(judge: Judge, corpus: Path) -> None:
    xml = (corpus / CREDIT_NOTE).read_text(encoding="utf-8")
    assert (await judge.judge(xml.encode())).verdict == "valid"
    judgement = await judge.judge(xml.replace(XRECHNUNG, EXTENSION).encode())
    assert (judgement.verdict, judgement.scenario) == ("undecided", FALLBACK)
    assert "ZG-RULES-NONE" in {finding.rule for finding in judgement.findings}
