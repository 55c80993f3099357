"""PDFs that want to do harm get a finding in time, and nobody else notices."""

import asyncio
import os
import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.validation.container.hostile import CONTAINER, HOSTILE, INVOICE, embedded_bomb
from tests.validation.container.hybrids import hybrid, xmp
from validation.container.inspection import inspect_pdf
from validation.container.reader import ContainerReader
from validation.container.reading import ContainerReading

SECONDS_MAX = 10
MEMORY_BYTES_MAX = 512 << 20
HYBRID = hybrid([INVOICE], xmp(CONTAINER))


def rules(reading: ContainerReading) -> list[str]:
    """The rules of the findings, without what they have in common."""
    return [finding.rule.removeprefix("ZG-PDF-") for finding in reading.findings]


def peak_bytes(pid: int) -> int:
    """The most memory that a process has had."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_pdfs_are_named_in_time(reader: ContainerReader, name: str) -> None:
    make, rule = HOSTILE[name]
    pdf, pids = make(), reader.worker_pids
    started = time.monotonic()
    assert rule in rules(await reader.read_container(pdf))
    assert time.monotonic() - started < SECONDS_MAX
    assert reader.worker_pids == pids
    assert max(peak_bytes(pid) for pid in pids) < MEMORY_BYTES_MAX + (100 << 20)


async def test_too_little_memory_is_a_finding() -> None:
    reader = ContainerReader(workers=1, waiting_max=1, worker_memory_bytes_max=64 << 20)
    await reader.start()
    pids = reader.worker_pids
    assert rules(await reader.read_container(embedded_bomb("FlateDecode"))) == ["TOO-COSTLY"]
    assert rules(await reader.read_container(HYBRID)) == []
    assert reader.worker_pids == pids
    await reader.stop()


async def test_too_little_time_is_a_finding() -> None:
    reader = ContainerReader(workers=1, waiting_max=1, timeout_seconds=1)
    await reader.start()
    (pid,) = reader.worker_pids
    os.kill(pid, signal.SIGSTOP)
    assert rules(await reader.read_container(HYBRID)) == ["TOO-COSTLY"]
    assert rules(await reader.read_container(HYBRID)) == []
    assert pid not in reader.worker_pids
    await reader.stop()


async def test_a_bomb_harms_nobody_else(reader: ContainerReader) -> None:
    bomb = embedded_bomb("FlateDecode", "FlateDecode")
    readings = await asyncio.gather(*map(reader.read_container, [bomb, HYBRID] * 5))
    assert [reading.xml for reading in readings[1::2]] == [INVOICE.content] * 5
    assert [reading.xml for reading in readings[::2]] == [None] * 5


def test_the_last_revision_counts() -> None:
    """What was added last is what a viewer shows, and so what is read."""
    root = re.search(rb"/Root (\d+) 0 R", HYBRID)
    before = re.search(rb"startxref\n(\d+)", HYBRID)
    assert root is not None
    assert before is not None
    catalogue = b"%s 0 obj\n<</Type/Catalog/Pages<</Kids[]/Count 0>>>>\nendobj\n" % root[1]
    table = b"xref\n%s 1\n%010d 00000 n \ntrailer\n<<%s/Size 20/Prev %s>>\nstartxref\n%d\n%%%%EOF"
    start = len(HYBRID) + len(catalogue)
    added = table % (root[1], len(HYBRID), root[0], before[1], start)
    assert rules(inspect_pdf(HYBRID + catalogue + added)) == ["NO-INVOICE"]


def test_a_pdf_cut_short_is_named() -> None:
    for end in range(1, len(HYBRID) - 10, 97):
        assert {"BROKEN", "DAMAGED"} & set(rules(inspect_pdf(HYBRID[:end])))


@pytest.mark.parametrize("seed", range(20))
def test_mutants_never_escape(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  the same mutants every time
    for _ in range(50):
        mutant = bytearray(HYBRID)
        for _ in range(dice.randrange(1, 20)):
            start = dice.randrange(len(mutant))
            mutant[start : start + dice.choice((0, 1, 1, 5))] = dice.randbytes(dice.choice((1, 4)))
        assert isinstance(inspect_pdf(bytes(mutant)), ContainerReading)
