"""Hybrid PDFs in, what they contain out; each is read in a process that can be killed."""

from validation.container.reading import ContainerLimits, ContainerReading
from validation.container.wordings import finding
from validation.pool import Pool, PoolLimits
from validation.wire import ContainerJob, ContainerRead

__all__ = ["ContainerReader", "ContainerReading"]

_PROGRAM = ("validation.container.worker",)
_DEFAULT_LIMITS = ContainerLimits()


class ContainerReader:
    """Reads PDFs in worker processes of their own, with the same life as Judge.

    timeout_seconds: for one PDF in a worker, waiting for the worker excluded.
    waiting_max: how many PDFs may wait for a worker.
    worker_memory_bytes_max: for each worker; an idle one has about 40 MB.
    """

    def __init__(  # noqa: PLR0913  one parameter a setting
        self,
        *,
        workers: int,
        waiting_max: int,
        timeout_seconds: float = 10,
        start_timeout_seconds: float = 60,
        worker_memory_bytes_max: int = 512 << 20,
        limits: ContainerLimits = _DEFAULT_LIMITS,
    ) -> None:
        self._limits = limits
        self._pool = Pool(
            _PROGRAM,
            PoolLimits(
                workers=workers,
                timeout_seconds=timeout_seconds,
                start_timeout_seconds=start_timeout_seconds,
                waiting_max=waiting_max,
                worker_memory_bytes_max=worker_memory_bytes_max,
            ),
        )

    async def start(self) -> None:
        """Bring the workers up; raises EngineUnreachable."""
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

    async def read_container(self, pdf: bytes) -> ContainerReading:
        """Read one PDF; raises Overloaded and EngineUnreachable.

        A PDF that takes longer or more memory than it may, or kills its worker, is a finding.
        """
        outcome = await self._pool.run(ContainerJob(pdf=pdf, limits=self._limits))
        for step in outcome.steps:
            if isinstance(step, ContainerRead):
                return step.reading
        return ContainerReading(findings=(finding("ZG-PDF-TOO-COSTLY"),))
