"""One database, SQLite or PostgreSQL: short reads, and transactions that no cancellation cuts."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Executable, event
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from gateway.ledger.address import file_of, is_sqlite, read_url
from gateway.ledger.refusals import DatabaseUnreachable
from gateway.ledger.shielding import uncancelled

Result = TypeVar("Result")
Work = Callable[[AsyncConnection], Awaitable[Result]]

WAIT_SECONDS = 15
CONNECTIONS_MAX = 8
_WRITES = "ledger_writes"


class Database:
    """Where the ledger lives; every access ends, well or with DatabaseUnreachable, in bounded time.

    A transaction that writes runs to its end even when its caller is cancelled.
    """

    def __init__(self, url: str) -> None:
        """Name the database; nothing is opened yet. Raises DatabaseUnfit."""
        self.url = read_url(url)
        self._engine = _engine_for(self.url)
        # SQLite lets one write at a time and makes others poll; inside a process they queue up.
        self._turn: AbstractAsyncContextManager[Any] = (
            asyncio.Lock() if self.is_sqlite else nullcontext()
        )

    @property
    def is_sqlite(self) -> bool:
        return is_sqlite(self.url)

    async def read(self, work: Work[Result]) -> Result:
        """Run single statements, each for itself."""
        with self._reached():
            async with self._engine.execution_options(**self._reading).connect() as connection:
                return await work(connection)

    async def write(self, work: Work[Result]) -> Result:
        """Run the work as one transaction."""
        return await uncancelled(self._transaction(work))

    async def answers(self, query: Executable, within_seconds: float) -> bool:
        """Tell whether a query gets an answer in time; a file that was deleted answers no more."""

        async def ask(connection: AsyncConnection) -> None:
            await connection.execute(query)

        try:
            async with asyncio.timeout(within_seconds):
                await self.read(ask)
        except (SQLAlchemyError, TimeoutError, DatabaseUnreachable):
            return False
        return not self.is_sqlite or file_of(self.url).exists()

    async def close(self) -> None:
        await self._engine.dispose()

    @property
    def _reading(self) -> dict[str, str]:
        # On SQLite nothing begins a transaction but what writes.
        return {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}

    async def _transaction(self, work: Work[Result]) -> Result:
        writer = self._engine.execution_options(**{_WRITES: True})
        async with self._turn:
            with self._reached():
                async with writer.begin() as connection:
                    return await work(connection)

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn whatever shows that the database is away, locked or full into one exception."""
        try:
            yield
        except (DataError, IntegrityError, ProgrammingError):
            raise  # the statement is at fault, not the database
        except (DBAPIError, PoolTimeout, OSError) as error:
            place = self.url.render_as_string(hide_password=True)
            raise DatabaseUnreachable(f"{place}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """Say what the driver or the system said, without the statement that it was about."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return next(iter(str(said).splitlines()), type(said).__name__)


def make_file(url: URL) -> None:
    """Make the folder and the file of an SQLite database where they are missing, for us alone."""
    path = file_of(url)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # To close a file drops every lock that this process has on it, those of SQLite's own
    # connections too; so one that is there must not even be opened.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _engine_for(url: URL) -> AsyncEngine:
    if is_sqlite(url):
        engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=CONNECTIONS_MAX,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
            connect_args={"timeout": WAIT_SECONDS},
            # Only what writes begins a transaction, and that is always brought to its end.
            pool_reset_on_return=None,
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    engine = create_async_engine(
        url,
        hide_parameters=True,  # an error's text would carry hashes into the log
        isolation_level="READ COMMITTED",  # whatever the server's own default is
        pool_size=CONNECTIONS_MAX,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,  # a restarted server costs nobody a request
        connect_args={"timeout": WAIT_SECONDS, "command_timeout": WAIT_SECONDS},
    )
    event.listen(engine.sync_engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing on its own
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a charge outlives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # A replica that lost its power in the middle of a transaction does not keep a token locked.
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{WAIT_SECONDS}s'")
    cursor.close()
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        # The write lock is taken at once; taken later it could fail without waiting.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
