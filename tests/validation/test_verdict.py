"""When a document is valid, invalid, or nobody can say."""

import pytest

from profiles.finding import Finding, Severity, Wording
from validation.pool import Outcome
from validation.scenarios import scenario_for
from validation.verdict import Verdict, conclude
from validation.wire import PackCrashed, PackRan, SchemaFailed

XRECHNUNG = scenario_for("xrechnung", "cii")


def finding(severity: Severity) -> Finding:
    return Finding(severity=severity, rule="X", message=Wording("", ""))


def ran(pack: str, *severities: Severity) -> PackRan:
    return PackRan(pack, tuple(finding(severity) for severity in severities))


CASES: list[tuple[Outcome, Verdict, list[str]]] = [
    (Outcome((ran("cen-cii"), ran("xrechnung-cii"))), "valid", []),
    (Outcome((ran("cen-cii", "warning"), ran("xrechnung-cii"))), "valid", ["X"]),
    (Outcome((ran("cen-cii", "error"), ran("xrechnung-cii"))), "invalid", ["X"]),
    (Outcome((SchemaFailed((finding("error"),)),)), "invalid", ["X"]),
    (
        Outcome((ran("cen-cii"), PackCrashed("xrechnung-cii", "E"))),
        "undecided",
        ["ZG-RULES-CRASHED"],
    ),
    (
        Outcome((PackCrashed("cen-cii", "E"), ran("xrechnung-cii", "error"))),
        "invalid",
        ["X", "ZG-RULES-CRASHED"],
    ),
    (Outcome((ran("cen-cii"),), "timeout"), "undecided", ["ZG-RULES-TIMEOUT"]),
    (Outcome((ran("cen-cii", "error"),), "timeout"), "invalid", ["X", "ZG-RULES-TIMEOUT"]),
    (Outcome((), "worker"), "undecided", ["ZG-RULES-STOPPED", "ZG-RULES-STOPPED"]),
    (Outcome((SchemaFailed((finding("error"),)),), "worker"), "invalid", ["X"]),
]


@pytest.mark.parametrize(("outcome", "verdict", "rules"), CASES)
def test_a_verdict_needs_every_pack(outcome: Outcome, verdict: Verdict, rules: list[str]) -> None:
    judgement = conclude(outcome, XRECHNUNG)
    assert judgement.verdict == verdict
    assert [finding.rule for finding in judgement.findings] == rules


def test_only_packs_that_ran_are_named() -> None:
    outcome = Outcome((ran("cen-cii"), PackCrashed("xrechnung-cii", "E")))
    assert conclude(outcome, XRECHNUNG).rules == ("cen-cii 1.3.16",)
