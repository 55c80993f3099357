"""Worker processes with one job each at a time, and a bounded queue before them.

A worker that dies or is stuck is replaced while the others go on. A caller that stops waiting
leaves its job to end by itself, so that no worker is ever left in the middle of one.
"""

import asyncio
import logging
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Literal, TypeVar

from msgspec import Struct

from profiles.errors import EngineUnreachable, Overloaded
from validation.process import WorkerDied, WorkerProcess
from validation.wire import Job, Step, WorkerSettings

ATTEMPTS_MAX = 2

Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class PoolLimits(Struct, frozen=True, kw_only=True):
    """How much of everything there may be; timeout_seconds is for one job, waiting excluded."""

    workers: int
    timeout_seconds: float
    start_timeout_seconds: float
    waiting_max: int
    worker_memory_bytes_max: int
    prepared: tuple[str, ...]


class Outcome(Struct, frozen=True):
    """What a job gave; where it was cut short, what had been said until then, and why."""

    steps: tuple[Step, ...]
    cut_short: Literal["timeout", "worker"] | None = None


class _Slot:
    """A place for one process, which may be empty for a while."""

    process: WorkerProcess | None = None


class Pool:
    """The workers and the queue; to be used in the event loop that called `start`."""

    def __init__(self, rules_dir: Path, limits: PoolLimits) -> None:
        self._rules_dir = rules_dir
        self._limits = limits
        self._slots = tuple(_Slot() for _ in range(limits.workers))
        self._idle: asyncio.Queue[_Slot] = asyncio.Queue()
        self._waiting = 0
        self._open = False
        self._tasks: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Bring all workers up, side by side; raises EngineUnreachable."""
        results = await asyncio.gather(
            *(self._fill(slot) for slot in self._slots), return_exceptions=True
        )
        failures = [result for result in results if isinstance(result, BaseException)]
        if failures:
            await self._kill_all()
            raise failures[0]
        self._idle = asyncio.Queue()
        for slot in self._slots:
            self._idle.put_nowait(slot)
        self._open = True

    async def stop(self) -> None:
        """Kill every worker; jobs in flight and waiting callers get EngineUnreachable."""
        self._open = False
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._kill_all()
        self._idle.put_nowait(_Slot())  # wakes whoever still waits, to hear that it is over

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the workers that live."""
        live = (slot.process for slot in self._slots)
        return tuple(process.pid for process in live if process is not None and process.alive)

    def revive(self) -> None:
        """Begin to replace workers that died while they had nothing to do."""
        for slot in [self._idle.get_nowait() for _ in range(self._idle.qsize())]:
            if slot.process is not None and slot.process.alive:
                self._idle.put_nowait(slot)
            else:
                self._in_background(self._refill(slot))

    async def run(self, job: Job) -> Outcome:
        """Have one worker do a job; raises Overloaded and EngineUnreachable."""
        slot = await self._take()
        task = self._in_background(self._run_in(slot, job))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if self._open or _is_cancelled_itself():
                raise
            raise EngineUnreachable("the rule workers have been stopped") from None

    async def _take(self) -> _Slot:
        if not self._open:
            raise EngineUnreachable("the rule workers are not running")
        if self._idle.empty() and self._waiting >= self._limits.waiting_max:
            raise Overloaded("too many documents wait for a rule worker")
        self._waiting += 1
        try:
            slot = await self._idle.get()
        finally:
            self._waiting -= 1
        if not self._open:
            self._idle.put_nowait(slot)  # wakes the next one that waits, to hear the same
            raise EngineUnreachable("the rule workers have been stopped")
        return slot

    async def _run_in(self, slot: _Slot, job: Job) -> Outcome:
        try:
            for attempt in range(1, ATTEMPTS_MAX + 1):
                process = await self._fill(slot)
                outcome = await self._attempt(slot, process, job)
                if outcome.cut_short != "worker":
                    break
                _log.warning("a rule worker died in a job, attempt %d", attempt)
            return outcome
        finally:
            if slot.process is not None or not self._open:
                self._idle.put_nowait(slot)
            else:
                self._in_background(self._refill(slot))

    async def _attempt(self, slot: _Slot, process: WorkerProcess, job: Job) -> Outcome:
        steps: list[Step] = []
        try:
            async with asyncio.timeout(self._limits.timeout_seconds):
                async for step in process.ask(job):
                    steps.append(step)  # noqa: PERF401  what came before a failure must be kept
        except TimeoutError:
            _log.warning("a rule worker was stuck and is being replaced")
            await self._empty(slot)
            return Outcome(tuple(steps), "timeout")
        except WorkerDied:
            await self._empty(slot)
            return Outcome(tuple(steps), "worker")
        except BaseException:
            await self._empty(slot)
            raise
        return Outcome(tuple(steps))

    async def _fill(self, slot: _Slot) -> WorkerProcess:
        process = slot.process
        if process is None or not process.alive:
            slot.process = None
            process = await WorkerProcess.start(
                WorkerSettings(
                    rules_dir=str(self._rules_dir),
                    memory_bytes_max=self._limits.worker_memory_bytes_max,
                    prepared=self._limits.prepared,
                ),
                self._limits.start_timeout_seconds,
            )
            slot.process = process
        return process

    async def _refill(self, slot: _Slot) -> None:
        """Warm a new process before anybody needs it; the next job tries again where it fails."""
        try:
            await self._fill(slot)
        except EngineUnreachable:
            _log.warning("a rule worker could not be replaced")
        finally:
            self._idle.put_nowait(slot)

    async def _empty(self, slot: _Slot) -> None:
        process, slot.process = slot.process, None
        if process is not None:
            await process.kill()

    async def _kill_all(self) -> None:
        await asyncio.gather(*(self._empty(slot) for slot in self._slots))

    def _in_background(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _is_cancelled_itself() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
