"""From what the stages of one examination said to a verdict; silence never means consent."""

import logging
from typing import Literal

from msgspec import Struct

from profiles.finding import SEVERITIES, Finding
from validation.mishaps import Mishap, could_not_judge, could_not_run
from validation.pack import RulePack
from validation.packs import PACKS_BY_ID
from validation.pool import Outcome
from validation.scenarios import DocumentKind, scenario_for
from validation.wire import (
    Identified,
    PackCrashed,
    PackMissing,
    PackRan,
    Refused,
    SchemaFailed,
)

Verdict = Literal["valid", "invalid", "undecided"]

_log = logging.getLogger(__name__)


class Judgement(Struct, frozen=True, kw_only=True):
    """What the rules say about one document.

    findings: errors first, then warnings, then information.
    rules: the packs that ran, as `cen-cii 1.3.16`; none where the document failed before them.
    kind, guideline, scenario: what the document is and says it follows, and the rules by name;
        None where it could not be read.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    kind: DocumentKind | None = None
    guideline: str | None = None
    scenario: str | None = None


def conclude(outcome: Outcome) -> Judgement:
    """Return `undecided` where a pack could not run and nothing else found an error."""
    findings: list[Finding] = []
    ran: list[RulePack] = []
    open_packs: list[RulePack] = []
    mishaps: list[tuple[RulePack, Mishap]] = []
    identified: Identified | None = None
    for step in outcome.steps:
        match step:
            case Refused():
                return refused(step.finding)
            case Identified():
                identified = step
                packs = scenario_for(step.scenario, step.kind).packs
                open_packs = [PACKS_BY_ID[pack] for pack in packs]
            case SchemaFailed():
                findings += step.findings
                open_packs.clear()
            case PackRan():
                findings += step.findings
                ran.append(open_packs.pop(0))
            case PackCrashed():
                _log.warning("rule pack %s failed on a document: %s", step.pack, step.kind)
                mishaps.append((open_packs.pop(0), "crash"))
            case PackMissing():
                mishaps.append((open_packs.pop(0), "missing"))
    if outcome.cut_short is not None:
        mishaps += [(pack, outcome.cut_short) for pack in open_packs]
    findings += [could_not_run(pack, mishap) for pack, mishap in mishaps]
    if identified is None:
        findings.append(could_not_judge(outcome.cut_short or "worker"))
    return Judgement(
        verdict=_verdict(findings, complete=identified is not None and not mishaps),
        findings=_in_order(findings),
        rules=tuple(pack.label for pack in ran),
        kind=identified.kind if identified else None,
        guideline=identified.guideline if identified else None,
        scenario=identified.scenario if identified else None,
    )


def refused(finding: Finding) -> Judgement:
    """Judge a document that could not even be read as an invoice."""
    return Judgement(verdict="invalid", findings=(finding,), rules=())


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Errors first, then warnings, then information; inside each as the rule files report them."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def _verdict(findings: list[Finding], *, complete: bool) -> Verdict:
    if any(finding.severity == "error" for finding in findings):
        return "invalid"
    return "valid" if complete else "undecided"
