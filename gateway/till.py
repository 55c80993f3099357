"""Where a document is paid for: free for anonymous callers, a credit for the holder of a token."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from gateway.ledger.entries import Delivery
from gateway.ledger.keys import Key
from gateway.ledger.ledger import Ledger
from gateway.ledger.purchase import Purchase, purchase
from gateway.ledger.tokens import Token


class Sale(Protocol):
    """One document that is being made; nothing is charged until it is settled.

    is_replay: it was paid for before, under the same idempotency key.
    """

    is_replay: bool

    async def settle(self, delivery: Delivery) -> int:
        """Charge right before the document is delivered, and return the balance in credits."""


class Till(Protocol):
    """Opens a sale before anything is drawn; leaving it unsettled gives everything back.

    costs: whether what is asked for has a price.
    """

    def sale(self, *, costs: bool) -> AbstractAsyncContextManager[Sale]: ...


class FreeSale:
    """A document that nobody pays for."""

    is_replay = False

    async def settle(self, delivery: Delivery) -> int:  # noqa: ARG002  (nothing is written down)
        return 0


class FreeTill:
    """The till of anonymous callers and of the command line."""

    @asynccontextmanager
    async def sale(self, *, costs: bool) -> AsyncIterator[Sale]:  # noqa: ARG002  (all is free)
        yield FreeSale()


class LedgerSale:
    """A document that the holder of a token pays for, unless it was paid for before."""

    def __init__(self, ledger: Ledger, token: Token, bought: Purchase, *, costs: bool) -> None:
        self.is_replay = bought.is_replay
        self._is_free = bought.is_replay or not costs
        self._ledger = ledger
        self._token = token
        self._bought = bought

    async def settle(self, delivery: Delivery) -> int:
        balance = await self._bought.settle(delivery)
        if not self._is_free:
            return balance
        # A twin may have paid since this request came in.
        return (await self._ledger.show(self._token.id)).available


class LedgerTill:
    """The till of one token.

    key: the idempotency key that came with the request.
    """

    def __init__(self, ledger: Ledger, token: Token, *, key: Key | None) -> None:
        self._ledger = ledger
        self._token = token
        self._key = key

    @asynccontextmanager
    async def sale(self, *, costs: bool) -> AsyncIterator[Sale]:
        async with purchase(self._ledger, self._token, costs=costs, key=self._key) as bought:
            yield LedgerSale(self._ledger, self._token, bought, costs=costs)
