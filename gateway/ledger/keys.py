"""Idempotency keys: one document, however often it is asked for under the same key.

A key is claimed while a request works under it and bound once a document was delivered. A claim
ends with its lease, so a crash leaves the key free; a binding keeps the key to one body and query
for a day. What was delivered free of charge is bound too, and paid for when something that costs
is first delivered under the key.
"""

import hashlib
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.refusals import KeyConflict

BOUND_FOR = timedelta(hours=24)

_TABLE = tables.bindings


class Key(Struct, frozen=True):
    """An idempotency key as a caller sent it, and the fingerprint of what came with it."""

    text: str
    fingerprint: str


class Claim(Struct, frozen=True):
    """The right to deliver under a key."""

    id: str
    token_id: str
    key_hash: str
    fingerprint: str


class Claimed(Struct, frozen=True):
    """The key was free; whoever asked has it now."""

    claim: Claim


class Bound(Struct, frozen=True):
    """A document was delivered under the key before; entry_id is what paid for it, if it cost."""

    entry_id: int | None


class Conflict(Struct, frozen=True):
    """Something with another body or query was delivered under the key."""


class Pending(Struct, frozen=True):
    """Another request works under the key at this moment."""


Outcome = Claimed | Bound | Conflict | Pending


def fingerprint_of(*parts: bytes) -> str:
    """Return one fingerprint of several parts; where one ends and the next begins counts too."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def claim_for(key: Key, *, claim_id: str, token_id: str) -> Claim:
    # The token's id makes equal keys of two callers look different.
    key_hash = fingerprint_of(token_id.encode(), key.text.encode("utf-8", "surrogatepass"))
    return Claim(claim_id, token_id, key_hash, key.fingerprint)


async def look(
    connection: AsyncConnection, claim: Claim, now: datetime, *, costs: bool
) -> Bound | Conflict | Pending | None:
    """Return what stands against a claim, None where the key is free for it."""
    row = await _row(connection, claim)
    if row is None:
        return None
    if row.bound_until is not None and row.bound_until > now:
        if row.fingerprint != claim.fingerprint:
            return Conflict()
        if row.entry_id is not None or not costs:
            return Bound(row.entry_id)
    if row.claimed_until is not None and row.claimed_until > now:
        return Pending()
    return None


async def take(
    connection: AsyncConnection, claim: Claim, now: datetime, lease_until: datetime
) -> None:
    """Claim a key of a locked token that `look` found free."""
    await connection.execute(delete(_TABLE).where(_TABLE.c.token_id == claim.token_id, _over(now)))
    held = {"claim_id": claim.id, "claimed_until": lease_until}
    kept = await connection.execute(update(_TABLE).where(_is(claim)).values(**held))
    if kept.rowcount == 0:
        await connection.execute(
            insert(_TABLE).values(
                token_id=claim.token_id,
                key_hash=claim.key_hash,
                fingerprint=claim.fingerprint,
                **held,
            )
        )


async def renew(connection: AsyncConnection, claim: Claim, lease_until: datetime) -> None:
    await connection.execute(
        update(_TABLE)
        .where(_is(claim), _TABLE.c.claim_id == claim.id)
        .values(claimed_until=lease_until)
    )


async def free(connection: AsyncConnection, claim: Claim) -> None:
    """Give a claim up; what was bound under the key before stays bound."""
    mine = and_(_is(claim), _TABLE.c.claim_id == claim.id)
    await connection.execute(delete(_TABLE).where(mine, _TABLE.c.bound_until.is_(None)))
    await connection.execute(update(_TABLE).where(mine).values(claim_id=None, claimed_until=None))


async def is_paid(connection: AsyncConnection, claim: Claim, now: datetime) -> bool:
    """Return whether a twin has paid meanwhile, as one can once this claim's lease ran out.

    Raises KeyConflict where something else was delivered under the key meanwhile.
    """
    row = await _row(connection, claim)
    if row is None or row.bound_until is None or row.bound_until <= now:
        return False
    if row.fingerprint != claim.fingerprint:
        raise KeyConflict
    return row.entry_id is not None


async def bind(
    connection: AsyncConnection, claim: Claim, entry_id: int | None, now: datetime
) -> None:
    """Bind the key of a locked token to what is being delivered, whoever claims it by now."""
    await connection.execute(delete(_TABLE).where(_is(claim)))
    await connection.execute(
        insert(_TABLE).values(
            token_id=claim.token_id,
            key_hash=claim.key_hash,
            fingerprint=claim.fingerprint,
            bound_until=now + BOUND_FOR,
            entry_id=entry_id,
        )
    )


async def _row(connection: AsyncConnection, claim: Claim) -> Row[tuple[object, ...]] | None:
    return (await connection.execute(select(_TABLE).where(_is(claim)))).one_or_none()


def _is(claim: Claim) -> ColumnElement[bool]:
    return and_(_TABLE.c.token_id == claim.token_id, _TABLE.c.key_hash == claim.key_hash)


def _over(now: datetime) -> ColumnElement[bool]:
    """Match rows that are neither bound nor claimed any more."""
    return and_(
        _TABLE.c.bound_until.is_(None) | (_TABLE.c.bound_until <= now),
        _TABLE.c.claimed_until.is_(None) | (_TABLE.c.claimed_until <= now),
    )
