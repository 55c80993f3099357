"""The URL of a database, as people write it and as its driver wants it."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from gateway.ledger.refusals import DatabaseUnfit

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


def read_url(text: str) -> URL:
    """Return the URL with the driver that the ledger uses; raises DatabaseUnfit."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise DatabaseUnfit(
            "a database URL looks like sqlite:///folder/file.db or "
            "postgresql://user:password@host/database"
        ) from error
    dialect = url.drivername.partition("+")[0]
    if dialect not in _DRIVERS:
        raise DatabaseUnfit(f"the ledger lives in sqlite or postgresql, not in {dialect}")
    url = url.set(drivername=_DRIVERS[dialect])
    if is_sqlite(url):
        if url.database in {None, "", ":memory:"} or "mode" in url.query:
            raise DatabaseUnfit("the ledger needs a file: sqlite:///folder/file.db")
        return url
    return _with_ssl_of_asyncpg(url)


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def file_of(url: URL) -> Path:
    """Return the file that an SQLite URL names."""
    return Path(url.database or "")


def _with_ssl_of_asyncpg(url: URL) -> URL:
    """Rename `sslmode`, which libpq's URLs carry and asyncpg calls `ssl`."""
    mode = url.query.get("sslmode")
    if mode is None:
        return url
    return url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
