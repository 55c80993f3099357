"""Many files judged on all cores, each engine started only where a file needs it.

To compile the rules of a syntax takes longer than to judge a hundred documents, so a worker stays
with a syntax as long as there are files in it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from pathlib import Path

from msgspec import Struct

from gateway.assessment import Assessment, Assessor
from gateway.files import BEGINNING_BYTES, likely_syntax, source_of
from gateway.settings import Settings
from profiles.profile import Syntax
from profiles.syntax.source import too_large
from validation.container.reader import ContainerReader
from validation.judge import Judge

FILE_BYTES_MAX = 50 << 20

# So many files for each worker in a syntax make up for one more that compiles its rules.
_FILES_WORTH_A_WORKER = 100
# While a worker judges a file, the next is read, and the one before put into the model.
_UNDER_WAY = 2
_SYNTAXES: tuple[Syntax, ...] = ("cii", "ubl")


class Batch(Struct, frozen=True, kw_only=True):
    """What to judge; profile_urn: by which profile instead of each one's own.

    with_totals: whether documents are read for their totals, too.
    """

    files: tuple[Path, ...]
    profile_urn: str | None = None
    with_totals: bool = False


class Agenda:
    """Which file a worker takes next."""

    def __init__(self, files: Iterable[tuple[int, Syntax]]) -> None:
        self._waiting: dict[Syntax, deque[int]] = {syntax: deque() for syntax in _SYNTAXES}
        self._workers = dict.fromkeys(_SYNTAXES, 0)
        for index, syntax in files:
            self._waiting[syntax].append(index)

    def join(self) -> Syntax | None:
        """Return the syntax that a worker is needed for most; None where it would only cost."""
        worth_it = [
            syntax
            for syntax, waiting in self._waiting.items()
            if len(waiting) > _FILES_WORTH_A_WORKER * self._workers[syntax]
        ]
        if not worth_it:
            return None
        best = max(worth_it, key=self._files_a_worker)
        self._workers[best] += 1
        return best

    def take(self, syntax: Syntax) -> int | None:
        """Return the number of the next file in a syntax; None where there is no more."""
        return self._waiting[syntax].popleft() if self._waiting[syntax] else None

    def leave(self, syntax: Syntax) -> None:
        """Count a worker out that has finished with a syntax."""
        self._workers[syntax] -= 1

    def _files_a_worker(self, syntax: Syntax) -> float:
        return len(self._waiting[syntax]) / (self._workers[syntax] + 1)


async def assess_files(
    batch: Batch, settings: Settings, done: Callable[[int, Assessment], None]
) -> None:
    """Judge every file and tell each as it is done; raises ZugioError and OSError."""
    beginnings = [_beginning(file) for file in batch.files]
    agenda = Agenda(enumerate(map(likely_syntax, beginnings)))
    has_pdf = any(source_of(beginning) == "application/pdf" for beginning in beginnings)
    containers = ContainerReader(
        workers=settings.rule_workers_effective,
        timeout_seconds=settings.request_timeout_seconds,
        waiting_max=settings.waiting_max,
    )
    try:
        async with AsyncExitStack() as engines, asyncio.TaskGroup() as workers:
            if has_pdf:
                engines.push_async_callback(containers.stop)
                await containers.start()
            for _ in range(settings.rule_workers_effective):
                syntax = agenda.join()
                if syntax is not None:
                    clerk = _Clerk(batch, settings, containers, agenda, done)
                    workers.create_task(clerk.work(syntax))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from failures


class _Clerk:
    """One worker process, and the files that it gets."""

    def __init__(
        self,
        batch: Batch,
        settings: Settings,
        containers: ContainerReader,
        agenda: Agenda,
        done: Callable[[int, Assessment], None],
    ) -> None:
        self._batch = batch
        self._settings = settings
        self._containers = containers
        self._agenda = agenda
        self._done = done
        self._judge = Judge(
            settings.rules_dir,
            workers=1,
            timeout_seconds=settings.request_timeout_seconds,
            waiting_max=settings.waiting_max,
            worker_memory_bytes_max=settings.rule_worker_memory_bytes_max,
            prepared=(),
        )
        self._assessor = Assessor(self._judge, containers)

    async def work(self, syntax: Syntax | None) -> None:
        await self._judge.start()
        try:
            while syntax is not None:
                await asyncio.gather(*(self._work_off(syntax) for _ in range(_UNDER_WAY)))
                self._agenda.leave(syntax)
                syntax = self._agenda.join()
        finally:
            await self._judge.stop()

    async def _work_off(self, syntax: Syntax) -> None:
        while (index := self._agenda.take(syntax)) is not None:
            self._done(index, await self._assess(self._batch.files[index]))

    async def _assess(self, file: Path) -> Assessment:
        body = _read(file)
        if body is None:
            return Assessment(verdict="invalid", findings=(too_large(FILE_BYTES_MAX),))
        match source_of(body):
            case "application/json":
                return await self._assess_request(body)
            case "application/pdf":
                assessment = await self._assessor.assess_pdf(body, self._batch.profile_urn)
            case "application/xml":
                assessment = await self._assessor.assess_xml(body, self._batch.profile_urn)
        profile = assessment.profile
        if self._batch.with_totals or (profile is not None and profile.has_caveats):
            from gateway.assessment_requests import with_invoice  # noqa: PLC0415  (takes time to load)

            assessment, _ = with_invoice(assessment)
        return assessment

    async def _assess_request(self, body: bytes) -> Assessment:
        from gateway.assessment_requests import RequestAssessor  # noqa: PLC0415  (takes time to load)

        assessor = RequestAssessor(self._settings, self._judge, self._containers)
        return await assessor.assess_or_refuse(body, self._batch.profile_urn)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(BEGINNING_BYTES)


def _read(file: Path) -> bytes | None:
    return None if file.stat().st_size > FILE_BYTES_MAX else file.read_bytes()
