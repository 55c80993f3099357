"""How long requests may take, and how all of them are brought to an end when the server stops."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Deadline:
    """The deadline of one request; `Deadlines` makes these."""

    def __init__(self, timeout: asyncio.Timeout, still_open: set[asyncio.Timeout]) -> None:
        self._timeout = timeout
        self._open = still_open

    def lift(self) -> None:
        """Let what comes now end by its own limits: cut off half way, nobody could say what it did.

        May be called again.
        """
        self._open.discard(self._timeout)
        self._timeout.reschedule(None)


class Deadlines:
    """The deadlines of all requests in flight.

    request_seconds: for each request.
    stop_seconds: for those still in flight once SIGTERM or SIGINT has come.
    """

    def __init__(self, request_seconds: float, stop_seconds: float) -> None:
        self._seconds = request_seconds
        self._stop_seconds = stop_seconds
        self._open: set[asyncio.Timeout] = set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Deadline]:
        """Bound what runs inside; raises TimeoutError."""
        async with asyncio.timeout(self._seconds) as timeout:
            self._open.add(timeout)
            try:
                yield Deadline(timeout, self._open)
            finally:
                self._open.discard(timeout)

    def shorten(self) -> None:
        """Give requests in flight, and those that still slip in, no more than the stop allows."""
        self._seconds = min(self._seconds, self._stop_seconds)
        latest = asyncio.get_running_loop().time() + self._stop_seconds
        for timeout in self._open:
            timeout.reschedule(min(timeout.when() or latest, latest))

    @contextmanager
    def shortened_by_signals(self) -> Iterator[None]:
        """Shorten when this process is told to stop, whatever else the server does upon it.

        The server has its own handlers in the event loop, which hears of signals by another way
        than Python's handlers do, so both are called.
        """
        loop = asyncio.get_running_loop()

        def hear(_number: int, _frame: object) -> None:
            loop.call_soon_threadsafe(self.shorten)

        before = {number: signal.signal(number, hear) for number in _STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
