"""Whether the free tier can starve holders of tokens: `python -m benchmarks.fairness [ROUNDS]`.

Holders ask at a modest, steady rate. A round has three phases: quiet; a flood, in which one
address asks at ten times its rate; and a crowd of addresses that asks for ten times as much as the
free tier can be served. Ends with 1 where a bound breaks.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.callers import Answer, ask, meanwhile, request_of, steadily
from gateway.ledger.ledger import opened
from tests.gateway.accounts import bearer
from tests.gateway.servers import serving

BODY = (Path(__file__).parent.parent / "examples" / "invoice.json").read_bytes()

TIMES = 10
PER_MINUTE = 60
HOLDERS_PER_SECOND = 3.0
PHASE_SECONDS = 6.0
RAMP_SECONDS = 2.0
# The loop of the server and ours take their time too, under such a load.
TOLERANCE_SECONDS = 0.05
P95_RATIO_MAX = 2.0


class Town:
    """Everybody who asks, and what they were answered."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.holders: dict[str, list[list[Answer]]] = {"quiet": [], "flood": [], "crowd": []}
        self.free: dict[str, list[Answer]] = {"flood": [], "crowd": []}
        self._of_holder = request_of(BODY, **bearer(secret))
        self._addresses = 0

    async def quiet(self) -> None:
        self.holders["quiet"].append(await self._ask_as_holders())

    async def flood(self) -> None:
        await self._loaded("flood", self._of_flood, PER_MINUTE / 60 * TIMES)

    async def crowd(self, per_second: float) -> None:
        await self._loaded("crowd", self._of_crowd, per_second)

    async def share_of_free_tier(self) -> float:
        """Return how many documents a second the free tier gets, alone and always waiting."""

        async def ask_and_ask() -> int:
            served = 0
            while time.perf_counter() < until:
                served += (await ask(self.port, self._of_crowd())).status == 200
            return served

        until = time.perf_counter() + PHASE_SECONDS
        return sum(await asyncio.gather(*(ask_and_ask() for _ in range(4)))) / PHASE_SECONDS

    async def _loaded(self, load: str, make: Callable[[], bytes], per_second: float) -> None:
        async with meanwhile(self.port, make, per_second=per_second) as answers:
            await asyncio.sleep(RAMP_SECONDS)
            self.holders[load].append(await self._ask_as_holders())
        self.free[load] += answers

    async def _ask_as_holders(self) -> list[Answer]:
        return await steadily(
            self.port,
            lambda: self._of_holder,
            per_second=HOLDERS_PER_SECOND,
            seconds=PHASE_SECONDS,
        )

    def _of_crowd(self) -> bytes:
        self._addresses += 1
        high, low = divmod(self._addresses, 256)
        return request_of(BODY, x_forwarded_for=f"10.0.{high}.{low}")

    def _of_flood(self) -> bytes:
        return request_of(BODY, x_forwarded_for="192.0.2.1")


def main(rounds: str = "5") -> int:
    """Run and print what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "ZUGIO_DATABASE_URL": f"sqlite:///{folder}/credits.db",
            "ZUGIO_ANONYMOUS_PER_MINUTE": str(PER_MINUTE),
            "ZUGIO_TRUSTED_PROXIES": "127.0.0.0/8",
        }
        with serving(**settings) as server:
            port = int(server.url.rpartition(":")[2])
            town = asyncio.run(_interleaved(settings["ZUGIO_DATABASE_URL"], port, int(rounds)))
    return _told(town)


async def _interleaved(url: str, port: int, rounds: int) -> Town:
    async with opened(url, lease_seconds=120) as ledger:
        _, secret = await ledger.create("holder", unlimited=True)
    town = Town(port, secret)
    await town.quiet()  # warms up, and is forgotten
    town.holders["quiet"].clear()
    share = await town.share_of_free_tier()
    print(
        f"flood: one address may ask {PER_MINUTE} times a minute, asks {PER_MINUTE * TIMES} times"
    )
    print(f"crowd: is served {share:.1f} documents/s when alone, asks for {share * TIMES:.0f}/s")
    for _ in range(rounds):
        await town.quiet()
        await town.flood()
        await town.crowd(share * TIMES)
    return town


def _told(town: Town) -> int:
    for load, answers in town.free.items():
        statuses = Counter(answer.status for answer in answers)
        print(f"{load} was answered {dict(sorted(statuses.items()))}")
    p95 = {}
    for load, phases in town.holders.items():
        answers = _flat(phases)
        p50, p95[load] = _percentile(answers, 50), _percentile(answers, 95)
        print(
            f"holders, {load}: {len(answers)} asked {HOLDERS_PER_SECOND:.0f}/s, "
            f"p50 {p50 * 1000:.0f} ms, p95 {p95[load] * 1000:.0f} ms "
            f"({p95[load] / p95['quiet']:.2f} of quiet), "
            f"waited at most {max(it.waited for it in answers) * 1000:.0f} ms, "
            f"{max(map(_beyond_bound, phases)) * 1000:.0f} ms beyond the holders before"
        )
    return _judged(town, p95)


def _judged(town: Town, p95: dict[str, float]) -> int:
    everyone = [phase for phases in town.holders.values() for phase in phases]
    statuses = {load: Counter(it.status for it in town.free[load]) for load in town.free}
    bounds = {
        "every holder is served": all(it.status == 200 for it in _flat(everyone)),
        "holders wait for holders alone": max(map(_beyond_bound, everyone)) <= TOLERANCE_SECONDS,
        "the flood met its limit": statuses["flood"][429] > statuses["flood"][200] > 0,
        "the crowd met its limit": statuses["crowd"][503] > statuses["crowd"][200] > 0,
        **{
            f"p95 in a {load} is within {P95_RATIO_MAX:g} times the quiet value": (
                p95[load] <= P95_RATIO_MAX * p95["quiet"]
            )
            for load in town.free
        },
    }
    for bound, holds in bounds.items():
        print(f"{'holds' if holds else 'BREAKS'}: {bound}")
    return 0 if all(bounds.values()) else 1


def _beyond_bound(phase: list[Answer]) -> float:
    """Return by how much a holder waited longer than all holders before it took, in seconds."""
    latest, most = 0.0, 0.0
    for answer in phase:
        most = max(most, answer.waited - max(0.0, latest - answer.sent_at))
        latest = max(latest, answer.ended_at)
    return most


def _flat(phases: Iterable[list[Answer]]) -> list[Answer]:
    return [answer for phase in phases for answer in phase]


def _percentile(answers: list[Answer], percent: int) -> float:
    return statistics.quantiles([it.seconds for it in answers], n=100)[percent - 1]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
