"""Where a document is paid for: free for anonymous callers, a credit for the holder of a token."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Protocol

from gateway.deadlines import Deadline
from gateway.ledger.entries import Delivery
from gateway.ledger.keys import Key
from gateway.ledger.ledger import Ledger
from gateway.ledger.purchase import Purchase, purchase
from gateway.ledger.refusals import DatabaseUnreachable
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
    """A document that the holder of a token pays for, unless it was paid for before.

    Once it is being charged nothing but the document ends the request: the deadline is lifted.
    """

    def __init__(self, till: "LedgerTill", bought: Purchase, *, costs: bool) -> None:
        self.is_replay = bought.is_replay
        self._costs = costs
        self._till = till
        self._bought = bought

    async def settle(self, delivery: Delivery) -> int:
        self._till.deadline.lift()
        balance = await self._bought.settle(delivery)
        if self._costs and not self.is_replay:
            return balance
        # A twin may have paid since this request came in; not to hear of that is no reason to fail.
        with suppress(DatabaseUnreachable):
            balance = (await self._till.ledger.show(self._till.token.id)).available
        return balance


class LedgerTill:
    """The till of one token.

    deadline: of the request.
    key: the idempotency key that came with the request.
    """

    def __init__(
        self, ledger: Ledger, token: Token, deadline: Deadline, *, key: Key | None
    ) -> None:
        self.ledger = ledger
        self.token = token
        self.deadline = deadline
        self._key = key

    @asynccontextmanager
    async def sale(self, *, costs: bool) -> AsyncIterator[Sale]:
        async with purchase(self.ledger, self.token, costs=costs, key=self._key) as bought:
            yield LedgerSale(self, bought, costs=costs)
