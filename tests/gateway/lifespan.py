"""Runs an ASGI application's lifespan around tests, as a server would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.observation import Message, Observed


@asynccontextmanager
async def lifespan_of(application: Observed) -> AsyncIterator[None]:
    to_application: asyncio.Queue[Message] = asyncio.Queue()
    from_application: asyncio.Queue[Message] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    running = asyncio.create_task(application(scope, to_application.get, from_application.put))
    await to_application.put({"type": "lifespan.startup"})
    assert await from_application.get() == {"type": "lifespan.startup.complete"}
    yield
    await to_application.put({"type": "lifespan.shutdown"})
    assert await from_application.get() == {"type": "lifespan.shutdown.complete"}
    await running
