"""Whose turn it is: holders first, the free tier within its share, and nobody's turn gets lost."""

import asyncio
from contextlib import suppress

import pytest

from gateway.admission import Admission, Load
from profiles.errors import Overloaded


class Queue:
    """Callers that keep their turn until they are told to go."""

    def __init__(self, admission: Admission) -> None:
        self.admission = admission
        self.served: list[str] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._go: dict[str, asyncio.Event] = {}

    async def come(self, *names: str) -> None:
        """Let callers come in this order; those whose name begins with `a` are anonymous."""
        for name in names:
            self._go[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._call(name))
            await settled()

    async def leave(self, name: str) -> None:
        self._go[name].set()
        await self._tasks[name]
        await settled()

    async def cancel(self, name: str) -> None:
        self._tasks[name].cancel()
        with suppress(asyncio.CancelledError):
            await self._tasks[name]
        await settled()

    async def _call(self, name: str) -> None:
        async with self.admission.turn(is_anonymous=name.startswith("a")):
            self.served.append(name)
            await self._go[name].wait()


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
