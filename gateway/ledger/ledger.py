"""The ledger: tokens and their credits, none lost and none charged twice, whatever is killed when.

Credits granted are charged, available, or held by open reservations, at every moment. Each verb
is one transaction that begins by locking its token; `purchase` says how a request uses them.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import entries, keys, reservations, tokens
from gateway.ledger.clock import Clock, utc_now
from gateway.ledger.database import Database
from gateway.ledger.entries import Audit, Delivery, Line, Page, Period, Usage
from gateway.ledger.keys import Claim, Claimed, Key, Outcome
from gateway.ledger.migration import migrate
from gateway.ledger.refusals import TokenRefused
from gateway.ledger.reservations import Reservation
from gateway.ledger.settlement import settle
from gateway.ledger.tokens import Found, Token


@asynccontextmanager
async def opened(
    url: str, *, lease_seconds: float, clock: Clock = utc_now
) -> AsyncIterator["Ledger"]:
    """Open the ledger at a URL, bring its tables up to date, and close it at the end.

    Raises DatabaseUnfit, DatabaseTooNew, DatabaseUnreachable.
    """
    database = Database(url)
    try:
        await migrate(database)
        yield Ledger(database, lease_seconds=lease_seconds, clock=clock)
    finally:
        await database.close()


class Ledger:
    """All tokens of one database; every verb may raise DatabaseUnreachable.

    lease_seconds: how long a reservation or a claim outlives its last renewal.
    """

    def __init__(self, database: Database, *, lease_seconds: float, clock: Clock = utc_now) -> None:
        self.database = database
        self.lease_seconds = lease_seconds
        self._clock = clock

    async def is_reachable(self, within_seconds: float) -> bool:
        """Tell whether tokens can be looked up."""
        return await self.database.answers(tokens.ANY, within_seconds)

    async def create(
        self,
        name: str,
        amount: int = 0,
        *,
        unlimited: bool = False,
        expires_at: datetime | None = None,
    ) -> tuple[Token, str]:
        """Make a token with some credits; return it and its secret, which nobody can read again."""
        now, secret = self._clock(), tokens.new_secret()
        token = Token(
            id=tokens.new_id("tok"),
            name=name,
            unlimited=unlimited,
            available=amount,
            created_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )

        async def add(connection: AsyncConnection) -> None:
            await tokens.add(connection, token, secret)
            if amount:
                await entries.add(connection, token.id, _grant(amount, now))

        await self.database.write(add)
        return token, secret

    async def find(self, secret: str) -> Token:
        """Return the token that a secret belongs to; raises TokenRefused."""
        now = self._clock()
        found = await self.database.read(lambda read: tokens.find(read, secret, now))
        if found is None:
            raise TokenRefused("unknown")
        tokens.refuse_unless_active(found.token, now)
        return await self._freed(found)

    async def tokens(self) -> tuple[Token, ...]:
        """Return all tokens, the oldest first."""
        now = self._clock()
        everyone = await self.database.read(lambda read: tokens.everyone(read, now))
        return tuple([await self._freed(found) for found in everyone])

    async def show(self, token_id: str) -> Token:
        """Return one token; raises TokenUnknown."""
        now = self._clock()
        found = await self.database.read(lambda read: tokens.show(read, token_id, now))
        return await self._freed(found)

    async def grant(self, token_id: str, amount: int) -> Token:
        """Add credits to a token and return it; raises TokenUnknown."""
        now = self._clock()

        async def add(connection: AsyncConnection) -> Token:
            await reservations.lock(connection, token_id, now)
            await tokens.add_credits(connection, token_id, amount)
            await entries.add(connection, token_id, _grant(amount, now))
            return (await tokens.show(connection, token_id, now)).token

        return await self.database.write(add)

    async def revoke(self, token_id: str) -> Token:
        """Revoke a token and return it; documents under way are still delivered.

        Raises TokenUnknown.
        """
        now = self._clock()

        async def end(connection: AsyncConnection) -> Token:
            await reservations.lock(connection, token_id, now)
            await tokens.revoke(connection, token_id, now)
            return (await tokens.show(connection, token_id, now)).token

        return await self.database.write(end)

    async def usage(self, token: Token, period: Period | None = None) -> Usage:
        """Return what was used, in all and in a period: the current month where none is given."""
        span = period or Period.month_of(self._clock())
        await self.show(token.id)
        return await self.database.read(lambda read: entries.usage(read, token.id, span))

    async def entries(self, token: Token, after: int = 0, limit: int = 100) -> Page:
        """Return the token's entries that come after the one named."""
        return await self.database.read(lambda read: entries.page(read, token.id, after, limit))

    async def verify(self, token: Token) -> Audit:
        """Add up what became of a token's credits."""
        return await self.database.read(lambda read: entries.audit(read, token.id))

    async def reserve(self, token: Token) -> Reservation:
        """Set a credit aside; raises InsufficientCredits, TokenRefused."""
        now = self._clock()
        reservation = Reservation(tokens.new_id("res"), token.id)

        async def take(connection: AsyncConnection) -> None:
            current = await reservations.lock(connection, token.id, now)
            tokens.refuse_unless_active(current, now)
            await reservations.take(connection, reservation, current, self._lease_from(now))

        await self.database.write(take)
        return reservation

    async def renew(self, reservation: Reservation | None, claim: Claim | None = None) -> None:
        """Let the lease begin anew; what lapsed and was given to others stays theirs."""
        until = self._lease_from(self._clock())

        async def extend(connection: AsyncConnection) -> None:
            if reservation is not None:
                await reservations.renew(connection, reservation, until)
            if claim is not None:
                await keys.renew(connection, claim, until)

        await self.database.write(extend)

    async def commit(
        self, reservation: Reservation, delivery: Delivery, claim: Claim | None = None
    ) -> int:
        """Charge for a document, bind the key that it was claimed under, and return the balance.

        A second commit of the same reservation changes nothing. One whose lease ran out takes a
        new credit. Nothing is charged where a twin paid under the same key meanwhile.
        Raises InsufficientCredits and KeyConflict; the document must not be delivered then.
        """
        now = self._clock()

        return await self.database.write(
            lambda connection: settle(connection, reservation, delivery, claim, now)
        )

    async def release(self, reservation: Reservation | None, claim: Claim | None = None) -> None:
        """Give a credit back and free a key; nothing happens to what is settled already."""

        now = self._clock()

        async def give_back(connection: AsyncConnection) -> None:
            if reservation is not None:
                await reservations.lock(connection, reservation.token_id, now)
                await reservations.give_back(connection, reservation)
            if claim is not None:
                await reservations.lock(connection, claim.token_id, now)
                await keys.free(connection, claim)

        await self.database.write(give_back)

    async def claim(self, token: Token, key: Key, *, costs: bool = True) -> Outcome:
        """Claim an idempotency key; costs says whether what is asked for has a price."""
        now = self._clock()
        claim = keys.claim_for(key, claim_id=tokens.new_id("clm"), token_id=token.id)
        # Replays, and twins that wait, only read.
        found = await self.database.read(lambda read: keys.look(read, claim, now, costs=costs))
        if found is not None:
            return found

        async def take(connection: AsyncConnection) -> Outcome:
            await reservations.lock(connection, token.id, now)
            found = await keys.look(connection, claim, now, costs=costs)
            if found is None:
                await keys.take(connection, claim, now, self._lease_from(now))
            return found or Claimed(claim)

        return await self.database.write(take)

    async def bind(self, claim: Claim) -> None:
        """Bind a key to what is delivered free of charge; raises KeyConflict."""
        now = self._clock()

        async def bind(connection: AsyncConnection) -> None:
            await reservations.lock(connection, claim.token_id, now)
            if not await keys.is_paid(connection, claim, now):
                await keys.bind(connection, claim, None, now)

        await self.database.write(bind)

    async def _freed(self, found: Found) -> Token:
        """Return the token, with what lapsed reservations of it held."""
        if not found.has_lapsed:
            return found.token
        now = self._clock()
        return await self.database.write(
            lambda connection: reservations.lock(connection, found.token.id, now)
        )

    def _lease_from(self, now: datetime) -> datetime:
        return now + timedelta(seconds=self.lease_seconds)


def _grant(amount: int, now: datetime) -> Line:
    if amount < 1:
        raise ValueError("a grant is at least one credit")
    return Line(kind="grant", credits=amount, at=now)
