"""Tokens: who holds credits, known to the outside by an id and to its holder by a secret."""

import hashlib
import secrets
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, structs
from sqlalchemy import Row, Select, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.refusals import TokenRefused, TokenUnknown

State = Literal["active", "expired", "revoked"]

_SECRET_BYTES = 32
_COLUMNS = tuple(column for column in tables.tokens.c if column.name != "secret_hash")

# Finds a token, whichever it is.
ANY = select(tables.tokens.c.id).limit(1)


class Token(Struct, frozen=True, kw_only=True):
    """A token as it was when it was read; available is what can be reserved."""

    id: str
    name: str
    unlimited: bool
    available: int
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    def state(self, now: datetime) -> State:
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is not None and self.expires_at <= now:
            return "expired"
        return "active"


class Found(Struct, frozen=True):
    """A token, and whether reservations of it have lapsed whose credits are to be given back."""

    token: Token
    has_lapsed: bool


def new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(12)}"


def new_secret() -> str:
    return f"zugio_{secrets.token_urlsafe(_SECRET_BYTES)}"


def hash_of(secret: str) -> str:
    """Return what is stored in place of a secret; being random, it needs neither salt nor time."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def refuse_unless_active(token: Token, now: datetime) -> None:
    """Raise TokenRefused for a token that has expired or was revoked."""
    state = token.state(now)
    if state != "active":
        raise TokenRefused(state)


async def add(connection: AsyncConnection, token: Token, secret: str) -> None:
    values = structs.asdict(token)
    await connection.execute(insert(tables.tokens).values(secret_hash=hash_of(secret), **values))


async def find(connection: AsyncConnection, secret: str, now: datetime) -> Found | None:
    query = _query(now).where(tables.tokens.c.secret_hash == hash_of(secret))
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else _found(row)


async def show(
    connection: AsyncConnection, token_id: str, now: datetime, *, locks: bool = False
) -> Found:
    """Read a token and, if wanted, lock it for others who want to; raises TokenUnknown."""
    query = _query(now).where(tables.tokens.c.id == token_id)
    if locks:
        query = query.with_for_update(key_share=True, of=tables.tokens)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise TokenUnknown(token_id)
    return _found(row)


async def everyone(connection: AsyncConnection, now: datetime) -> tuple[Found, ...]:
    """Read all tokens, the oldest first."""
    query = _query(now).order_by(tables.tokens.c.created_at, tables.tokens.c.id)
    return tuple(_found(row) for row in await connection.execute(query))


async def add_credits(connection: AsyncConnection, token_id: str, amount: int) -> None:
    available = tables.tokens.c.available
    await connection.execute(
        update(tables.tokens)
        .where(tables.tokens.c.id == token_id)
        .values(available=available + amount)
    )


async def take_credit(connection: AsyncConnection, token_id: str) -> bool:
    """Take one credit if there is one, and return whether there was."""
    available = tables.tokens.c.available
    taken = await connection.execute(
        update(tables.tokens)
        .where(tables.tokens.c.id == token_id, available >= 1)
        .values(available=available - 1)
    )
    return taken.rowcount == 1


async def revoke(connection: AsyncConnection, token_id: str, now: datetime) -> None:
    """Revoke a token; one that was revoked before keeps its time."""
    await connection.execute(
        update(tables.tokens)
        .where(tables.tokens.c.id == token_id, tables.tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _query(now: datetime) -> Select[Any]:
    table = tables.reservations
    has_lapsed = exists().where(table.c.token_id == tables.tokens.c.id, table.c.lease_until <= now)
    return select(*_COLUMNS, has_lapsed.label("has_lapsed"))


def _found(row: Row[Any]) -> Found:
    values = dict(row._mapping)
    has_lapsed = bool(values.pop("has_lapsed"))
    return Found(Token(**values), has_lapsed)
