"""Migrations: from nothing, again, by many at once, and never backwards."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, column, table, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.database import Database
from gateway.ledger.ledger import Ledger
from gateway.ledger.migration import VERSION_TABLE
from gateway.ledger.refusals import DatabaseTooNew, DatabaseUnfit, DatabaseUnreachable
from tests.gateway.ledger.ledgers import Clock, another


def differences(connection: Connection) -> list[object]:
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, tables.metadata))


async def test_the_migrations_make_the_tables_that_the_code_uses(ledger: Ledger) -> None:
    assert await ledger.database.write(lambda write: write.run_sync(differences)) == []


async def test_a_second_start_keeps_what_is_there(ledger: Ledger, url: str, clock: Clock) -> None:
    token, secret = await ledger.create("ERP", 5)
    async with another(url, clock) as later:
        assert await later.find(secret) == token


async def test_many_start_at_once(url: str, clock: Clock) -> None:
    async def start(number: int) -> None:
        async with another(url, clock) as ledger:
            await ledger.create(str(number), 1)

    await asyncio.gather(*(start(number) for number in range(8)))
    async with another(url, clock) as ledger:
        assert len(await ledger.tokens()) == 8


async def test_a_newer_database_is_left_alone(ledger: Ledger, url: str, clock: Clock) -> None:
    newer = {"version_num": "9999"}

    async def age(connection: AsyncConnection) -> None:
        await connection.execute(update(table(VERSION_TABLE, column("version_num"))), newer)

    await ledger.database.write(age)
    with pytest.raises(DatabaseTooNew):
        async with another(url, clock):
            pass


@pytest.mark.parametrize(
    "place",
    [
        "postgresql://nobody@127.0.0.1:1/nowhere",
        "postgres://nobody@127.0.0.1:1/nowhere?sslmode=require",
        "sqlite:////dev/null/zugio.db",
    ],
)
async def test_a_database_that_is_away(place: str, clock: Clock) -> None:
    with pytest.raises(DatabaseUnreachable):
        async with another(place, clock):
            pass


@pytest.mark.parametrize(
    "place", ["", "zugio.db", "mysql://host/zugio", "sqlite://", "sqlite:///:memory:"]
)
def test_what_is_no_database(place: str) -> None:
    with pytest.raises(DatabaseUnfit):
        Database(place)


def test_a_password_stays_out_of_the_log() -> None:
    assert "hunter2" not in repr(Database("postgresql://zugio:hunter2@host/zugio").url)
