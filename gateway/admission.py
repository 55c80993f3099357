"""Who may have a document made next: token holders first, the free tier within a bounded share."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from msgspec import Struct

from profiles.errors import Overloaded


class Load(Struct, frozen=True):
    """How many of a lane wait, and how many have their turn."""

    waiting: int
    running: int


class Lane:
    """Callers of one kind, in the order in which they came."""

    def __init__(self, *, at_once: int, waiting_max: int) -> None:
        self.at_once = at_once
        self.waiting_max = waiting_max
        self.running = 0
        self.queue: deque[asyncio.Future[None]] = deque()


class Admission:
    """A queue with two lanes.

    at_once: documents that are made at the same time.
    waiting_max: requests that may wait; anonymous ones may be half of them.

    Anonymous requests get a turn only while no token holder waits, and never more than half of
    the turns at once. So a holder waits for the holders before it alone; where a single document
    is made at once, also for the anonymous one that is being made when it comes.
    """

    def __init__(self, *, at_once: int, waiting_max: int) -> None:
        self._at_once = at_once
        self._holders = Lane(at_once=at_once, waiting_max=waiting_max)
        self._anonymous = Lane(at_once=max(1, at_once // 2), waiting_max=max(1, waiting_max // 2))
        self._tell: Callable[[Mapping[str, Load]], None] = lambda _: None

    @property
    def loads(self) -> Mapping[str, Load]:
        """How much there is to do, by lane."""
        lanes = {"holders": self._holders, "anonymous": self._anonymous}
        return {name: Load(len(lane.queue), lane.running) for name, lane in lanes.items()}

    def watch(self, tell: Callable[[Mapping[str, Load]], None]) -> None:
        """Tell somebody the loads, now and whenever they change."""
        self._tell = tell
        tell(self.loads)

    @asynccontextmanager
    async def turn(self, *, is_anonymous: bool) -> AsyncIterator[None]:
        """Wait for a turn and have it while the block runs; raises Overloaded."""
        lane = self._anonymous if is_anonymous else self._holders
        await self._enter(lane)
        try:
            yield
        finally:
            self._leave(lane)

    async def _enter(self, lane: Lane) -> None:
        if len(lane.queue) >= lane.waiting_max:
            raise Overloaded("too many requests are waiting for a turn")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.queue.append(turn)
        self._give_turns()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it came just as the caller went away
                self._leave(lane)
            with suppress(ValueError):
                lane.queue.remove(turn)
            self._tell(self.loads)
            raise

    def _leave(self, lane: Lane) -> None:
        lane.running -= 1
        self._give_turns()

    def _give_turns(self) -> None:
        for lane in (self._holders, self._anonymous):
            while lane.queue and lane.running < lane.at_once and self._has_room():
                turn = lane.queue.popleft()
                if not turn.cancelled():  # else its caller went away, and could not yet say so
                    lane.running += 1
                    turn.set_result(None)
        self._tell(self.loads)

    def _has_room(self) -> bool:
        return self._holders.running + self._anonymous.running < self._at_once
