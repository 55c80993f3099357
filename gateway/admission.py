"""Who may have a document made next: token holders first, the free tier within a bounded share."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress

from msgspec import Struct

from profiles.errors import Overloaded

# While a holder's invoice is issued, anonymous documents begin this far apart.
PAUSE_SECONDS = 1.0
# For so long after a holder's invoice, the free tier rests so many times as long as it works.
LINGER_SECONDS = 1.0
REST_RATIO = 3.0


class Load(Struct, frozen=True):
    """How many of a lane wait, and how many have their turn."""

    waiting: int
    running: int


class Lane:
    """Callers of one kind, in the order in which they came.

    arriving: of whom it is being found out who they are.
    present: whose invoice is being issued, be it that they wait or have their turn.
    """

    def __init__(self, *, at_once: int, waiting_max: int) -> None:
        self.at_once = at_once
        self.waiting_max = waiting_max
        self.arriving = 0
        self.present = 0
        self.running = 0
        self.queue: deque[asyncio.Future[None]] = deque()

    def require_place(self) -> None:
        """Raise Overloaded where no more may wait."""
        if len(self.queue) + self.arriving >= self.waiting_max:
            raise Overloaded("too many requests are waiting for a turn")

    def begin_next(self) -> None:
        """Give the first its turn, unless its caller went away and could not yet say so."""
        turn = self.queue.popleft()
        if not turn.cancelled():
            self.running += 1
            turn.set_result(None)


class Admission:
    """A queue with two lanes.

    at_once: documents that are made at the same time.
    waiting_max: requests that may wait; anonymous ones may be half of them.

    Anonymous requests get a turn only while no token holder waits, and never more than half of
    the turns at once. So a holder waits for the holders before it alone; where a single document
    is made at once, also for the anonymous one that is being made when it comes. As all share the
    same cores, anonymous documents also keep a distance from each other while holders are about.
    """

    def __init__(self, *, at_once: int, waiting_max: int) -> None:
        self._at_once = at_once
        self._holders = Lane(at_once=at_once, waiting_max=waiting_max)
        self._anonymous = Lane(at_once=max(1, at_once // 2), waiting_max=max(1, waiting_max // 2))
        self._tell: Callable[[Mapping[str, Load]], None] = lambda _: None
        # Moments of the loop's clock.
        self._holders_linger_until = self._paused_until = self._resting_until = 0.0
        self._wakes_at = 0.0

    @property
    def loads(self) -> Mapping[str, Load]:
        """How much there is to do, by lane."""
        lanes = {"holders": self._holders, "anonymous": self._anonymous}
        return {name: Load(len(lane.queue), lane.running) for name, lane in lanes.items()}

    def watch(self, tell: Callable[[Mapping[str, Load]], None]) -> None:
        """Tell somebody the loads, now and whenever they change."""
        self._tell = tell
        tell(self.loads)

    @contextmanager
    def arrival(self, *, is_anonymous: bool) -> Iterator[None]:
        """Keep a place in the lane while it is found out who comes; raises Overloaded.

        Whoever cannot be served is sent away before that costs anything that others would miss.
        """
        lane = self._lane(is_anonymous=is_anonymous)
        lane.require_place()
        lane.arriving += 1
        try:
            yield
        finally:
            lane.arriving -= 1

    @contextmanager
    def presence(self, *, is_anonymous: bool) -> Iterator[None]:
        """Let the free tier keep its distance from a holder as long as the block runs."""
        lane = self._lane(is_anonymous=is_anonymous)
        lane.present += 1
        try:
            yield
        finally:
            lane.present -= 1
            if not is_anonymous:
                self._holders_linger_until = self._now() + LINGER_SECONDS
            self._give_turns()

    @asynccontextmanager
    async def turn(self, *, is_anonymous: bool) -> AsyncIterator[None]:
        """Wait for a turn and have it while the block runs; raises Overloaded."""
        lane = self._lane(is_anonymous=is_anonymous)
        lane.require_place()
        await self._enter(lane)
        began = self._now()
        try:
            yield
        finally:
            if is_anonymous:
                self._resting_until = self._now() + (self._now() - began) * REST_RATIO
            self._leave(lane)

    def _lane(self, *, is_anonymous: bool) -> Lane:
        return self._anonymous if is_anonymous else self._holders

    async def _enter(self, lane: Lane) -> None:
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
        while self._has_room(self._holders):
            self._holders.begin_next()
        while self._has_room(self._anonymous):
            now, at = self._now(), self._anonymous_begins_at()
            if at > now:
                self._wake_at(at)
                break
            self._paused_until = now + PAUSE_SECONDS
            self._anonymous.begin_next()
        self._tell(self.loads)

    def _has_room(self, lane: Lane) -> bool:
        running = self._holders.running + self._anonymous.running
        return bool(lane.queue) and lane.running < lane.at_once and running < self._at_once

    def _anonymous_begins_at(self) -> float:
        if self._holders.present:
            return self._paused_until
        return min(self._resting_until, self._holders_linger_until)

    def _wake_at(self, moment: float) -> None:
        if not self._now() < self._wakes_at <= moment:
            self._wakes_at = moment
            asyncio.get_running_loop().call_at(moment, self._give_turns)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
