"""Callers of a server: each sends one request over a connection of its own, at a steady rate."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from msgspec import Struct

ANSWER_SECONDS_MAX = 60


class Answer(Struct, frozen=True, kw_only=True):
    """One answer, its moments in seconds; waited: in the server's queue."""

    status: int
    sent_at: float
    ended_at: float
    waited: float

    @property
    def seconds(self) -> float:
        return self.ended_at - self.sent_at


def request_of(body: bytes, **headers: str) -> bytes:
    """Make a request for a PDF, as it goes over the connection."""
    named = {
        "host": "127.0.0.1",
        "connection": "close",
        "content-type": "application/json",
        "content-length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"POST /api/invoices HTTP/1.1\r\n{lines}\r\n".encode() + body


async def ask(port: int, request: bytes) -> Answer:
    """Send a request and read the answer to its end."""
    sent_at = time.perf_counter()
    async with asyncio.timeout(ANSWER_SECONDS_MAX):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        head, _, _ = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
    lines = head.decode("latin-1").split("\r\n")
    return Answer(
        status=int(lines[0].split()[1]),
        sent_at=sent_at,
        ended_at=time.perf_counter(),
        waited=_waited(lines),
    )


async def steadily(
    port: int, make: Callable[[], bytes], *, per_second: float, seconds: float
) -> list[Answer]:
    """Send requests at a rate, whatever becomes of those before; return the answers in order."""
    began = time.perf_counter()
    asked = []
    for number in range(round(per_second * seconds)):
        await asyncio.sleep(began + number / per_second - time.perf_counter())
        asked.append(asyncio.create_task(ask(port, make())))
    return list(await asyncio.gather(*asked))


@asynccontextmanager
async def meanwhile(
    port: int, make: Callable[[], bytes], *, per_second: float
) -> AsyncIterator[list[Answer]]:
    """Send requests at a rate as long as the block runs; it gets their answers."""
    answers: list[Answer] = []

    async def note(request: bytes) -> None:
        try:
            answers.append(await ask(port, request))
        except OSError:
            answers.append(Answer(status=0, sent_at=0, ended_at=0, waited=0))

    async def send() -> None:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as asked:
            for number in range(10**9):
                if is_over.is_set():
                    return
                await asyncio.sleep(began + number / per_second - time.perf_counter())
                asked.create_task(note(make()))

    is_over = asyncio.Event()
    sending = asyncio.create_task(send())
    try:
        yield answers
    finally:
        is_over.set()
        await sending


def _waited(lines: list[str]) -> float:
    """Return the seconds that Server-Timing gives for the queue."""
    for line in lines:
        name, _, value = line.partition(":")
        if name.lower() == "server-timing":
            timings = dict(part.strip().split(";dur=") for part in value.split(","))
            return float(timings["wait"]) / 1000
    return 0.0
