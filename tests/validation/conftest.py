"""Where the rule packs are, a judge that is up for the whole run, and one valid invoice."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from validation import rulesets
from validation.judge import Judge

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def rules_dir() -> Path:
    """The folder that set-up installs the packs into; without them nothing here can be tested."""
    folder = Path(sys.prefix) / "share" / "zugio" / "rules"
    rulesets.require(folder)
    return folder


@pytest.fixture(scope="session")
async def judge(rules_dir: Path) -> AsyncIterator[Judge]:
    judge = judge_with(rules_dir)
    await judge.start()
    yield judge
    await judge.stop()


@pytest.fixture(scope="session")
def invoice() -> str:
    """An XRechnung with two lines that breaks no rule."""
    return (HERE / "xrechnung.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def ubl_invoice() -> str:
    """The same invoice in UBL."""
    return (HERE / "xrechnung-ubl.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def corpus() -> Path:
    folder = os.environ.get("ZUGIO_TEST_CORPUS")
    if folder is None:
        pytest.skip("ZUGIO_TEST_CORPUS does not name a folder of real invoices")
    return Path(folder)


def judge_with(rules_dir: Path, *, workers: int = 2, timeout_seconds: float = 30) -> Judge:
    return Judge(
        rules_dir,
        workers=workers,
        timeout_seconds=timeout_seconds,
        waiting_max=1000,
        worker_memory_bytes_max=1 << 30,
    )
