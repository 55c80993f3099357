"""From what the stages of one examination said to a verdict; silence never means consent."""

import logging
from typing import Literal

from msgspec import Struct

from profiles.finding import Finding, Wording
from validation.findings import in_order
from validation.pool import Outcome
from validation.rulesets import PACKS_BY_ID, RulePack
from validation.scenarios import Scenario
from validation.wire import PackCrashed, PackRan, SchemaFailed

Verdict = Literal["valid", "invalid", "undecided"]
Mishap = Literal["crash", "timeout", "worker"]

_log = logging.getLogger(__name__)


class Judgement(Struct, frozen=True, kw_only=True):
    """What the rules say about one document.

    findings: errors first, then warnings, then information.
    rules: the packs that ran, as `cen-cii 1.3.16`; none where the document failed before them.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]


def conclude(outcome: Outcome, scenario: Scenario) -> Judgement:
    """Return `undecided` where a pack could not run and nothing else found an error."""
    findings: list[Finding] = []
    ran: list[RulePack] = []
    open_packs = [PACKS_BY_ID[pack] for pack in scenario.packs]
    mishaps: list[tuple[RulePack, Mishap]] = []
    for step in outcome.steps:
        match step:
            case SchemaFailed():
                findings += step.findings
                open_packs.clear()
            case PackRan():
                findings += step.findings
                ran.append(open_packs.pop(0))
            case PackCrashed():
                _log.warning("rule pack %s failed on a document: %s", step.pack, step.kind)
                mishaps.append((open_packs.pop(0), "crash"))
    if outcome.cut_short is not None:
        mishaps += [(pack, outcome.cut_short) for pack in open_packs]
    findings += [_could_not_run(pack, mishap) for pack, mishap in mishaps]
    return Judgement(
        verdict=_verdict(findings, complete=not mishaps),
        findings=in_order(findings),
        rules=tuple(pack.label for pack in ran),
    )


def _verdict(findings: list[Finding], *, complete: bool) -> Verdict:
    if any(finding.severity == "error" for finding in findings):
        return "invalid"
    return "valid" if complete else "undecided"


_RULE_BY_MISHAP: dict[Mishap, str] = {
    "crash": "ZG-RULES-CRASHED",
    "timeout": "ZG-RULES-TIMEOUT",
    "worker": "ZG-RULES-STOPPED",
}


def _could_not_run(pack: RulePack, mishap: Mishap) -> Finding:
    name = f"{pack.title} {pack.version}"
    return Finding(
        severity="warning",
        rule=_RULE_BY_MISHAP[mishap],
        message=Wording(
            de=f"Die Regeln {name} konnten auf dieses Dokument nicht angewandt werden.",
            en=f"The rules {name} could not be applied to this document.",
        ),
        hint=Wording(
            de="Ob das Dokument gültig ist, steht damit nicht fest. Versuchen Sie es erneut; "
            "bleibt es dabei, melden Sie es dem Betreiber mit der Anfragenummer.",
            en="Whether the document is valid is therefore not known. Try again; if it stays so, "
            "report it to the operator with the request id.",
        ),
    )
