"""Several processes at one ledger, and what is left of one that was killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from gateway.ledger.ledger import Ledger
from gateway.ledger.purchase import purchase
from tests.gateway.ledger.ledgers import DELIVERY, Clock, numbers
from tests.gateway.ledger.worker import KEY

# The workers have the real clock, so their leases end in the real time to come.
AGES = 100 * 365 * 24 * 3600

ROOT = Path(__file__).parent.parent.parent.parent


def started(verb: str, url: str, secret: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.gateway.ledger.worker", verb, url, secret]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_after(lines: int, verb: str, url: str, secret: str) -> int:
    """Kill a worker once it has said something so many times; return how often it did by then."""
    with started(verb, url, secret) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
        process.kill()
        return lines + len(process.stdout.readlines())


async def test_four_processes_want_twenty_credits(ledger: Ledger, url: str) -> None:
    token, secret = await ledger.create("ERP", 20)
    processes = [started("buy", url, secret) for _ in range(4)]
    got = [int(process.communicate()[0]) for process in processes]
    assert sum(got) == 20
    assert await numbers(ledger, token) == (20, 0, 0)


async def test_a_killed_process_loses_no_credit(ledger: Ledger, url: str, clock: Clock) -> None:
    token, secret = await ledger.create("ERP", 3)
    kill_after(1, "hold", url, secret)
    assert await numbers(ledger, token) == (0, 1, 2)
    clock.turn(AGES)
    assert (await ledger.find(secret)).available == 3
    async with purchase(ledger, token, key=KEY, wait_seconds=0) as bought:
        assert await bought.settle(DELIVERY) == 2


@pytest.mark.parametrize("lines", [1, 5, 12])
async def test_a_process_killed_at_work_leaves_books_in_order(
    ledger: Ledger, url: str, clock: Clock, lines: int
) -> None:
    token, secret = await ledger.create("ERP", 1_000_000)
    said = kill_after(lines, "spend", url, secret)
    clock.turn(AGES)
    await ledger.show(token.id)
    charged, reserved, _ = await numbers(ledger, token)
    assert reserved == 0
    assert charged in {said, said + 1}
