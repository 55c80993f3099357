"""What every worker process does: it limits itself, answers jobs, and ends with its parent."""

import os
import resource
from collections.abc import Callable, Iterable
from typing import BinaryIO

from msgspec import Struct

from validation.lineage import die_with
from validation.wire import LENGTH_BYTES, Broken, Done, Ready, frame, length

Answering = Callable[[bytes], Iterable[Struct]]


def serve(prepare: Callable[[], Answering], *, memory_bytes_max: int, parent_pid: int) -> None:
    """Answer jobs from the standard input until it ends; `prepare` gives what answers them."""
    die_with(parent_pid)
    _limit(memory_bytes_max)
    jobs, answers = _take_pipes()
    try:
        answering = prepare()
    except Exception as error:  # whatever it is, only the parent can tell somebody
        answers.write(frame(Broken(f"{type(error).__name__}: {error}")))
        raise SystemExit(1) from error
    answers.write(frame(Ready()))
    while prefix := jobs.read(LENGTH_BYTES):
        for step in answering(jobs.read(length(prefix))):
            answers.write(frame(step))
        answers.write(frame(Done()))


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
