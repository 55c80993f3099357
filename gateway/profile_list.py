"""`GET /api/profiles`."""

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from gateway.listed_profiles import profile_list


def profile_routes() -> tuple[HTTPRouteHandler, ...]:
    """Make the route; its answer never changes while the process runs."""
    body = msgspec.json.encode(profile_list())

    @get("/api/profiles")
    async def list_profiles() -> Response[bytes]:
        return Response(body, media_type="application/json")

    return (list_profiles,)
