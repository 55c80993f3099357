"""The room's public face: an XML document in, a verdict with its findings out."""

import logging
from pathlib import Path
from typing import Literal

from msgspec import Struct

from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from validation import rulesets
from validation.findings import in_order
from validation.pool import Outcome, Pool, PoolLimits
from validation.rulesets import PACKS_BY_ID, RulePack
from validation.scenarios import Scenario, scenario_for
from validation.wire import Job, PackCrashed, PackRan, SchemaFailed

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


class Judge:
    """Judges documents in worker processes.

    timeout_seconds: for one document in a worker, waiting for the worker excluded.
    start_timeout_seconds: for a worker to come up.
    waiting_max: how many documents may wait for a worker.
    worker_memory_bytes_max: for each worker; an idle one has about 180 MB.
    """

    def __init__(  # noqa: PLR0913  one parameter a setting
        self,
        rules_dir: Path,
        *,
        workers: int,
        timeout_seconds: float,
        waiting_max: int,
        worker_memory_bytes_max: int,
        start_timeout_seconds: float = 60,
    ) -> None:
        self._rules_dir = rules_dir.resolve()
        self._pool = Pool(
            self._rules_dir,
            PoolLimits(
                workers=workers,
                timeout_seconds=timeout_seconds,
                start_timeout_seconds=start_timeout_seconds,
                waiting_max=waiting_max,
                worker_memory_bytes_max=worker_memory_bytes_max,
            ),
        )

    async def start(self) -> None:
        """Bring the workers up, rules compiled; raises SetupIncomplete or EngineUnreachable."""
        rulesets.require(self._rules_dir)
        await self._pool.start()

    async def stop(self) -> None:
        """End every worker; whoever still waits for one gets EngineUnreachable."""
        await self._pool.stop()

    @property
    def ready(self) -> bool:
        """Whether at least one worker lives."""
        return bool(self._pool.pids)

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The process ids of the workers that live."""
        return self._pool.pids

    async def judge(self, xml: bytes, *, scenario: str, syntax: Syntax) -> Judgement:
        """Judge one document; raises Overloaded and EngineUnreachable.

        A rule pack that could not run makes the verdict `undecided`, unless another stage has
        already found an error.
        """
        rules = scenario_for(scenario, syntax)
        outcome = await self._pool.run(Job(xml=xml, scenario=scenario, syntax=syntax))
        return _conclude(outcome, rules)


def _conclude(outcome: Outcome, scenario: Scenario) -> Judgement:
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
