"""The book itself: what was granted and what was charged, only ever added to."""

from datetime import UTC, datetime
from typing import Any, Literal, Self

from msgspec import Struct, structs
from sqlalchemy import ColumnElement, ScalarSelect, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables

Kind = Literal["grant", "charge"]
Column = ColumnElement[Any]

_TABLE = tables.entries
_SHOWN = tuple(column for column in _TABLE.c if column.name not in {"token_id", "reservation_id"})


class Delivery(Struct, frozen=True, kw_only=True):
    """What is written down about a delivered document: no content of it.

    document_hash: SHA-256 of what was delivered, in hexadecimal digits.
    profile: the profile's id.
    """

    document_hash: str
    profile: str
    media_type: str


class Line(Struct, frozen=True, kw_only=True):
    """What is to be written; credits is what it adds to the token."""

    kind: Kind
    credits: int
    at: datetime
    document_hash: str | None = None
    key_hash: str | None = None
    profile: str | None = None
    media_type: str | None = None


class Entry(Line, frozen=True, kw_only=True):
    """What is written, under a number that grows."""

    id: int


class Page(Struct, frozen=True):
    """Some entries, the oldest first; after is where the next page begins, None at the end."""

    entries: tuple[Entry, ...]
    after: int | None


class Period(Struct, frozen=True):
    """A span of time: its start belongs to it, its end does not."""

    start: datetime
    end: datetime

    @classmethod
    def month_of(cls, moment: datetime) -> Self:
        """Return the calendar month, in UTC."""
        start = moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        year, month = (start.year + 1, 1) if start.month == 12 else (start.year, start.month + 1)
        return cls(start, start.replace(year=year, month=month))


class Audit(Struct, frozen=True, kw_only=True):
    """What became of the credits that a token was granted, all read at one moment.

    charged: credits that documents cost. reserved: credits that open reservations hold.
    """

    granted: int
    charged: int
    reserved: int
    available: int

    @property
    def is_balanced(self) -> bool:
        """Whether no credit was lost and none made."""
        return self.available >= 0 and (
            self.granted == self.charged + self.reserved + self.available
        )


class Usage(Struct, frozen=True, kw_only=True):
    """What a token's holder used; documents are counted on unlimited tokens too."""

    unlimited: bool
    granted: int
    used: int
    reserved: int
    available: int
    period: Period
    used_in_period: int


async def add(
    connection: AsyncConnection, token_id: str, line: Line, *, reservation_id: str | None = None
) -> int:
    """Write a line and return the entry's id."""
    row = await connection.execute(
        insert(_TABLE)
        .values(token_id=token_id, reservation_id=reservation_id, **structs.asdict(line))
        .returning(_TABLE.c.id)
    )
    return int(row.scalar_one())


async def is_charged(connection: AsyncConnection, reservation_id: str) -> bool:
    query = select(_TABLE.c.id).where(_TABLE.c.reservation_id == reservation_id)
    return (await connection.execute(query)).first() is not None


async def page(connection: AsyncConnection, token_id: str, after: int, limit: int) -> Page:
    """Read at most limit entries that come after the one named."""
    query = (
        select(*_SHOWN)
        .where(_TABLE.c.token_id == token_id, _TABLE.c.id > after)
        .order_by(_TABLE.c.id)
        .limit(limit + 1)
    )
    rows = tuple(Entry(**row._mapping) for row in await connection.execute(query))
    shown = rows[:limit]
    return Page(shown, shown[-1].id if len(rows) > limit else None)


async def audit(connection: AsyncConnection, token_id: str) -> Audit:
    # One statement, so that all of it is of one moment.
    query = select(
        tables.tokens.c.available,
        _granted(token_id).label("granted"),
        _charged(token_id).label("charged"),
        _reserved(token_id).label("reserved"),
    ).where(tables.tokens.c.id == token_id)
    row = (await connection.execute(query)).one()
    return Audit(**{name: int(value) for name, value in row._mapping.items()})


async def usage(connection: AsyncConnection, token_id: str, period: Period) -> Usage:
    in_period = (_TABLE.c.at >= period.start, _TABLE.c.at < period.end)
    query = select(
        tables.tokens.c.unlimited,
        tables.tokens.c.available,
        _granted(token_id).label("granted"),
        _reserved(token_id).label("reserved"),
        _of_kind(func.count(), token_id, "charge").label("used"),
        _of_kind(func.count(), token_id, "charge", *in_period).label("used_in_period"),
    ).where(tables.tokens.c.id == token_id)
    row = (await connection.execute(query)).one()
    counts = {name: int(value) for name, value in row._mapping.items() if name != "unlimited"}
    return Usage(unlimited=bool(row.unlimited), period=period, **counts)


def _granted(token_id: str) -> ScalarSelect[Any]:
    return _of_kind(func.coalesce(func.sum(_TABLE.c.credits), 0), token_id, "grant")


def _charged(token_id: str) -> ScalarSelect[Any]:
    return _of_kind(func.coalesce(-func.sum(_TABLE.c.credits), 0), token_id, "charge")


def _of_kind(
    value: Column, token_id: str, kind: Kind, *conditions: ColumnElement[bool]
) -> ScalarSelect[Any]:
    wanted = (_TABLE.c.token_id == token_id, _TABLE.c.kind == kind, *conditions)
    return select(value).where(*wanted).scalar_subquery()


def _reserved(token_id: str) -> ScalarSelect[Any]:
    table = tables.reservations
    total = func.coalesce(func.sum(table.c.credits), 0)
    return select(total).where(table.c.token_id == token_id).scalar_subquery()
