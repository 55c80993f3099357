"""One worker process, seen from the event loop: start, ask, kill."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from msgspec import DecodeError, json

import validation
from profiles.errors import EngineUnreachable
from validation.wire import (
    LENGTH_BYTES,
    Answer,
    Broken,
    Done,
    Job,
    Ready,
    Step,
    WorkerSettings,
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
    async def start(cls, settings: WorkerSettings, timeout_seconds: float) -> "WorkerProcess":
        """Start a process and wait until it can take jobs; raises EngineUnreachable."""
        process = await _spawn(settings)
        if process.stdin is None or process.stdout is None:
            raise EngineUnreachable("a rule worker has no pipes")
        worker = cls(process, process.stdin, process.stdout)
        try:
            async with asyncio.timeout(timeout_seconds):
                answer = await worker._read()
        except (WorkerDied, TimeoutError) as error:
            await worker.kill()
            raise EngineUnreachable("a rule worker did not come up") from error
        except BaseException:
            await worker.kill()
            raise
        if not isinstance(answer, Ready):
            await worker.kill()
            reason = answer.reason if isinstance(answer, Broken) else "unexpected answer"
            raise EngineUnreachable(f"a rule worker did not come up: {reason}")
        return worker

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def ask(self, job: Job) -> AsyncIterator[Step]:
        """Send a job and yield its answers; raises WorkerDied."""
        try:
            self._jobs.write(frame(job))
            await self._jobs.drain()
        except OSError as error:
            raise WorkerDied("the pipe to a rule worker broke") from error
        while not isinstance(answer := await self._read(), Done):
            if isinstance(answer, Ready | Broken):
                raise WorkerDied("a rule worker spoke out of turn")
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
            raise WorkerDied("a rule worker ended in the middle of a job") from error


async def _spawn(settings: WorkerSettings) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "validation.worker",
            json.encode(settings).decode(),
            str(os.getpid()),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # Saxon prints parts of the document there
            cwd=_ROOT,
            env=_ENVIRONMENT,
            start_new_session=True,  # Ctrl-C at the terminal is the server's to answer
        )
    except OSError as error:
        raise EngineUnreachable("a rule worker cannot be started") from error
