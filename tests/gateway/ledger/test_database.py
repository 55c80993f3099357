"""A database that is there, that is gone, and that says nothing."""

import socket

import pytest
from sqlalchemy import text

from gateway.ledger.address import file_of
from gateway.ledger.database import Database
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
