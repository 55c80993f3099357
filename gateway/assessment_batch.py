"""Many files judged on all cores, each engine started only where a file needs it.

To compile the rules of a syntax takes longer than to judge a hundred documents, so a worker stays
with a syntax as long as there are files in it.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from gateway.assessment import Assessment, Assessor
from gateway.file_findings import FILE_BYTES_MAX, no_invoice
from gateway.files import BEGINNING_BYTES, Source, likely_syntax, source_of
from gateway.settings import Settings
from profiles.profile import Syntax
from profiles.registry import PROFILES
from validation.container.reader import ContainerReader
from validation.judge import Judge

if TYPE_CHECKING:
    from gateway.assessment_preflight import Issuable

# So many files for each worker in a syntax make up for one more that compiles its rules.
_FILES_WORTH_A_WORKER = 100
# While a worker judges a file, the next is read, and the one before put into the model.
_UNDER_WAY = 2
_SYNTAXES: tuple[Syntax, ...] = ("cii", "ubl")

# Hears of each file by its number: what was found, or why it could not be read.
Done: TypeAlias = "Callable[[int, Assessment | OSError], None]"


class Batch(Struct, frozen=True, kw_only=True):
    """What to judge; profile_urn: by which profile instead of each one's own.

    held: what the files hold that could be read once only.
    with_totals: whether documents are read for their totals, too.
    with_preflight: whether it is tried under which profiles each could be issued.
    """

    files: tuple[Path, ...]
    held: Mapping[Path, bytes] = {}
    profile_urn: str | None = None
    with_totals: bool = False
    with_preflight: bool = False

    def beginning_of(self, file: Path) -> bytes:
        """Return what is enough to tell what a file is; raises OSError."""
        return self._first_bytes(file, BEGINNING_BYTES)

    def body_of(self, file: Path) -> bytes:
        """Return what a file holds, and one byte more than allowed of more; raises OSError."""
        return self._first_bytes(file, FILE_BYTES_MAX + 1)

    def _first_bytes(self, file: Path, count: int) -> bytes:
        if file in self.held:
            return self.held[file][:count]
        with file.open("rb") as opened:
            return opened.read(count)


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


async def assess_files(batch: Batch, settings: Settings, done: Done) -> None:
    """Judge every file and tell each as it is done; raises ZugioError."""
    kinds = dict(_kinds(batch, done))
    agenda = Agenda((index, syntax) for index, (_, syntax) in kinds.items())
    has_pdf = any(source == "application/pdf" for source, _ in kinds.values())
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
            joined = [agenda.join() for _ in range(settings.rule_workers_effective)]
            syntaxes = [syntax for syntax in joined if syntax is not None]
            # To try all profiles is enough work for all cores, even with a single file.
            processes = len(joined) // max(1, len(syntaxes)) if batch.with_preflight else 1
            for syntax in syntaxes:
                clerk = _Clerk(batch, settings, containers, agenda, done, processes=processes)
                workers.create_task(clerk.work(syntax))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from failures


def _kinds(batch: Batch, done: Done) -> Iterator[tuple[int, tuple[Source, Syntax]]]:
    """Yield what each file is by its beginning; what cannot be read is done at once."""
    for index, file in enumerate(batch.files):
        try:
            beginning = batch.beginning_of(file)
        except OSError as error:
            done(index, error)
        else:
            yield index, (source_of(beginning, file), likely_syntax(beginning))


class _Clerk:
    """One worker process, or several for a preflight, and the files that they get."""

    def __init__(  # noqa: PLR0913  what all clerks share, and processes
        self,
        batch: Batch,
        settings: Settings,
        containers: ContainerReader,
        agenda: Agenda,
        done: Done,
        *,
        processes: int,
    ) -> None:
        self._batch = batch
        self._settings = settings
        self._containers = containers
        self._agenda = agenda
        self._done = done
        self._judge = Judge(
            settings.rules_dir,
            workers=processes,
            timeout_seconds=settings.request_timeout_seconds,
            # Nobody else has work for it, and a preflight asks for all profiles at once.
            waiting_max=_UNDER_WAY * len(PROFILES),
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
            file = self._batch.files[index]
            try:
                body = self._batch.body_of(file)
            except OSError as error:
                self._done(index, error)
                continue
            # Of thousands of files nobody could hold all that they hold.
            self._done(index, replace(await self._assess(body, file), xml=None))

    async def _assess(self, body: bytes, file: Path) -> Assessment:
        if (reason := no_invoice(body, file)) is not None:
            return Assessment(verdict="invalid", findings=(reason,))
        match source_of(body, file):
            case "application/json":
                return await self._with_preflight(*await self._assess_request(body))
            case "application/pdf":
                assessment = await self._assessor.assess_pdf(body, self._batch.profile_urn)
            case "application/xml":
                assessment = await self._assessor.assess_xml(body, self._batch.profile_urn)
        profile = assessment.profile
        has_caveats = profile is not None and profile.has_caveats
        if not (self._batch.with_totals or self._batch.with_preflight or has_caveats):
            return assessment
        from gateway.assessment_requests import with_invoice  # noqa: PLC0415  (takes time to load)

        return await self._with_preflight(*with_invoice(assessment))

    async def _with_preflight(
        self, assessment: Assessment, issuable: "Issuable | None"
    ) -> Assessment:
        if issuable is None or not self._batch.with_preflight:
            return assessment
        from gateway.assessment_preflight import preflight  # noqa: PLC0415  (takes time to load)

        return replace(assessment, candidates=await preflight(issuable, self._judge))

    async def _assess_request(self, body: bytes) -> "tuple[Assessment, Issuable | None]":
        from gateway.assessment_requests import RequestAssessor  # noqa: PLC0415  (takes time to load)

        assessor = RequestAssessor(self._settings, self._judge, self._containers)
        return await assessor.assess_or_refuse(body, self._batch.profile_urn)
