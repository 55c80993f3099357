"""Who may have a document made next: token holders first, the free tier within a bounded share."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from profiles.errors import Overloaded


class Admission:
    """A queue with two lanes.

    at_once: documents that are made at the same time.
    waiting_max: requests that may wait; anonymous ones may be half of them.

    Anonymous requests get a turn only while no token holder waits, and never more than half of
    the turns at once (one at least), so a holder waits for no more than the holders before it.
    """

    def __init__(self, *, at_once: int, waiting_max: int) -> None:
        self._free = at_once
        self._anonymous_free = max(1, at_once // 2)
        self._holders_max = waiting_max
        self._anonymous_max = max(1, waiting_max // 2)
        self._holders: deque[asyncio.Future[None]] = deque()
        self._anonymous: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> dict[str, int]:
        """How many wait in each lane."""
        return {"holders": len(self._holders), "anonymous": len(self._anonymous)}

    @asynccontextmanager
    async def turn(self, *, is_anonymous: bool) -> AsyncIterator[None]:
        """Wait for a turn and have it while the block runs; raises Overloaded."""
        await self._enter(is_anonymous=is_anonymous)
        try:
            yield
        finally:
            self._leave(is_anonymous=is_anonymous)

    async def _enter(self, *, is_anonymous: bool) -> None:
        lane = self._anonymous if is_anonymous else self._holders
        if len(lane) >= (self._anonymous_max if is_anonymous else self._holders_max):
            raise Overloaded("too many requests are waiting for a turn")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        lane.append(turn)
        self._give_turns()
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # it came just as the caller went away
                self._leave(is_anonymous=is_anonymous)
            with suppress(ValueError):
                lane.remove(turn)
            raise

    def _leave(self, *, is_anonymous: bool) -> None:
        self._free += 1
        self._anonymous_free += is_anonymous
        self._give_turns()

    def _give_turns(self) -> None:
        while self._free:
            if self._holders:
                turn = self._holders.popleft()
                is_anonymous = False
            elif self._anonymous and self._anonymous_free:
                turn = self._anonymous.popleft()
                is_anonymous = True
            else:
                return
            if turn.cancelled():
                continue  # its caller went away, and has not yet been able to say so
            self._free -= 1
            self._anonymous_free -= is_anonymous
            turn.set_result(None)
