"""How a request uses the ledger, from the first look at its key to the charge for its document.

    async with purchase(ledger, token, key=key) as bought:
        ...make the document...
        balance = await bought.settle(delivery)

Whatever leaves the block without settling gives the credit back and frees the key.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from gateway.ledger.entries import Delivery
from gateway.ledger.keys import Bound, Claim, Claimed, Conflict, Key, Pending
from gateway.ledger.ledger import Ledger
from gateway.ledger.refusals import ChargeUnknown, DatabaseUnreachable, KeyConflict
from gateway.ledger.reservations import Reservation
from gateway.ledger.shielding import uncancelled
from gateway.ledger.tokens import Token
from profiles.errors import DeadlinePassed

WAIT_FOR_TWIN_SECONDS = 30.0

_POLL_SECONDS = 0.05


@asynccontextmanager
async def purchase(
    ledger: Ledger,
    token: Token,
    *,
    costs: bool = True,
    key: Key | None = None,
    wait_seconds: float = WAIT_FOR_TWIN_SECONDS,
) -> AsyncIterator["Purchase"]:
    """Set a credit aside, where the document costs one, and claim the key, where there is one.

    wait_seconds: how long to wait for another request that works under the same key.
    Raises InsufficientCredits, KeyConflict, TokenRefused, DatabaseUnreachable, and DeadlinePassed
    when the other request takes too long.
    """
    bought = Purchase(ledger, token, costs=costs)
    try:
        if key is not None:
            await bought.claim(key, wait_seconds)
        if costs and not bought.is_replay:
            await uncancelled(bought.reserve())
        async with bought.kept_alive():
            yield bought
    finally:
        await bought.give_back()


class Purchase:
    """One document that is being made for a token; `purchase` makes these."""

    def __init__(self, ledger: Ledger, token: Token, *, costs: bool) -> None:
        self.is_replay = False
        self._ledger = ledger
        self._token = token
        self._costs = costs
        self._claim: Claim | None = None
        self._reservation: Reservation | None = None
        self._is_settled = False

    async def settle(self, delivery: Delivery) -> int:
        """Charge for the document right before it is delivered, and return the balance.

        Costs nothing for a replay and for what has no price. Raises InsufficientCredits and
        KeyConflict where the lease ran out and others were faster, and ChargeUnknown where the
        database was lost meanwhile; nothing is delivered then.
        """
        return await uncancelled(self._settle(delivery))

    async def claim(self, key: Key, wait_seconds: float) -> None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + wait_seconds
        while await uncancelled(self._is_pending(key)):
            if loop.time() >= deadline:
                raise DeadlinePassed("another request works under the same key")
            await asyncio.sleep(_POLL_SECONDS)

    async def reserve(self) -> None:
        self._reservation = await self._ledger.reserve(self._token)

    @asynccontextmanager
    async def kept_alive(self) -> AsyncIterator[None]:
        """Renew the lease as long as the block runs."""
        if self._reservation is None and self._claim is None:
            yield
            return
        renewing = asyncio.create_task(self._renew_again_and_again())
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})

    async def give_back(self) -> None:
        """Release what is held, unless it is settled."""
        if self._is_settled or (self._reservation is None and self._claim is None):
            return
        # The lease ends by itself where the database cannot be told.
        with suppress(DatabaseUnreachable):
            await self._ledger.release(self._reservation, self._claim)

    async def _is_pending(self, key: Key) -> bool:
        match await self._ledger.claim(self._token, key, costs=self._costs):
            case Pending():
                return True
            case Conflict():
                raise KeyConflict
            case Bound():
                self.is_replay = True
            case Claimed(claim):
                self._claim = claim
        return False

    async def _settle(self, delivery: Delivery) -> int:
        balance = self._token.available
        if self._reservation is not None:
            balance = await self._commit(self._reservation, delivery)
        elif self._claim is not None:
            await self._ledger.bind(self._claim)
        self._is_settled = True
        return balance

    async def _commit(self, reservation: Reservation, delivery: Delivery) -> int:
        with suppress(DatabaseUnreachable):
            return await self._ledger.commit(reservation, delivery, self._claim)
        # The answer may have been lost on its way, after the charge; asking a second time charges
        # nothing then.
        try:
            return await self._ledger.commit(reservation, delivery, self._claim)
        except DatabaseUnreachable as lost:
            raise ChargeUnknown(str(lost)) from lost

    async def _renew_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(self._ledger.lease_seconds / 3)
            # Commit decides what becomes of a lease that could not be renewed.
            with suppress(DatabaseUnreachable):
                await self._ledger.renew(self._reservation, self._claim)
