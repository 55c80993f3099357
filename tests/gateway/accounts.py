"""Tokens for tests, made in the ledger that a server or an application under test uses."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

from gateway.ledger.entries import Audit
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.tokens import Token

Result = TypeVar("Result")

LEASE_SECONDS = 120.0


async def at_ledger(
    url: str, work: Callable[[Ledger], Awaitable[Result]], lease_seconds: float = LEASE_SECONDS
) -> Result:
    """Do something at the ledger, as `zugio tokens` would from another process."""
    async with opened(url, lease_seconds=lease_seconds) as ledger:
        return await work(ledger)


async def create(
    url: str, amount: int = 0, *, unlimited: bool = False, expires_at: datetime | None = None
) -> tuple[Token, str]:
    """Make a token and return it with its secret."""
    return await at_ledger(
        url, lambda it: it.create("test", amount, unlimited=unlimited, expires_at=expires_at)
    )


def bearer(secret: str) -> dict[str, Any]:
    return {"authorization": f"Bearer {secret}"}


def audited(url: str, token: Token) -> Audit:
    """Read the books; a look at the token before frees what lapsed."""

    async def look(ledger: Ledger) -> Audit:
        await ledger.show(token.id)
        return await ledger.verify(token)

    return asyncio.run(at_ledger(url, look))
