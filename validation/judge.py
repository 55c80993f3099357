"""The room's public face: an XML document in, a verdict with its findings out."""

from pathlib import Path

from profiles.profile import Syntax
from validation import rulesets
from validation.document import too_large
from validation.pool import Pool, PoolLimits
from validation.verdict import Judgement, Tally, Verdict, conclude, refused
from validation.wire import Job

__all__ = ["Judge", "Judgement", "Tally", "Verdict"]


class Judge:
    """Judges documents in worker processes.

    timeout_seconds: for one document in a worker, waiting for the worker excluded.
    start_timeout_seconds: for a worker to come up.
    waiting_max: how many documents may wait for a worker.
    worker_memory_bytes_max: for each worker; an idle one has 160 MB at first, and
        480 MB when it has compiled every pack, which it does while half of its memory is free.
    document_bytes_max: what is larger is refused unread.
    prepared: packs that a worker compiles before its first document; it compiles the others when
        a document asks for them, or when it has nothing else to do.
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
        document_bytes_max: int = 50 << 20,
        prepared: tuple[str, ...] = ("cen-cii", "xrechnung-cii"),
    ) -> None:
        self._document_bytes_max = document_bytes_max
        self._rules_dir = rules_dir.resolve()
        self._pool = Pool(
            ("validation.worker", str(self._rules_dir), ",".join(prepared)),
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

    def revive(self) -> None:
        """Begin to replace workers that died while they had nothing to do."""
        self._pool.revive()

    @property
    def ready(self) -> bool:
        """Whether at least one worker lives."""
        return bool(self._pool.pids)

    @property
    def worker_pids(self) -> tuple[int, ...]:
        """The process ids of the workers that live."""
        return self._pool.pids

    async def judge(
        self, xml: bytes, *, scenario: str | None = None, syntax: Syntax | None = None
    ) -> Judgement:
        """Judge one document, however hostile; raises Overloaded and EngineUnreachable.

        scenario: None judges by the guideline id that the document itself names.
        syntax: None takes whatever the root element says.

        A rule pack that could not run makes the verdict `undecided`, unless another stage has
        already found an error.
        """
        if len(xml) > self._document_bytes_max:
            return refused(too_large(self._document_bytes_max))
        job = Job(xml=xml, scenario=scenario, syntax=syntax)
        return conclude(await self._pool.run(job))
