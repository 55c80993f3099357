"""Whatever is done in whatever order, the ledger does what a few lines of arithmetic say."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gateway.ledger.entries import Audit
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.refusals import InsufficientCredits
from gateway.ledger.reservations import Reservation
from gateway.ledger.tokens import Token
from tests.gateway.ledger.ledgers import DELIVERY, LEASE_SECONDS, Clock


class Books(RuleBasedStateMachine):
    """One token of a ledger beside what should be true of it."""

    reservations = Bundle("reservations")
    url: str
    ledger: Ledger
    token: Token

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.clock = Clock()
        self.opening = opened(self.url, lease_seconds=LEASE_SECONDS, clock=self.clock)
        self.granted = self.charged = 0
        self.leases: dict[Reservation, float] = {}
        self.committed: set[Reservation] = set()
        self.passed = 0.0

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @property
    def available(self) -> int:
        return self.granted - self.charged - len(self.leases)

    def free_lapsed(self) -> None:
        self.leases = {each: until for each, until in self.leases.items() if until > self.passed}

    @initialize(credits_at_first=st.integers(1, 4))
    def create(self, credits_at_first: int) -> None:
        self.ledger = self.run(self.opening.__aenter__())
        self.token, _ = self.run(self.ledger.create("ERP", credits_at_first))
        self.granted = credits_at_first

    @rule(target=reservations)
    def reserve(self) -> Reservation:
        self.free_lapsed()
        try:
            reservation: Reservation = self.run(self.ledger.reserve(self.token))
        except InsufficientCredits:
            assert self.available == 0
            return Reservation("res_none", self.token.id)
        assert self.available > 0
        self.leases[reservation] = self.passed + LEASE_SECONDS
        return reservation

    @rule(reservation=reservations)
    def commit(self, reservation: Reservation) -> None:
        self.free_lapsed()
        is_paid = reservation in self.committed
        is_held = self.leases.pop(reservation, None) is not None
        possible = is_paid or is_held or self.available > 0
        try:
            balance = self.run(self.ledger.commit(reservation, DELIVERY))
        except InsufficientCredits:
            assert not possible
            return
        assert possible
        self.charged += not is_paid
        self.committed.add(reservation)
        assert balance == self.available

    @rule(reservation=reservations)
    def release(self, reservation: Reservation) -> None:
        self.free_lapsed()
        self.run(self.ledger.release(reservation))
        self.leases.pop(reservation, None)

    @rule(reservation=reservations)
    def renew(self, reservation: Reservation) -> None:
        self.run(self.ledger.renew(reservation))
        if reservation in self.leases:
            self.leases[reservation] = self.passed + LEASE_SECONDS

    @rule(amount=st.integers(1, 3))
    def grant(self, amount: int) -> None:
        self.free_lapsed()
        self.run(self.ledger.grant(self.token.id, amount))
        self.granted += amount

    @rule(seconds=st.sampled_from([1, LEASE_SECONDS / 2, LEASE_SECONDS]))
    def wait(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.passed += seconds

    @rule()
    def look(self) -> None:
        self.free_lapsed()
        assert self.run(self.ledger.show(self.token.id)).available == self.available

    @invariant()
    def the_books_agree(self) -> None:
        expected = Audit(
            granted=self.granted,
            charged=self.charged,
            reserved=len(self.leases),
            available=self.available,
        )
        assert expected.is_balanced
        assert self.run(self.ledger.verify(self.token)) == expected

    def teardown(self) -> None:
        self.run(self.opening.__aexit__(None, None, None))
        self.runner.close()


def test_the_books_agree_with_arithmetic(url: str) -> None:
    books = type("BooksHere", (Books,), {"url": url})
    run_state_machine_as_test(
        books,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
