"""Reservations: a credit set aside while a document is made, for as long as its lease runs."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables, tokens
from gateway.ledger.refusals import InsufficientCredits
from gateway.ledger.tokens import Token

_TABLE = tables.reservations


class Reservation(Struct, frozen=True):
    """A credit of a token that is set aside; on an unlimited token, the mere right to commit."""

    id: str
    token_id: str


async def lock(connection: AsyncConnection, token_id: str, now: datetime) -> Token:
    """Give a token what lapsed reservations hold, and read it; nobody else writes to it meanwhile.

    Whatever writes for a token begins with this, so that no two wait for each other crosswise.
    Raises TokenUnknown.
    """
    found = await tokens.show(connection, token_id, now, locks=True)
    if not found.has_lapsed:
        return found.token
    await _free_lapsed(connection, token_id, now)
    return (await tokens.show(connection, token_id, now)).token


async def take(
    connection: AsyncConnection, reservation: Reservation, token: Token, lease_until: datetime
) -> None:
    """Set a credit of a locked token aside; raises InsufficientCredits."""
    if not token.unlimited and not await tokens.take_credit(connection, token.id):
        raise InsufficientCredits(token.available)
    await connection.execute(
        insert(_TABLE).values(
            id=reservation.id,
            token_id=token.id,
            credits=price_for(token),
            lease_until=lease_until,
        )
    )


async def renew(
    connection: AsyncConnection, reservation: Reservation, lease_until: datetime
) -> None:
    await connection.execute(
        update(_TABLE).where(_TABLE.c.id == reservation.id).values(lease_until=lease_until)
    )


async def close(connection: AsyncConnection, reservation: Reservation) -> int | None:
    """End a reservation of a locked token; return the credits it held, None if it is gone."""
    ended = await connection.execute(
        delete(_TABLE).where(_TABLE.c.id == reservation.id).returning(_TABLE.c.credits)
    )
    return ended.scalar_one_or_none()


async def give_back(connection: AsyncConnection, reservation: Reservation) -> None:
    """End a reservation of a locked token and return what it held, if it is still there."""
    held = await close(connection, reservation)
    if held:
        await tokens.add_credits(connection, reservation.token_id, held)


def price_for(token: Token) -> int:
    """Return the credits that a document costs."""
    return 0 if token.unlimited else 1


async def _free_lapsed(connection: AsyncConnection, token_id: str, now: datetime) -> None:
    """Return to a locked token what reservations hold whose lease has run out."""
    ended = await connection.execute(
        delete(_TABLE)
        .where(_TABLE.c.token_id == token_id, _TABLE.c.lease_until <= now)
        .returning(_TABLE.c.credits)
    )
    held = sum(ended.scalars())
    if held:
        await tokens.add_credits(connection, token_id, held)
