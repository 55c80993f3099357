"""A database that is there, that is gone, and that says nothing."""

import socket
from pathlib import Path

import pytest
from sqlalchemy import text

from gateway.ledger.address import file_of
from gateway.ledger.database import Database, make_file
from gateway.ledger.ledger import Ledger

NONE_TO_ASK = text("SELECT 1 FROM nowhere")


async def test_a_database_that_is_there(ledger: Ledger) -> None:
    assert await ledger.is_reachable(within_seconds=10)
    assert not await ledger.database.answers(NONE_TO_ASK, within_seconds=10)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_file_that_was_deleted(ledger: Ledger) -> None:
    file_of(ledger.database.url).unlink()
    assert not await ledger.is_reachable(within_seconds=10)


async def test_a_database_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        database = Database(f"postgresql://zugio@127.0.0.1:{port}/zugio")
        assert not await Ledger(database, lease_seconds=1).is_reachable(within_seconds=0.1)
        await database.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_no_lock_is_lost_on_a_file_that_is_there(ledger: Ledger) -> None:
    await ledger.create("ERP", 1)
    before = locks_on(file_of(ledger.database.url))
    assert before
    make_file(ledger.database.url)
    assert locks_on(file_of(ledger.database.url)) == before


def locks_on(file: Path) -> list[str]:
    """The locks that Linux knows on a file."""
    known = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return [line.partition(":")[2] for line in known if f":{file.stat().st_ino} " in line]
