"""Tokens: shown once, stored as a hash, found by nothing but their secret."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.entries import Period
from gateway.ledger.ledger import Ledger
from gateway.ledger.refusals import InsufficientCredits, TokenRefused, TokenUnknown
from gateway.ledger.tokens import hash_of
from tests.gateway.ledger.ledgers import DELIVERY, Clock, modes_in, stored_in


async def reason(ledger: Ledger, secret: str) -> str:
    with pytest.raises(TokenRefused) as refused:
        await ledger.find(secret)
    return refused.value.reason


async def test_a_token_is_found_by_its_secret(ledger: Ledger) -> None:
    token, secret = await ledger.create("ERP", 5)
    assert secret.startswith("zugio_")
    assert token.id.startswith("tok_")
    assert await ledger.find(secret) == token == await ledger.show(token.id)


async def test_ten_thousand_random_tokens_are_refused(ledger: Ledger) -> None:
    token, secret = await ledger.create("ERP", 5)
    guesses = [f"zugio_{secrets.token_urlsafe(32)}" for _ in range(9_000)]
    guesses += [secret[:-1] + chr(code) for code in range(33, 127) if secret[-1] != chr(code)]
    guesses += [secret[:length] for length in range(len(secret))]
    guesses += [
        "",
        token.id,
        hash_of(secret),
        secret.upper(),
        f" {secret}",
        "\udcff",
        "' OR 1=1 --",
    ]
    hashes = {hash_of(guess) for guess in guesses}

    async def found(connection: AsyncConnection) -> set[str]:
        stored = await connection.execute(select(tables.tokens.c.secret_hash))
        return set(stored.scalars())

    # What `find` compares, at once; and some of them by `find` itself.
    assert hashes.isdisjoint(await ledger.database.read(found))
    for guess in guesses[-200:]:
        assert await reason(ledger, guess) == "unknown"


async def test_an_expired_token_is_refused(ledger: Ledger, clock: Clock) -> None:
    expires_at = clock() + timedelta(hours=1)
    token, secret = await ledger.create("ERP", 5, expires_at=expires_at)
    assert (await ledger.find(secret)).expires_at == expires_at
    clock.turn(3600)
    assert await reason(ledger, secret) == "expired"
    with pytest.raises(TokenRefused):
        await ledger.reserve(token)


async def test_a_revoked_token_is_refused_but_finishes_its_work(ledger: Ledger) -> None:
    token, secret = await ledger.create("ERP", 5)
    reservation = await ledger.reserve(token)
    revoked = await ledger.revoke(token.id)
    assert await reason(ledger, secret) == "revoked"
    with pytest.raises(TokenRefused):
        await ledger.reserve(token)
    assert await ledger.commit(reservation, DELIVERY) == 4
    assert (await ledger.revoke(token.id)).revoked_at == revoked.revoked_at


async def test_a_token_that_is_not_there(ledger: Ledger) -> None:
    for verb in (ledger.show("tok_x"), ledger.revoke("tok_x"), ledger.grant("tok_x", 1)):
        with pytest.raises(TokenUnknown):
            await verb


async def test_credits_are_granted_on_top(ledger: Ledger, clock: Clock) -> None:
    first, _ = await ledger.create("first", 5)
    clock.turn(1)
    second, _ = await ledger.create("second")
    with pytest.raises(InsufficientCredits) as refused:
        await ledger.reserve(second)
    assert refused.value.balance == 0
    second = await ledger.grant(second.id, 2)
    assert second.available == 2
    assert await ledger.tokens() == (first, second)
    assert (await ledger.verify(second)).granted == 2


async def test_a_grant_of_nothing_is_a_mistake(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", 5)
    for amount in (0, -1):
        with pytest.raises(ValueError, match="credit"):
            await ledger.grant(token.id, amount)


async def test_unlimited_tokens_are_counted(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", unlimited=True)
    for _ in range(3):
        await ledger.commit(await ledger.reserve(token), DELIVERY)
    usage = await ledger.usage(token)
    assert (usage.unlimited, usage.granted, usage.used, usage.available) == (True, 0, 3, 0)
    assert (await ledger.verify(token)).is_balanced


async def test_usage_tells_the_month_from_all(ledger: Ledger, clock: Clock) -> None:
    token, _ = await ledger.create("ERP", 5)
    await ledger.commit(await ledger.reserve(token), DELIVERY)
    clock.turn(24 * 3600)
    await ledger.commit(await ledger.reserve(token), DELIVERY)
    await ledger.reserve(token)
    usage = await ledger.usage(token)
    assert usage.period.start == datetime(2026, 2, 1, tzinfo=UTC)
    assert (usage.granted, usage.used, usage.reserved, usage.available) == (5, 2, 1, 2)
    assert usage.used_in_period == 1


def test_the_month_after_december() -> None:
    period = Period.month_of(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert period.end == datetime(2027, 1, 1, tzinfo=UTC)


async def test_entries_come_in_pages(ledger: Ledger) -> None:
    token, _ = await ledger.create("ERP", 5)
    await ledger.create("another", 1)
    for _ in range(4):
        await ledger.commit(await ledger.reserve(token), DELIVERY)
    first = await ledger.entries(token, limit=3)
    assert first.after is not None
    second = await ledger.entries(token, after=first.after, limit=3)
    assert second.after is None
    every = first.entries + second.entries
    assert [(entry.kind, entry.credits) for entry in every] == [("grant", 5)] + [("charge", -1)] * 4
    assert every[1].document_hash == DELIVERY.document_hash


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_file_holds_no_secret(ledger: Ledger, tmp_path: Path) -> None:
    _, secret = await ledger.create("ERP", 5)
    stored = stored_in(tmp_path)
    assert hash_of(secret).encode() in stored
    assert secret.encode() not in stored
    assert secret.removeprefix("zugio_").encode() not in stored


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_files_are_for_their_owner_alone(ledger: Ledger, tmp_path: Path) -> None:
    await ledger.create("ERP", 5)
    modes = modes_in(tmp_path)
    assert "zugio.db-wal" in modes
    assert set(modes.values()) == {0o600}
