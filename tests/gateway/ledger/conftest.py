"""A fresh ledger for each test, on each database, with a clock that the test turns."""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from gateway.ledger.address import read_url
from gateway.ledger.ledger import Ledger
from tests.gateway.ledger.ledgers import Clock, another


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a database in which nothing is."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/folder/zugio.db"
        return
    server = os.environ.get("ZUGIO_TEST_POSTGRES_URL")
    if not server:
        pytest.skip("ZUGIO_TEST_POSTGRES_URL names no PostgreSQL server")
    name = f"zugio_test_{secrets.token_hex(6)}"
    await administer(server, f"CREATE DATABASE {name}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    await administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def ledger(url: str, clock: Clock) -> AsyncIterator[Ledger]:
    async with another(url, clock) as made:
        yield made


async def administer(server: str, statement: str) -> None:
    engine = create_async_engine(read_url(server), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
