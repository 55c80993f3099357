"""What happens at the moment of delivery: the credit is charged and the key bound, or neither."""

from datetime import datetime

from msgspec import structs
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import entries, keys, reservations, tokens
from gateway.ledger.entries import Delivery, Line
from gateway.ledger.keys import Claim
from gateway.ledger.refusals import InsufficientCredits
from gateway.ledger.reservations import Reservation
from gateway.ledger.tokens import Token


async def settle(
    connection: AsyncConnection,
    reservation: Reservation,
    delivery: Delivery,
    claim: Claim | None,
    now: datetime,
) -> int:
    """Charge for a document and return the balance.

    Nothing is charged for a reservation that was charged before, nor where a twin paid under the
    same key. Raises InsufficientCredits, KeyConflict.
    """
    token = await tokens.lock(connection, reservation.token_id)
    if not await entries.is_charged(connection, reservation.id):
        if claim is not None and await keys.is_paid(connection, claim, now):
            await reservations.give_back(connection, reservation)
        else:
            price = await _price(connection, token, reservation, now)
            line = Line(
                kind="charge",
                credits=-price,
                at=now,
                key_hash=claim.key_hash if claim else None,
                **structs.asdict(delivery),
            )
            entry_id = await entries.add(connection, token.id, line, reservation_id=reservation.id)
            if claim is not None:
                await keys.bind(connection, claim, entry_id, now)
    return (await tokens.show(connection, token.id)).available


async def _price(
    connection: AsyncConnection, token: Token, reservation: Reservation, now: datetime
) -> int:
    """End a reservation and return what it held; where it is gone, take a new credit."""
    held = await reservations.close(connection, reservation)
    if held is not None:
        return held
    if not token.unlimited:
        await reservations.free_lapsed(connection, token.id, now)
        if not await tokens.take_credit(connection, token.id):
            raise InsufficientCredits(0)
    return reservations.price_for(token)
