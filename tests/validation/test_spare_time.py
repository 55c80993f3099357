"""What a worker does while there is nothing to do: all of it at once, after one pause."""

import os
import select
from collections.abc import Iterator
from typing import Any

import pytest

from validation import serving

PLENTY_BYTES = 1 << 40


def test_only_the_first_step_waits_for_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    really = select.select

    def watched(reads: Any, writes: Any, failures: Any, seconds: float) -> Any:
        waits.append(seconds)
        return really(reads, writes, failures, 0)

    monkeypatch.setattr(select, "select", watched)
    done = []

    def work() -> Iterator[None]:
        for step in range(3):
            done.append(step)
            yield

    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as jobs, os.fdopen(writing, "wb"):
        serving._use_spare_time(work(), jobs, PLENTY_BYTES)
    assert done == [0, 1, 2]
    assert waits == [serving.SPARE_AFTER_SECONDS, 0, 0, 0]
