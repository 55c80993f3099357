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
    token = await reservations.lock(connection, reservation.token_id, now)
    held = await reservations.close(connection, reservation)
    if held is None and await entries.is_charged(connection, reservation.id):
        return token.available
    if claim is not None and await keys.is_paid(connection, claim, now):
        await tokens.add_credits(connection, token.id, held or 0)
        return token.available + (held or 0)
    price = await _take_anew(connection, token) if held is None else held
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
    return token.available - (price if held is None else 0)


async def _take_anew(connection: AsyncConnection, token: Token) -> int:
    """Take a credit in place of one that went back when its lease ran out."""
    if not token.unlimited and not await tokens.take_credit(connection, token.id):
        raise InsufficientCredits(token.available)
    return reservations.price_for(token)
