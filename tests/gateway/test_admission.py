"""Whose turn it is: holders first, the free tier within its share, and nobody's turn gets lost."""

import asyncio
import random
from contextlib import suppress

import pytest

from gateway import admission
from gateway.admission import Admission, Load
from profiles.errors import Overloaded


class Queue:
    """Callers that keep their turn until they are told to go."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.served: list[str] = []
        self.gone: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._go: dict[str, asyncio.Event] = {}
        self._begun: dict[str, asyncio.Event] = {}

    async def come(self, *names: str) -> None:
        """Let callers come in this order; those whose name begins with `a` are anonymous."""
        for name in names:
            self._begun[name], self._go[name] = asyncio.Event(), asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._call(name))
            await settled()

    async def leave(self, name: str) -> None:
        self.gone.add(name)
        self._go[name].set()
        await self._tasks[name]
        await settled()

    async def until_served(self, name: str) -> None:
        await self._begun[name].wait()

    async def close(self) -> None:
        """Send everybody away."""
        for name in self._tasks:
            await self.cancel(name)

    async def cancel(self, name: str) -> None:
        self._tasks[name].cancel()
        with suppress(asyncio.CancelledError):
            await self._tasks[name]
        await settled()

    async def _call(self, name: str) -> None:
        async with self.admission.turn(is_anonymous=name.startswith("a")):
            self.served.append(name)
            self._begun[name].set()
            await self._go[name].wait()


@pytest.mark.parametrize(("at_once", "seed"), [(1, 1), (2, 2), (3, 3), (8, 8)])
async def test_whatever_comes_and_goes_the_free_tier_keeps_to_its_share(
    at_once: int, seed: int
) -> None:
    """Beside a free tier that never ends, a holder waits only while holders have all the rest."""
    queue = Queue(Admission(at_once=at_once, waiting_max=400))
    choice = random.Random(seed)  # noqa: S311  (repeatable, not secret)
    share = max(1, at_once // 2)
    await queue.come(*(f"a{number}" for number in range(at_once)))
    for number in range(at_once, 150):
        await queue.come(f"a{number}")
        if choice.random() < 0.5:
            await queue.come(f"h{number}")
        running = [name for name in queue.served if name not in queue.gone]
        await queue.leave(choice.choice(running))
        holders, anonymous = queue.admission.loads["holders"], queue.admission.loads["anonymous"]
        assert anonymous.running <= share
        assert holders.running + anonymous.running <= at_once
        assert holders.waiting == 0 or holders.running >= at_once - share
        assert anonymous.running == min(share, at_once - holders.running)
    await queue.close()


async def test_anonymous_documents_keep_a_distance_while_a_holder_is_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(admission, "PAUSE_SECONDS", 0.05)
    queue = Queue(Admission(at_once=4, waiting_max=10))
    with queue.admission.presence(is_anonymous=False):
        await queue.come("a1", "a2")
        began = asyncio.get_running_loop().time()
        assert queue.served == ["a1"]
        async with asyncio.timeout(5):
            await queue.until_served("a2")
        assert asyncio.get_running_loop().time() - began >= 0.04
    await queue.close()


async def test_the_free_tier_rests_for_a_while_after_a_holder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(admission, "LINGER_SECONDS", 0.05)
    monkeypatch.setattr(admission, "REST_RATIO", 1e9)
    queue = Queue(Admission(at_once=2, waiting_max=10))
    await queue.come("a1", "a2", "a3")
    with queue.admission.presence(is_anonymous=False):
        pass
    await queue.leave("a1")
    assert queue.served == ["a1"]
    async with asyncio.timeout(5):
        await queue.until_served("a2")
    await queue.leave("a2")
    assert queue.served == ["a1", "a2", "a3"]
    await queue.close()


async def test_a_crowd_is_sent_away_before_it_is_looked_at() -> None:
    place = Admission(at_once=1, waiting_max=4)
    with place.arrival(is_anonymous=True), place.arrival(is_anonymous=True):
        with pytest.raises(Overloaded), place.arrival(is_anonymous=True):
            pass
        with place.arrival(is_anonymous=False):
            pass
    with place.arrival(is_anonymous=True):
        pass


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_holders_go_first() -> None:
    queue = Queue(Admission(at_once=1, waiting_max=10))
    await queue.come("h1", "a1", "a2", "h2", "h3")
    for name in ("h1", "h2", "h3", "a1", "a2"):
        await queue.leave(name)
    assert queue.served == ["h1", "h2", "h3", "a1", "a2"]


async def test_anonymous_callers_never_have_every_turn() -> None:
    queue = Queue(Admission(at_once=4, waiting_max=10))
    await queue.come("a1", "a2", "a3", "h1", "h2")
    assert queue.served == ["a1", "a2", "h1", "h2"]
    assert queue.admission.loads == {"holders": Load(0, 2), "anonymous": Load(1, 2)}
    await queue.leave("h1")
    assert queue.served == ["a1", "a2", "h1", "h2"]
    await queue.leave("a1")
    assert queue.served[-1] == "a3"


async def test_a_full_lane_refuses_and_the_other_does_not() -> None:
    queue = Queue(Admission(at_once=1, waiting_max=4))
    await queue.come("h1", "a1", "a2")
    with pytest.raises(Overloaded):
        async with queue.admission.turn(is_anonymous=True):
            pass
    await queue.come("h2", "h3", "h4", "h5")
    with pytest.raises(Overloaded):
        async with queue.admission.turn(is_anonymous=False):
            pass


async def test_who_goes_away_while_waiting_leaves_no_trace() -> None:
    queue = Queue(Admission(at_once=1, waiting_max=10))
    await queue.come("h1", "h2", "a1", "h3")
    await queue.cancel("h2")
    await queue.cancel("a1")
    assert queue.admission.loads == {"holders": Load(1, 1), "anonymous": Load(0, 0)}
    await queue.leave("h1")
    assert queue.served == ["h1", "h3"]


@pytest.mark.parametrize("is_anonymous", [True, False])
async def test_a_turn_given_to_one_who_just_went_away_goes_on(*, is_anonymous: bool) -> None:
    queue = Queue(Admission(at_once=1, waiting_max=10))
    late = "a1" if is_anonymous else "h1"
    async with queue.admission.turn(is_anonymous=is_anonymous):
        await queue.come(late, "h2", "a2")
    await queue.cancel(late)
    for name in ("h2", "a2"):
        await queue.leave(name)
    await queue.come("a3")
    assert queue.served == ["h2", "a2", "a3"]
