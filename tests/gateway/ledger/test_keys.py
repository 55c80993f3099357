"""Idempotency keys: who claims one, what binds it, and when it is free again."""

import asyncio
from pathlib import Path

import pytest

from gateway.ledger.keys import (
    BOUND_FOR,
    Bound,
    Claimed,
    Conflict,
    Key,
    Outcome,
    Pending,
    fingerprint_of,
)
from gateway.ledger.ledger import Ledger
from gateway.ledger.refusals import KeyConflict
from gateway.ledger.tokens import Token
from tests.gateway.ledger.ledgers import DELIVERY, LEASE_SECONDS, Clock, another, numbers, stored_in

KEY = Key("order-7", fingerprint_of(b"body", b"query"))
OTHER = Key("order-7", fingerprint_of(b"another body", b"query"))


@pytest.fixture
async def token(ledger: Ledger) -> Token:
    token, _ = await ledger.create("ERP", 3)
    return token


async def deliver(ledger: Ledger, token: Token, key: Key) -> int:
    outcome = await ledger.claim(token, key)
    assert isinstance(outcome, Claimed)
    return await ledger.commit(await ledger.reserve(token), DELIVERY, outcome.claim)


def kind(outcome: Outcome) -> type:
    return type(outcome)


def test_the_parts_of_a_fingerprint_do_not_run_into_each_other() -> None:
    assert fingerprint_of(b"ab", b"c") != fingerprint_of(b"a", b"bc")


async def test_one_of_many_gets_the_key(ledger: Ledger, token: Token) -> None:
    outcomes = await asyncio.gather(*(ledger.claim(token, KEY) for _ in range(20)))
    assert sorted(kind(outcome).__name__ for outcome in outcomes) == ["Claimed"] + ["Pending"] * 19


async def test_delivery_binds_the_key_for_a_day(ledger: Ledger, token: Token, clock: Clock) -> None:
    await deliver(ledger, token, KEY)
    clock.turn(BOUND_FOR.total_seconds() - 1)
    bound = await ledger.claim(token, KEY)
    assert isinstance(bound, Bound)
    page = await ledger.entries(token)
    assert bound.entry_id == page.entries[-1].id
    assert kind(await ledger.claim(token, OTHER)) is Conflict
    clock.turn(1)
    assert kind(await ledger.claim(token, OTHER)) is Claimed


async def test_two_tokens_do_not_share_a_key(ledger: Ledger, token: Token) -> None:
    await deliver(ledger, token, KEY)
    neighbour, _ = await ledger.create("neighbour", 1)
    assert await deliver(ledger, neighbour, OTHER) == 0


async def test_a_released_claim_frees_the_key(ledger: Ledger, token: Token) -> None:
    outcome = await ledger.claim(token, KEY)
    assert isinstance(outcome, Claimed)
    assert kind(await ledger.claim(token, OTHER)) is Pending
    await ledger.release(None, outcome.claim)
    assert kind(await ledger.claim(token, OTHER)) is Claimed


async def test_a_claim_ends_with_its_lease(ledger: Ledger, token: Token, clock: Clock) -> None:
    outcome = await ledger.claim(token, KEY)
    assert isinstance(outcome, Claimed)
    clock.turn(LEASE_SECONDS - 1)
    await ledger.renew(None, outcome.claim)
    clock.turn(LEASE_SECONDS - 1)
    assert kind(await ledger.claim(token, KEY)) is Pending
    clock.turn(1)
    assert kind(await ledger.claim(token, OTHER)) is Claimed


async def test_twins_whose_lease_ran_out_pay_once(
    ledger: Ledger, token: Token, clock: Clock
) -> None:
    late = await ledger.claim(token, KEY)
    reservation = await ledger.reserve(token)
    clock.turn(LEASE_SECONDS - 1)
    await ledger.renew(reservation)
    clock.turn(1)
    assert await deliver(ledger, token, KEY) == 1
    assert isinstance(late, Claimed)
    assert await ledger.commit(reservation, DELIVERY, late.claim) == 2
    assert await numbers(ledger, token) == (1, 0, 2)


async def test_a_late_delivery_of_something_else_is_refused(
    ledger: Ledger, token: Token, clock: Clock
) -> None:
    late = await ledger.claim(token, KEY)
    reservation = await ledger.reserve(token)
    clock.turn(LEASE_SECONDS)
    await deliver(ledger, token, OTHER)
    assert isinstance(late, Claimed)
    with pytest.raises(KeyConflict):
        await ledger.commit(reservation, DELIVERY, late.claim)
    audit = await ledger.verify(token)
    assert (audit.charged, audit.is_balanced) == (1, True)


async def test_what_was_free_is_paid_when_it_costs(ledger: Ledger, token: Token) -> None:
    free = await ledger.claim(token, KEY, costs=False)
    assert isinstance(free, Claimed)
    await ledger.bind(free.claim)
    assert await ledger.claim(token, KEY, costs=False) == Bound(None)
    assert kind(await ledger.claim(token, OTHER)) is Conflict
    assert await deliver(ledger, token, KEY) == 2
    assert kind(await ledger.claim(token, KEY)) is Bound


async def test_a_refused_request_leaves_bound_what_was_bound(ledger: Ledger, token: Token) -> None:
    free = await ledger.claim(token, KEY, costs=False)
    assert isinstance(free, Claimed)
    await ledger.bind(free.claim)
    refused = await ledger.claim(token, KEY)
    assert isinstance(refused, Claimed)
    await ledger.release(None, refused.claim)
    assert kind(await ledger.claim(token, OTHER)) is Conflict
    assert kind(await ledger.claim(token, KEY)) is Claimed


async def test_the_claim_is_seen_by_other_processes(
    ledger: Ledger, token: Token, url: str, clock: Clock
) -> None:
    await ledger.claim(token, KEY)
    async with another(url, clock) as twin:
        assert kind(await twin.claim(token, KEY)) is Pending


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_file_holds_no_key(ledger: Ledger, token: Token, tmp_path: Path) -> None:
    await deliver(ledger, token, KEY)
    assert KEY.text.encode() not in stored_in(tmp_path)
