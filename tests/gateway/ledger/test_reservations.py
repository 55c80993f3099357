"""Reservations: no credit is spent twice, and none is lost with its lease."""

import asyncio

import pytest

from gateway.ledger.ledger import Ledger
from gateway.ledger.refusals import InsufficientCredits
from gateway.ledger.tokens import Token
from tests.gateway.ledger.ledgers import DELIVERY, LEASE_SECONDS, Clock, another, numbers


async def spent(ledger: Ledger, token: Token) -> bool:
    try:
        reservation = await ledger.reserve(token)
    except InsufficientCredits:
        return False
    await ledger.commit(reservation, DELIVERY)
    return True


async def test_two_hundred_want_twenty_credits(ledger: Ledger, url: str, clock: Clock) -> None:
    token, _ = await ledger.create("ERP", 20)
    async with another(url, clock) as twin:
        spending = [spent((ledger, twin)[number % 2], token) for number in range(200)]
        assert sum(await asyncio.gather(*spending)) == 20
    assert await numbers(ledger, token) == (20, 0, 0)


async def test_a_released_credit_is_there_again(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", 1)
    reservation = await ledger.reserve(token)
    assert await numbers(ledger, token) == (0, 1, 0)
    for _ in range(2):
        await ledger.release(reservation)
        assert await numbers(ledger, token) == (0, 0, 1)


async def test_a_second_commit_charges_nothing(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", 5)
    reservation = await ledger.reserve(token)
    commits = [ledger.commit(reservation, DELIVERY) for _ in range(5)]
    assert await asyncio.gather(*commits) == [4] * 5
    await ledger.release(reservation)
    assert await numbers(ledger, token) == (1, 0, 4)


async def test_a_lapsed_reservation_is_freed_by_the_next_look(ledger: Ledger, clock: Clock) -> None:
    token, secret = await ledger.create("ERP", 2)
    await ledger.reserve(token)
    clock.turn(LEASE_SECONDS - 1)
    assert (await ledger.find(secret)).available == 1
    clock.turn(1)
    found = await asyncio.gather(*(ledger.find(secret) for _ in range(10)))
    assert {token.available for token in found} == {2}
    assert await numbers(ledger, token) == (0, 0, 2)


async def test_a_lapsed_reservation_is_there_for_the_next_request(
    ledger: Ledger, clock: Clock
) -> None:
    token, _ = await ledger.create("ERP", 1)
    await ledger.reserve(token)
    clock.turn(LEASE_SECONDS)
    assert await spent(ledger, token)
    assert await numbers(ledger, token) == (1, 0, 0)


async def test_renewing_keeps_a_reservation(ledger: Ledger, clock: Clock) -> None:
    token, _ = await ledger.create("ERP", 1)
    reservation = await ledger.reserve(token)
    for _ in range(3):
        clock.turn(LEASE_SECONDS - 1)
        await ledger.renew(reservation)
    assert not await spent(ledger, token)
    assert await ledger.commit(reservation, DELIVERY) == 0


async def test_a_late_commit_takes_a_new_credit(ledger: Ledger, clock: Clock) -> None:
    token, _ = await ledger.create("ERP", 2)
    late = await ledger.reserve(token)
    clock.turn(LEASE_SECONDS)
    await ledger.show(token.id)
    assert await numbers(ledger, token) == (0, 0, 2)
    assert await ledger.commit(late, DELIVERY) == 1
    assert await numbers(ledger, token) == (1, 0, 1)


async def test_a_late_commit_fails_where_no_credit_is_left(ledger: Ledger, clock: Clock) -> None:
    token, _ = await ledger.create("ERP", 1)
    late = await ledger.reserve(token)
    clock.turn(LEASE_SECONDS)
    assert await spent(ledger, token)
    with pytest.raises(InsufficientCredits):
        await ledger.commit(late, DELIVERY)
    assert await numbers(ledger, token) == (1, 0, 0)


async def test_a_cancelled_transaction_is_finished_first(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", 1)
    reservation = await ledger.reserve(token)
    commit = asyncio.create_task(ledger.commit(reservation, DELIVERY))
    await asyncio.sleep(0)  # lets it begin
    commit.cancel()
    with pytest.raises(asyncio.CancelledError):
        await commit
    assert await numbers(ledger, token) == (1, 0, 0)
