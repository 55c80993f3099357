"""From what the stages of one examination said to a verdict; silence never means consent."""

import logging
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, in_order
from profiles.syntax.source import DocumentKind
from validation.mishaps import Mishap, could_not_judge, could_not_run, has_no_rules, rules_not_asked
from validation.pack import RulePack
from validation.packs import PACKS_BY_ID
from validation.pool import Outcome
from validation.scenarios import Scenario, scenario_for
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

Verdict = Literal["valid", "invalid", "undecided"]

_log = logging.getLogger(__name__)


class Tally(Struct, frozen=True, kw_only=True):
    """How many findings of each kind one rule pack has, as `cen-cii 1.3.16`, after customLevel."""

    pack: str
    errors: int
    warnings: int


class Judgement(Struct, frozen=True, kw_only=True):
    """What the rules say about one document.

    findings: errors first, then warnings, then information.
    schema: the XML Schema that it was checked against; None where it came to no end with that.
    tallies: the packs that ran, with what they found; none where the document failed before them.
    kind, guideline, scenario: what the document is and says it follows, and the rules by name,
        `other` where those of its profile do not know its kind; None where it could not be read.
    guideline_xpath: where it says so; None where it does not.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    schema: Tally | None = None
    tallies: tuple[Tally, ...] = ()
    kind: DocumentKind | None = None
    guideline: str | None = None
    scenario: str | None = None
    guideline_xpath: str | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The packs that ran, as `cen-cii 1.3.16`."""
        return tuple(tally.pack for tally in self.tallies)


def conclude(outcome: Outcome) -> Judgement:
    """Return `undecided` where rules could not run, or do not exist, and nothing found an error."""
    hearing = _Hearing()
    for step in outcome.steps:
        if isinstance(step, Refused):
            return refused(step.finding)
        hearing.hear(step)
    hearing.end(outcome.cut_short)
    identified, scenario = hearing.identified, hearing.scenario
    return Judgement(
        verdict=_verdict(hearing.findings, complete=not hearing.gaps),
        findings=in_order(hearing.findings + hearing.gaps),
        schema=_schema(outcome, scenario),
        tallies=tuple(hearing.tallies),
        kind=identified.kind if identified else None,
        guideline=identified.guideline if identified else None,
        scenario=scenario.name if scenario else None,
        guideline_xpath=identified.guideline_xpath if identified else None,
    )


class _Hearing:
    """What the stages have said so far.

    gaps: what keeps the verdict from being known.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.gaps: list[Finding] = []
        self.tallies: list[Tally] = []
        self.identified: Identified | None = None
        self.scenario: Scenario | None = None
        self._remarks: list[Finding] = []
        self._open_packs: list[RulePack] = []

    def hear(self, step: Step) -> None:
        match step:
            case Identified():
                self.identified = step
                self.scenario = scenario_for(step.scenario, step.kind)
                self._open_packs = [PACKS_BY_ID[pack] for pack in self.scenario.packs]
                self.gaps += _lack_of_rules(step, self.scenario)
            case Remarked():
                self._remarks += step.findings
            case SchemaFailed():
                self.findings += (*step.findings, rules_not_asked())
                self._open_packs.clear()
            case PackRan():
                self.findings += step.findings
                label = self._open_packs.pop(0).label
                tally = Tally(pack=label, errors=step.errors, warnings=step.warnings)
                self.tallies.append(tally)
            case PackCrashed() | PackMissing():
                self.gaps.append(could_not_run(self._open_packs.pop(0), _mishap(step)))

    def end(self, cut_short: Literal["timeout", "worker"] | None) -> None:
        """Add what no stage says: remarks on what no rule is about, and what was not reached."""
        said = {finding.xpath for finding in self.findings}
        self.findings += [remark for remark in self._remarks if remark.xpath not in said]
        if cut_short is not None:
            self.gaps += [could_not_run(pack, cut_short) for pack in self._open_packs]
        if self.identified is None:
            self.gaps.append(could_not_judge(cut_short or "worker"))


def refused(finding: Finding) -> Judgement:
    """Judge a document that could not even be read as an invoice."""
    return Judgement(verdict="invalid", findings=(finding,))


def _schema(outcome: Outcome, scenario: Scenario | None) -> Tally | None:
    """Say what XML Schema found; whatever comes after it says that it found nothing."""
    for step in outcome.steps:
        found = step.findings if isinstance(step, SchemaFailed) else ()
        is_over = isinstance(step, SchemaFailed | Remarked | PackRan | PackCrashed | PackMissing)
        if is_over and scenario is not None:
            errors = sum(finding.severity == "error" for finding in found)
            label = PACKS_BY_ID[scenario.schema.pack].label
            return Tally(pack=label, errors=errors, warnings=0)
    return None


def _lack_of_rules(identified: Identified, scenario: Scenario) -> tuple[Finding, ...]:
    if scenario.name == identified.scenario:
        return ()
    lack = has_no_rules(identified.scenario, identified.kind)
    return (replace(lack, xpath=identified.guideline_xpath),)


def _mishap(step: PackCrashed | PackMissing) -> Mishap:
    if isinstance(step, PackMissing):
        return "missing"
    _log.info("rule pack %s broke off on a document: %s", step.pack, step.kind)
    return step.kind


def _verdict(findings: list[Finding], *, complete: bool) -> Verdict:
    if any(finding.severity == "error" for finding in findings):
        return "invalid"
    return "valid" if complete else "undecided"
