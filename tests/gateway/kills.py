"""Kills a server again and again under load, and reads the books after each time."""

import asyncio
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
from msgspec import Struct

from gateway.ledger.entries import Audit
from gateway.ledger.tokens import Token
from tests.gateway.accounts import at_ledger, audited, bearer
from tests.gateway.servers import Server, serving, wait_for

AT_ONCE = 8
LEASE_SECONDS = 3.0
GRANTED = 100_000
LOAD_SECONDS_MAX = 2.0
LIFE_SECONDS_MAX = 30.0


class Tally(Struct, frozen=True):
    """What one life of a server came to: documents that arrived, requests that got no answer."""

    delivered: int
    unanswered: int


class Books(Struct, frozen=True, kw_only=True):
    """All lives together, and the ledger at the end of the last lease."""

    kills: int
    delivered: int
    unanswered: int
    audit: Audit

    @property
    def are_sound(self) -> bool:
        """Nothing lost, nothing held, each document charged; beyond them only what was cut off."""
        charged = self.audit.charged
        return (
            self.audit.is_balanced
            and self.audit.reserved == 0
            and self.delivered <= charged <= self.delivered + self.unanswered
        )


def kill_again_and_again(
    url: str, request: object, *, kills: int, processes: int, seed: int
) -> Books:
    """Start, load and kill a server so many times, then wait for the leases to end."""
    choice = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    token, secret = asyncio.run(at_ledger(url, lambda ledger: ledger.create("kills", GRANTED)))
    tallies = []
    for _ in range(kills):
        moment = choice.uniform(0, LOAD_SECONDS_MAX)
        tallies.append(_one_life(url, request, secret, processes=processes, seconds=moment))
    wait_for(lambda: audited(url, token).reserved == 0, LEASE_SECONDS * 5)
    return Books(
        kills=kills,
        delivered=sum(tally.delivered for tally in tallies),
        unanswered=sum(tally.unanswered for tally in tallies),
        audit=_served(url, request, token, secret),
    )


def _one_life(url: str, request: object, secret: str, *, processes: int, seconds: float) -> Tally:
    """Kill a server so long after its first document was delivered."""
    is_at_work = threading.Event()
    with _started(url, processes) as server, ThreadPoolExecutor(AT_ONCE) as pool:
        loads = [pool.submit(_load, server, request, secret, is_at_work) for _ in range(AT_ONCE)]
        is_at_work.wait(LIFE_SECONDS_MAX)
        threading.Event().wait(seconds)
        for pid in server.family():
            _kill(pid)
        tallies = [load.result() for load in loads]
    return Tally(sum(it.delivered for it in tallies), sum(it.unanswered for it in tallies))


def _load(server: Server, request: object, secret: str, is_at_work: threading.Event) -> Tally:
    """Post until the server is gone."""
    delivered = 0
    deadline = time.monotonic() + LIFE_SECONDS_MAX * 2
    while time.monotonic() < deadline:
        try:
            answer = server.post(request, **bearer(secret))
        except httpx.TransportError:
            return Tally(delivered, 1)
        if answer.status_code == 200:
            delivered += 1
            is_at_work.set()
    raise TimeoutError("the server outlived its kill")


def _served(url: str, request: object, token: Token, secret: str) -> Audit:
    """See that a server still serves after all that; return the books from before it."""
    before = audited(url, token)
    with _started(url, 1) as server:
        assert server.post(request, **bearer(secret)).status_code == 200
    after = audited(url, token)
    assert after.charged == before.charged + 1
    return before


@contextmanager
def _started(url: str, processes: int) -> Iterator[Server]:
    lease = str(LEASE_SECONDS)
    options = ("--processes", str(processes))
    settings = {"ZUGIO_DATABASE_URL": url, "ZUGIO_RESERVATION_LEASE_SECONDS": lease}
    with serving(*options, **settings) as server:
        yield server


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # it died with its parent
