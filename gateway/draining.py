"""Lets a client that is still sending hear why it was refused.

A connection that is closed while a body comes in takes the answer with it: most clients read
nothing before they have sent all of it. So the rest is read and thrown away first, within limits.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

DRAIN_SECONDS_MAX = 3.0
# Some wait for the answer before they send on.
HALT_SECONDS_MAX = 0.5


class Draining:
    """Wraps an ASGI application; bytes_max: how much of one body is thrown away."""

    def __init__(self, application: Any, bytes_max: int) -> None:
        self._application: Application = application
        self._bytes_max = bytes_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        body = _Body(receive, is_coming=_is_coming(dict(scope["headers"])))

        async def send_drained(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.drain(self._bytes_max)
            await send(message)

        await self._application(scope, body.receive, send_drained)


class _Body:
    """What a client sends, and whether there is more of it."""

    def __init__(self, receive: Receive, *, is_coming: bool) -> None:
        self._receive = receive
        self._is_coming = is_coming

    async def receive(self) -> Message:
        message = await self._receive()
        self._is_coming = message["type"] == "http.request" and message.get("more_body", False)
        return message

    async def drain(self, bytes_max: int) -> None:
        """Throw away what comes, unless it is too much, takes too long or has come to a halt."""
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS_MAX):
                while self._is_coming and bytes_max > 0:
                    async with asyncio.timeout(HALT_SECONDS_MAX):
                        message = await self.receive()
                    bytes_max -= len(message.get("body", b""))


def _is_coming(headers: Mapping[bytes, bytes]) -> bool:
    """Say whether a body comes; a client that asks first has sent none, and need not."""
    if headers.get(b"expect", b"").lower() == b"100-continue":
        return False
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers
