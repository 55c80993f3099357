"""The process that Saxon runs in: `python -m validation.worker SETTINGS PARENT_PID`.

It answers jobs from its standard input until that ends, and dies with the process that started it.
"""

import os
import resource
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import json

from validation.examination import Examiner
from validation.lineage import die_with
from validation.wire import (
    LENGTH_BYTES,
    Broken,
    Done,
    Ready,
    WorkerSettings,
    decode_job,
    frame,
    length,
)

# Long enough for a one-shot command to be done with its documents before.
SPARE_AFTER_SECONDS = 1.0
_NOTHING_LEFT = object()


def main(settings: WorkerSettings, parent_pid: int) -> None:
    """Answer jobs until the pipe ends."""
    die_with(parent_pid)
    _limit(settings.memory_bytes_max)
    jobs, answers = _take_pipes()
    try:
        examiner = Examiner(Path(settings.rules_dir), settings.prepared)
    except Exception as error:  # whatever it is, only the parent can tell somebody
        answers.write(frame(Broken(f"{type(error).__name__}: {error}")))
        raise SystemExit(1) from error
    answers.write(frame(Ready()))
    packs = examiner.warm_up()
    while True:
        _use_spare_time(packs, jobs, settings.memory_bytes_max)
        prefix = jobs.read(LENGTH_BYTES)
        if not prefix:
            return
        job = decode_job(jobs.read(length(prefix)))
        for step in examiner.examine(job):
            answers.write(frame(step))
        answers.write(frame(Done()))


def _use_spare_time(packs: Iterator[None], jobs: BinaryIO, memory_bytes_max: int) -> None:
    """Compile what no document has asked for yet, as long as there is nothing else to do.

    Half of the memory is left to the documents.
    """
    while not select.select([jobs], [], [], SPARE_AFTER_SECONDS)[0]:
        taken_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if taken_bytes > memory_bytes_max / 2 or next(packs, _NOTHING_LEFT) is _NOTHING_LEFT:
            return


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


if __name__ == "__main__":
    main(json.decode(sys.argv[1], type=WorkerSettings), int(sys.argv[2]))
