"""Brings the tables to the version that this code knows, one process at a time."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger.address import file_of
from gateway.ledger.database import Database, make_file
from gateway.ledger.refusals import DatabaseTooNew, DatabaseUnreachable

VERSION_TABLE = "ledger_version"
START_SECONDS_MAX = 60

_POLL_SECONDS = 0.05
# Any number does that nobody else takes for an advisory lock in the same database.
_ADVISORY_LOCK = 0x7A7567696F


async def migrate(database: Database) -> None:
    """Make what is missing; raises DatabaseTooNew, DatabaseUnreachable."""

    async def upgrade(connection: AsyncConnection) -> None:
        if not database.is_sqlite:
            lock = text("SELECT pg_advisory_xact_lock(:number)")
            await connection.execute(lock, {"number": _ADVISORY_LOCK})
        await connection.run_sync(_upgrade)

    async with _file_made(database) if database.is_sqlite else nullcontext():
        await database.write(upgrade)


def _upgrade(connection: Connection) -> None:
    # Takes half a second to load, which commands without a ledger need not wait for.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "gateway.ledger:migrations")
    config.attributes["connection"] = connection
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = set(context.get_current_heads())
    if not found <= known:
        raise DatabaseTooNew(
            f"the database has version {', '.join(sorted(found))}, this program knows "
            f"{max(known)} at most: update the program"
        )
    command.upgrade(config, "head")


@asynccontextmanager
async def _file_made(database: Database) -> AsyncIterator[None]:
    """Make the file of an SQLite database, and keep other processes that start away meanwhile.

    Changing a file's journal mode does not wait for others as writing does. The folder is what
    is locked: a lock on the file itself would get in the way of SQLite's own.
    """
    try:
        make_file(database.url)
        folder = os.open(file_of(database.url).parent, os.O_RDONLY)
    except OSError as error:
        raise DatabaseUnreachable(f"{file_of(database.url)}: {error.strerror}") from error
    try:
        await _lock(folder, file_of(database.url))
        yield
    finally:
        os.close(folder)


async def _lock(folder: int, path: Path) -> None:
    try:
        async with asyncio.timeout(START_SECONDS_MAX):
            while True:
                with suppress(BlockingIOError):
                    return fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        raise DatabaseUnreachable(f"another process does not let go of {path}") from error
