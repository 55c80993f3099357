"""What keeps the ledger from its database, found out without changing anything there."""

import os
from pathlib import Path

from sqlalchemy import text

from gateway.ledger.address import file_of
from gateway.ledger.database import Database
from gateway.ledger.refusals import DatabaseUnreachable

_QUESTION = text("SELECT 1")


async def look_at(url: str) -> str:
    """Describe the database of the ledger; raises DatabaseUnfit, DatabaseUnreachable."""
    database = Database(url)
    place = database.url.render_as_string(hide_password=True)
    if database.is_sqlite:
        file = file_of(database.url)
        _require_writable(file)
        if not file.exists():
            return f"{place}, made when it is first used"
    try:
        await database.read(lambda connection: connection.execute(_QUESTION))
    finally:
        await database.close()
    return place


def _require_writable(file: Path) -> None:
    folder = next(folder for folder in file.absolute().parents if folder.exists())
    if not folder.is_dir():
        raise DatabaseUnreachable(f"{folder} is no folder")
    for path in (folder, file):
        if path.exists() and not os.access(path, os.W_OK):
            raise DatabaseUnreachable(f"user {os.geteuid()} cannot write to {path}")
