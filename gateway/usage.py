"""`GET /api/usage` and `/api/usage/entries`: what the holder of a token has used."""

from typing import Any

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from gateway.decoding import invalid_input
from gateway.entrance import Entrance
from gateway.ledger.entries import Usage
from gateway.negotiation import AnyRequest
from profiles.finding import Finding, Wording

PAGE_ENTRIES_MAX = 500
_PAGE_ENTRIES = 100


def usage_routes(entrance: Entrance) -> tuple[HTTPRouteHandler, ...]:
    """Make the routes for token holders."""

    @get("/api/usage")
    async def show_usage(request: AnyRequest) -> Response[bytes]:
        token = await entrance.admit_holder(request)
        usage = await entrance.ledger.usage(token)
        return _answer(_in_shape_of_seed(usage))

    @get("/api/usage/entries")
    async def show_entries(request: AnyRequest) -> Response[bytes]:
        token = await entrance.admit_holder(request)
        after = _number(request, "after", 0, minimum=0, maximum=2**63 - 1)
        limit = _number(request, "limit", _PAGE_ENTRIES, minimum=1, maximum=PAGE_ENTRIES_MAX)
        page = await entrance.ledger.entries(token, after, limit)
        return _answer({"entries": page.entries, "after": page.after})

    return show_usage, show_entries


def _in_shape_of_seed(usage: Usage) -> dict[str, Any]:
    """Name the figures as BillMore's API does, and add the current period."""
    return {
        "status": "active",
        "maxDocuments": None if usage.unlimited else usage.granted,
        "usedDocuments": usage.used,
        "remainingDocuments": None if usage.unlimited else usage.available,
        "unlimitedDocuments": usage.unlimited,
        "currentPeriod": {
            "start": usage.period.start,
            "end": usage.period.end,
            "usedDocuments": usage.used_in_period,
        },
    }


def _answer(content: object) -> Response[bytes]:
    return Response(msgspec.json.encode(content), media_type="application/json")


def _number(request: AnyRequest, name: str, default: int, *, minimum: int, maximum: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if text.isascii() and text.isdecimal() and len(text) < 20 and minimum <= int(text) <= maximum:
        return int(text)
    message = Wording(
        de=f"Der Parameter „{name}“ ist eine Zahl von {minimum} bis {maximum}.",
        en=f"The parameter “{name}” is a number from {minimum} to {maximum}.",
    )
    hint = Wording(
        de=f"Ohne den Parameter gilt {default}.", en=f"Without the parameter it is {default}."
    )
    problem = Finding(
        severity="error", rule="ZG-QUERY-VALUE", category="format", message=message, hint=hint
    )
    raise invalid_input((problem,))
