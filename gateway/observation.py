"""The outermost layer: gives each request an id, a log line and a place in the metrics."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from time import perf_counter
from typing import Any
from uuid import uuid4

from gateway.logs import log
from gateway.metrics import Metrics

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

REQUEST_ID_HEADER = "X-Request-ID"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)

# Other paths are one route to the metrics, whatever a scanner makes up.
UNKNOWN_ROUTE = "unknown"


class Observed:
    """Wraps an ASGI application; what the application adds to `scope["log"]` is logged
    too, and what it adds to `scope["answer_headers"]` stands in the answer, whatever that is.
    """

    def __init__(self, application: Any, metrics: Metrics, routes: frozenset[str]) -> None:
        self._application: Application = application
        self._metrics = metrics
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope["request_id"] = request_id
        scope["log"] = {}
        scope["answer_headers"] = {REQUEST_ID_HEADER: request_id}
        status = 0
        started = perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = scope["answer_headers"]
                taken = {name.lower() for name, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()),
                    *(
                        (n.lower().encode(), v.encode())
                        for n, v in own.items()
                        if n.lower().encode() not in taken
                    ),
                ]
            await send(message)

        route = scope["path"] if scope["path"] in self._routes else UNKNOWN_ROUTE
        try:
            with self._metrics.in_flight(route):
                await self._application(scope, receive, send_observed)
        finally:
            self._note(scope, route, status, perf_counter() - started)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the lifespan on; a failed start is logged by the application, in one line."""
        failed = False

        async def send_without_traceback(message: Message) -> None:
            nonlocal failed
            failed = message["type"] == "lifespan.startup.failed"
            await send({key: value for key, value in message.items() if key != "message"})

        try:
            await self._application(scope, receive, send_without_traceback)
        except Exception:
            if not failed:
                raise

    def _note(self, scope: Scope, route: str, status: int, seconds: float) -> None:
        self._metrics.observe_request(scope["method"], route, status, seconds)
        if "error" in scope["log"]:
            self._metrics.count_refusal(scope["log"]["error"])
        fields = {
            "request_id": scope["request_id"],
            "method": scope["method"],
            "route": route,
            "status": status,  # 0: the client went away before an answer began
            "milliseconds": round(seconds * 1000, 1),
            **scope["log"],
        }
        log().info("request", extra={"fields": fields})


def _request_id(scope: Scope) -> str:
    """Take over a caller's own id where it is harmless in a log, else make one."""
    wanted = REQUEST_ID_HEADER.lower().encode()
    given = next((value for name, value in scope["headers"] if name == wanted), b"")
    text = given.decode("latin-1")
    return text if _REQUEST_ID.fullmatch(text) else uuid4().hex
