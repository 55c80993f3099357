"""One worker process, seen from the event loop: start, ask, kill."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from msgspec import DecodeError

import validation
from profiles.errors import EngineUnreachable
from validation.wire import (
    LENGTH_BYTES,
    Answer,
    Broken,
    Done,
    Ready,
    Step,
    Task,
    decode_answer,
    frame,
    length,
)

# A worker needs nothing of our environment, and secrets in it are none of its business.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
_ROOT = Path(validation.__file__).parent.parent


class WorkerDied(Exception):
    """The process ended in the middle of a job, or spoke nonsense."""


class WorkerProcess:
    """One process; it has at most one job at a time."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        jobs: asyncio.StreamWriter,
        answers: asyncio.StreamReader,
    ) -> None:
        self._process = process
        self._jobs = jobs
        self._answers = answers

    @classmethod
    async def start(
        cls, program: tuple[str, ...], memory_bytes_max: int, timeout_seconds: float
    ) -> "WorkerProcess":
        """Start a process and wait until it has compiled everything.

        program: the module to run and what it is told first; paths are absolute.
        Raises EngineUnreachable where it does not come up in time.
        """
        process = await _spawn(program, memory_bytes_max)
        if process.stdin is None or process.stdout is None:
            raise EngineUnreachable("a worker has no pipes")
        worker = cls(process, process.stdin, process.stdout)
        try:
            async with asyncio.timeout(timeout_seconds):
                answer = await worker._read()
        except (WorkerDied, TimeoutError) as error:
            await worker.kill()
            raise EngineUnreachable("a worker did not come up") from error
        except BaseException:
            await worker.kill()
            raise
        if not isinstance(answer, Ready):
            await worker.kill()
            reason = answer.reason if isinstance(answer, Broken) else "unexpected answer"
            raise EngineUnreachable(f"a worker did not come up: {reason}")
        return worker

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ask(self, job: Task) -> AsyncIterator[Step]:
        """Send a job and yield its answers; raises WorkerDied."""
        try:
            self._jobs.write(frame(job))
            await self._jobs.drain()
        except OSError as error:
            raise WorkerDied("the pipe to a worker broke") from error
        while not isinstance(answer := await self._read(), Done):
            if isinstance(answer, Ready | Broken):
                raise WorkerDied("a worker spoke out of turn")
            yield answer

    async def kill(self) -> None:
        """End the process by SIGKILL and wait for it; doing it twice is fine."""
        if self._process.returncode is None:
            # Popen's own kill would first look whether the process has ended, and so take the news
            # away from asyncio, which waits for it.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        self._jobs.close()

    async def _read(self) -> Answer:
        try:
            prefix = await self._answers.readexactly(LENGTH_BYTES)
            return decode_answer(await self._answers.readexactly(length(prefix)))
        except (asyncio.IncompleteReadError, OSError, DecodeError) as error:
            raise WorkerDied("a worker ended in the middle of a job") from error


async def _spawn(program: tuple[str, ...], memory_bytes_max: int) -> asyncio.subprocess.Process:
    arguments = (*program, str(memory_bytes_max), str(os.getpid()))
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # Saxon prints parts of the document there
            cwd=_ROOT,
            env=_ENVIRONMENT,
            start_new_session=True,  # Ctrl-C at the terminal is the server's to answer
        )
    except OSError as error:
        raise EngineUnreachable("a worker cannot be started") from error
