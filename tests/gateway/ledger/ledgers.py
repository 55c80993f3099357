"""Ledgers to test: one that is opened like another process would, its clock, and its books."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gateway.ledger.entries import Delivery
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.tokens import Token

LEASE_SECONDS = 60.0
DELIVERY = Delivery(document_hash="d" * 64, profile="en16931", media_type="application/pdf")


class Clock:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 31, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@asynccontextmanager
async def another(url: str, clock: Clock) -> AsyncIterator[Ledger]:
    """Open a database as one more process would."""
    async with opened(url, lease_seconds=LEASE_SECONDS, clock=clock) as made:
        yield made


def stored_in(folder: Path) -> bytes:
    """Read all that an SQLite database has written."""
    return b"".join(file.read_bytes() for file in folder.rglob("zugio.db*"))


def modes_in(folder: Path) -> dict[str, int]:
    """Return who may do what with the files of an SQLite database."""
    return {file.name: file.stat().st_mode & 0o777 for file in folder.rglob("zugio.db*")}


async def numbers(ledger: Ledger, token: Token) -> tuple[int, int, int]:
    """Charged, reserved, available; that they add up is checked on the way."""
    audit = await ledger.verify(token)
    assert audit.is_balanced
    return audit.charged, audit.reserved, audit.available
