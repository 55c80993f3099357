"""The rate of anonymous callers, counted for all processes together."""

import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.fairness import NOWHERE, AnonymousRate, RateState, network_of
from gateway.ledger.ledger import Ledger
from tests.gateway.ledger.ledgers import Clock, another

HERE = "192.0.2.1"


async def test_so_many_a_minute(ledger: Ledger, clock: Clock) -> None:
    rate = AnonymousRate(ledger.database, 2, clock)
    expected = RateState(allowed=True, limit=2, remaining=1, reset_seconds=60)
    assert await rate.hit(HERE) == expected
    clock.turn(20)
    states = [await rate.hit(HERE) for _ in range(3)]
    assert [state.allowed for state in states] == [True, False, False]
    assert {(state.remaining, state.reset_seconds) for state in states} == {(0, 40)}
    assert (await rate.hit("192.0.2.2")).allowed
    clock.turn(40)
    assert await rate.hit(HERE) == expected


async def test_a_counter_begins_anew_before_it_is_deleted(ledger: Ledger, clock: Clock) -> None:
    rate = AnonymousRate(ledger.database, 1, clock)
    clock.turn(2)
    assert (await rate.hit(HERE)).allowed
    clock.turn(59)  # time to delete what is over, which this counter is not
    assert (await rate.hit("192.0.2.2")).allowed
    clock.turn(1)
    assert (await rate.hit(HERE)).allowed
    assert not (await rate.hit(HERE)).allowed


async def test_all_processes_count_together(ledger: Ledger, url: str, clock: Clock) -> None:
    async with another(url, clock) as twin:
        rates = [AnonymousRate(each.database, 5, clock) for each in (ledger, twin)]
        states = await asyncio.gather(*(rates[number % 2].hit(HERE) for number in range(40)))
    assert sum(state.allowed for state in states) == 5


async def test_counters_that_are_over_are_deleted(ledger: Ledger, clock: Clock) -> None:
    async def count(connection: AsyncConnection) -> int:
        query = select(func.count()).select_from(tables.counters)
        return int((await connection.execute(query)).scalar_one())

    rate = AnonymousRate(ledger.database, 5, clock)
    for number in range(10):
        await rate.hit(f"192.0.2.{number}")
    clock.turn(61)
    await rate.hit(HERE)
    assert await ledger.database.read(count) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_callers_are_known_by_their_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("address", ["", "localhost", "1.2.3", "192.0.2.1:80", "::1::"])
def test_what_is_no_address_is_one_caller(address: str) -> None:
    assert network_of(address) == NOWHERE
