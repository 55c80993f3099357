"""What every worker process does: it limits itself, answers jobs, and ends with its parent."""

import os
import resource
import select
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from msgspec import Struct

from validation.lineage import die_with
from validation.wire import LENGTH_BYTES, Broken, Done, Ready, frame, length

# Long enough for a one-shot command to be done with its documents before.
SPARE_AFTER_SECONDS = 1.0
_NOTHING_LEFT = object()


class Server(Struct, frozen=True, kw_only=True):
    """What a worker does: answer a job, and a step of this while there is none."""

    answer: Callable[[bytes], Iterable[Struct]]
    spare_work: Iterator[None] = iter(())


def serve(prepare: Callable[[], Server], *, memory_bytes_max: int, parent_pid: int) -> None:
    """Answer jobs from the standard input until it ends; `prepare` makes what answers them."""
    die_with(parent_pid)
    _limit(memory_bytes_max)
    jobs, answers = _take_pipes()
    try:
        server = prepare()
    except Exception as error:  # whatever it is, only the parent can tell somebody
        answers.write(frame(Broken(f"{type(error).__name__}: {error}")))
        raise SystemExit(1) from error
    answers.write(frame(Ready()))
    while True:
        _use_spare_time(server.spare_work, jobs, memory_bytes_max)
        prefix = jobs.read(LENGTH_BYTES)
        if not prefix:
            return
        for step in server.answer(jobs.read(length(prefix))):
            answers.write(frame(step))
        answers.write(frame(Done()))


def _use_spare_time(work: Iterator[None], jobs: BinaryIO, memory_bytes_max: int) -> None:
    """Do what nobody has asked for yet, as long as there is nothing else to do.

    Half of the memory is left to the jobs.
    """
    pause_seconds = SPARE_AFTER_SECONDS
    while not select.select([jobs], [], [], pause_seconds)[0]:
        taken_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if taken_bytes > memory_bytes_max / 2 or next(work, _NOTHING_LEFT) is _NOTHING_LEFT:
            return
        pause_seconds = 0


def _limit(memory_bytes_max: int) -> None:
    # Saxon's runtime reserves 32 GB of address space that it never touches, so RLIMIT_AS would
    # stop it at once; RLIMIT_DATA counts what can really be written to.
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes_max, memory_bytes_max))
    # Nothing of an invoice is ever written to disk, not even by a crash.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep both pipes to ourselves, so that whatever a library prints cannot get into them."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return jobs, answers
