"""Tokens: who holds credits, known to the outside by an id and to its holder by a secret."""

import hashlib
import secrets
from datetime import datetime
from typing import Literal

from msgspec import Struct, structs
from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.refusals import TokenRefused, TokenUnknown

State = Literal["active", "expired", "revoked"]

_SECRET_BYTES = 32
_COLUMNS = tuple(column for column in tables.tokens.c if column.name != "secret_hash")


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


async def find(connection: AsyncConnection, secret: str) -> Token | None:
    return await _one(connection, tables.tokens.c.secret_hash == hash_of(secret))


async def show(connection: AsyncConnection, token_id: str) -> Token:
    """Read a token; raises TokenUnknown."""
    token = await _one(connection, tables.tokens.c.id == token_id)
    if token is None:
        raise TokenUnknown(token_id)
    return token


async def lock(connection: AsyncConnection, token_id: str) -> Token:
    """Read a token, and keep other writers off all that belongs to it until the transaction ends.

    Whatever writes for a token begins with this, so that no two wait for each other crosswise.
    Raises TokenUnknown.
    """
    token = await _one(connection, tables.tokens.c.id == token_id, locks=True)
    if token is None:
        raise TokenUnknown(token_id)
    return token


async def everyone(connection: AsyncConnection) -> tuple[Token, ...]:
    """Read all tokens, the oldest first."""
    order = (tables.tokens.c.created_at, tables.tokens.c.id)
    rows = await connection.execute(select(*_COLUMNS).order_by(*order))
    return tuple(Token(**row._mapping) for row in rows)


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


async def _one(
    connection: AsyncConnection, condition: ColumnElement[bool], *, locks: bool = False
) -> Token | None:
    query = select(*_COLUMNS).where(condition)
    if locks:
        query = query.with_for_update(key_share=True)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else Token(**row._mapping)
