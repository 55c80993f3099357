"""A request's use of the ledger: it pays for what it delivers, and for nothing else."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.keys import Key
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.purchase import purchase
from gateway.ledger.refusals import InsufficientCredits, KeyConflict
from gateway.ledger.tokens import Token
from profiles.errors import DeadlinePassed
from tests.gateway.ledger.ledgers import DELIVERY, Clock, another, numbers

KEY = Key("order-7", "a" * 64)
OTHER = Key("order-7", "b" * 64)


@pytest.fixture
async def token(ledger: Ledger) -> Token:
    token, _ = await ledger.create("ERP", 3)
    return token


async def buy(ledger: Ledger, token: Token, key: Key | None = None, *, costs: bool = True) -> int:
    async with purchase(ledger, token, key=key, costs=costs) as bought:
        return await bought.settle(DELIVERY)


async def test_a_delivered_document_is_paid(ledger: Ledger, token: Token) -> None:
    async with purchase(ledger, token) as bought:
        assert await numbers(ledger, token) == (0, 1, 2)
        assert await bought.settle(DELIVERY) == 2
    assert await numbers(ledger, token) == (1, 0, 2)


async def test_a_failure_gives_the_credit_and_the_key_back(ledger: Ledger, token: Token) -> None:
    with pytest.raises(ZeroDivisionError):
        async with purchase(ledger, token, key=KEY):
            raise ZeroDivisionError
    assert await numbers(ledger, token) == (0, 0, 3)
    assert await buy(ledger, token, OTHER) == 2


async def test_without_credits_the_key_is_free_again(ledger: Ledger) -> None:
    poor, _ = await ledger.create("poor")
    with pytest.raises(InsufficientCredits):
        await buy(ledger, poor, KEY)
    await ledger.grant(poor.id, 1)
    assert await buy(ledger, poor, OTHER) == 0


@pytest.mark.parametrize("turns", [0, 1, 2, 5, 10, 20, 40, 80])
async def test_a_cancellation_loses_nothing(ledger: Ledger, token: Token, turns: int) -> None:
    """Wherever it strikes: while the key is claimed, the credit reserved, or the charge written."""
    buying = asyncio.create_task(buy(ledger, token, KEY))
    for _ in range(turns):
        await asyncio.sleep(0)
    buying.cancel()
    await asyncio.wait({buying})
    charged, reserved, _ = await numbers(ledger, token)
    assert reserved == 0
    assert await buy(ledger, token, KEY) == 2
    assert await numbers(ledger, token) == (1, 0, 2)
    assert charged in {0, 1}


async def test_twins_pay_once(ledger: Ledger, token: Token, url: str, clock: Clock) -> None:
    async with another(url, clock) as twin:
        twins = [buy((ledger, twin)[number % 2], token, KEY) for number in range(10)]
        await asyncio.gather(*twins)
    assert await numbers(ledger, token) == (1, 0, 2)


async def test_a_twin_takes_over_from_a_refused_one(ledger: Ledger, token: Token) -> None:
    async with purchase(ledger, token, key=KEY):
        waiting = asyncio.create_task(buy(ledger, token, KEY))
        await asyncio.sleep(0)
        assert not waiting.done()
    assert await waiting == 2
    assert await numbers(ledger, token) == (1, 0, 2)


async def test_a_twin_does_not_wait_for_ever(ledger: Ledger, token: Token) -> None:
    async with purchase(ledger, token, key=KEY) as bought:
        with pytest.raises(DeadlinePassed):
            async with purchase(ledger, token, key=KEY, wait_seconds=0):
                pass
        assert await bought.settle(DELIVERY) == 2


async def test_a_replay_is_free_and_another_body_is_refused(ledger: Ledger, token: Token) -> None:
    await buy(ledger, token, KEY)
    async with purchase(ledger, token, key=KEY) as bought:
        assert bought.is_replay
        await bought.settle(DELIVERY)
    with pytest.raises(KeyConflict):
        await buy(ledger, token, OTHER)
    assert await numbers(ledger, token) == (1, 0, 2)


async def test_what_has_no_price_costs_nothing_but_binds(ledger: Ledger, token: Token) -> None:
    await buy(ledger, token, costs=False)
    await buy(ledger, token, KEY, costs=False)
    assert await numbers(ledger, token) == (0, 0, 3)
    with pytest.raises(KeyConflict):
        await buy(ledger, token, OTHER)
    assert await buy(ledger, token, KEY) == 2


async def test_a_running_request_renews_its_lease(url: str, clock: Clock) -> None:
    async def lease(connection: AsyncConnection) -> datetime:
        stored = await connection.execute(select(tables.reservations.c.lease_until))
        until: datetime = stored.scalar_one()
        return until

    async with opened(url, lease_seconds=0.03, clock=clock) as ledger, asyncio.timeout(20):
        token, secret = await ledger.create("ERP", 1)
        async with purchase(ledger, token, key=KEY) as bought:
            for _ in range(5):
                clock.turn(0.02)
                while await ledger.database.read(lease) != clock() + timedelta(seconds=0.03):
                    pass
            assert (await ledger.find(secret)).available == 0
            await bought.settle(DELIVERY)
        assert await numbers(ledger, token) == (1, 0, 0)
