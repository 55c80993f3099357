"""When a document is valid, invalid, or nobody can say."""

from typing import Literal

import pytest
from msgspec.structs import replace

from profiles.finding import Finding, Severity, Wording
from validation.mishaps import Crash
from validation.pool import Outcome
from validation.verdict import Verdict, conclude
from validation.wire import (
    Identified,
    PackCrashed,
    PackMissing,
    PackRan,
    Refused,
    Remarked,
    SchemaFailed,
    Step,
)

XRECHNUNG = Identified("cii", "", "xrechnung")
CRASHES: tuple[Crash, ...] = ("crash", "repeated")
PEPPOL = Identified("ubl-invoice", "", "peppol")
PEPPOL_IN_CII = Identified("cii", "", "peppol")


def finding(severity: Severity) -> Finding:
    return Finding(severity=severity, rule="X", message=Wording("", ""))


def ran(pack: str, *severities: Severity) -> PackRan:
    findings = tuple(finding(severity) for severity in severities)
    return PackRan(pack, findings, severities.count("error"), severities.count("warning"))


Cut = Literal["timeout", "worker"]


def of(*steps: Step, cut: Cut | None = None, identified: Identified = XRECHNUNG) -> Outcome:
    return Outcome((identified, *steps), cut)


CASES: list[tuple[Outcome, Verdict, list[str]]] = [
    (of(ran("cen-cii"), ran("xrechnung-cii")), "valid", []),
    (of(ran("cen-cii", "warning"), ran("xrechnung-cii")), "valid", ["X"]),
    (of(ran("cen-cii", "error"), ran("xrechnung-cii")), "invalid", ["X"]),
    (of(SchemaFailed((finding("error"),))), "invalid", ["X", "ZG-RULES-NOT-ASKED"]),
    (Outcome((Refused(finding("error")),)), "invalid", ["X"]),
    (of(ran("cen-cii"), PackCrashed("xrechnung-cii", "crash")), "undecided", ["ZG-RULES-CRASHED"]),
    (
        of(PackCrashed("cen-cii", "repeated"), ran("xrechnung-cii", "error")),
        "invalid",
        ["X", "ZG-RULES-CRASHED"],
    ),
    (of(ran("cen-cii"), cut="timeout"), "undecided", ["ZG-RULES-TIMEOUT"]),
    (of(ran("cen-cii", "error"), cut="timeout"), "invalid", ["X", "ZG-RULES-TIMEOUT"]),
    (of(cut="worker"), "undecided", ["ZG-RULES-STOPPED", "ZG-RULES-STOPPED"]),
    (Outcome((), "timeout"), "undecided", ["ZG-RULES-TIMEOUT"]),
    (
        of(SchemaFailed((finding("error"),)), cut="worker"),
        "invalid",
        ["X", "ZG-RULES-NOT-ASKED"],
    ),
    (of(ran("cen-cii"), identified=PEPPOL_IN_CII), "undecided", ["ZG-RULES-NONE"]),
    (
        of(ran("cen-cii", "error"), identified=PEPPOL_IN_CII),
        "invalid",
        ["X", "ZG-RULES-NONE"],
    ),
    (
        of(ran("cen-ubl"), PackMissing("peppol-ubl"), identified=PEPPOL),
        "undecided",
        ["ZG-RULES-MISSING"],
    ),
    (
        of(ran("cen-ubl", "error"), PackMissing("peppol-ubl"), identified=PEPPOL),
        "invalid",
        ["X", "ZG-RULES-MISSING"],
    ),
]


@pytest.mark.parametrize(("outcome", "verdict", "rules"), CASES)
def test_a_verdict_needs_every_pack(outcome: Outcome, verdict: Verdict, rules: list[str]) -> None:
    judgement = conclude(outcome)
    assert judgement.verdict == verdict
    assert [finding.rule for finding in judgement.findings] == rules


def test_only_packs_that_ran_are_named() -> None:
    outcome = of(ran("cen-cii"), PackCrashed("xrechnung-cii", "crash"))
    assert conclude(outcome).rules == ("cen-cii 1.3.16",)


def test_the_rules_that_stood_in_are_the_ones_that_are_named() -> None:
    judgement = conclude(of(ran("cen-cii"), identified=PEPPOL_IN_CII))
    assert (judgement.scenario, judgement.rules) == ("other", ("cen-cii 1.3.16",))


def test_a_crash_is_told_by_what_is_to_be_mended() -> None:
    crash, repeated = (
        conclude(of(ran("cen-cii"), PackCrashed("xrechnung-cii", kind))).findings[0]
        for kind in CRASHES
    )
    assert (crash.rule, repeated.rule) == ("ZG-RULES-CRASHED", "ZG-RULES-CRASHED")
    assert "XRechnung (CII) 2.6.0" in repeated.message.en
    assert crash.message != repeated.message


def test_what_a_rule_has_said_of_a_place_is_not_said_again() -> None:
    rule, same, other = (replace(finding("error"), xpath=f"/{place}") for place in "aab")
    remarks = tuple(replace(each, severity="warning", rule="R") for each in (same, other))
    outcome = of(Remarked(remarks), PackRan("cen-cii", (rule,), 1, 0), ran("xrechnung-cii"))
    assert [(each.rule, each.xpath) for each in conclude(outcome).findings] == [
        ("X", "/a"),
        ("R", "/b"),
    ]


@pytest.mark.parametrize(
    ("outcome", "errors"),
    [
        (of(ran("cen-cii", "error")), 0),
        (of(SchemaFailed((finding("error"), finding("information")))), 1),
        (of(cut="worker"), None),
        (Outcome((Refused(finding("error")),)), None),
    ],
)
def test_the_schema_is_named_where_it_came_to_an_end(outcome: Outcome, errors: int | None) -> None:
    schema = conclude(outcome).schema
    assert (schema and schema.errors) == errors
    assert schema is None or schema.pack == "cii-xsd D22B"
