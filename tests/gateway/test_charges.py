"""A charge is never cut off half way, and what is said of one that went wrong is true."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from gateway.deadlines import Deadlines
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.refusals import DatabaseUnreachable
from gateway.till import LedgerTill
from tests.gateway.accounts import bearer, create
from tests.gateway.ledger.ledgers import DELIVERY, LEASE_SECONDS, numbers
from tests.gateway.test_app import post


async def test_a_deadline_that_falls_into_the_charge_is_lifted(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_passed = asyncio.Event()
    commit = Ledger.commit

    async def slow(self: Ledger, *arguments: Any) -> int:
        deadlines.shorten()
        asyncio.get_running_loop().call_later(0.01, has_passed.set)
        await has_passed.wait()
        return await commit(self, *arguments)

    monkeypatch.setattr(Ledger, "commit", slow)
    deadlines = Deadlines(request_seconds=30, stop_seconds=0)
    async with opened(database_url, lease_seconds=LEASE_SECONDS) as ledger:
        token, _ = await ledger.create("ERP", 3)
        async with deadlines.one() as deadline:
            till = LedgerTill(ledger, token, deadline, key=None)
            async with till.sale(costs=True) as sale:
                assert await sale.settle(DELIVERY) == 2
        assert await numbers(ledger, token) == (1, 0, 2)


async def test_a_deadline_before_the_charge_charges_nothing(database_url: str) -> None:
    deadlines = Deadlines(request_seconds=30, stop_seconds=0)

    async def stop_before_the_charge() -> None:
        async with deadlines.one() as deadline:
            till = LedgerTill(ledger, token, deadline, key=None)
            async with till.sale(costs=True):
                deadlines.shorten()
                await asyncio.Event().wait()

    async with opened(database_url, lease_seconds=LEASE_SECONDS) as ledger:
        token, _ = await ledger.create("ERP", 3)
        with pytest.raises(TimeoutError):
            await stop_before_the_charge()
        assert await numbers(ledger, token) == (0, 0, 3)


async def test_a_database_lost_after_the_charge(
    client: AsyncClient,
    database_url: str,
    complete: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The answer does not say that nothing was charged, and a retry pays for nothing more."""
    commit = Ledger.commit

    async def lost(self: Ledger, *arguments: Any) -> int:
        await commit(self, *arguments)
        raise DatabaseUnreachable("lost")

    _, secret = await create(database_url, 3)
    headers = {**bearer(secret), "idempotency_key": "k"}
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "commit", lost)
        answer = await post(client, complete, accept_language="en", **headers)
    assert (answer.status_code, answer.json()["error"]) == (502, "API_UNREACHABLE")
    assert "nothing was charged" not in answer.json()["detail"]
    assert "Idempotency-Key" in answer.json()["detail"]
    again = await post(client, complete, **headers)
    assert (again.status_code, again.headers["credits-remaining"]) == (200, "2")


async def test_a_balance_that_cannot_be_read_is_no_failure(
    client: AsyncClient,
    database_url: str,
    complete: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def lost(_self: Ledger, _token_id: str) -> None:
        raise DatabaseUnreachable("lost")

    _, secret = await create(database_url, 3)
    monkeypatch.setattr(Ledger, "show", lost)
    answer = await post(client, complete, accept="application/xml", **bearer(secret))
    assert (answer.status_code, answer.headers["credits-remaining"]) == (200, "3")
