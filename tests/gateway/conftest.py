"""The application with real rules and a real browser behind it, once for all tests."""

from collections.abc import AsyncIterator

import pytest
from httpx import ASGITransport, AsyncClient

from gateway.app import create_app
from gateway.settings import Settings
from tests.gateway.lifespan import lifespan_of

BODY_BYTES_MAX = 2_000_000
LINES_MAX = 40


@pytest.fixture(scope="session")
async def client() -> AsyncIterator[AsyncClient]:
    settings = Settings(body_bytes_max=BODY_BYTES_MAX, lines_max=LINES_MAX)
    application = create_app(settings)
    async with (
        lifespan_of(application),
        AsyncClient(transport=ASGITransport(application), base_url="http://test") as client,
    ):
        yield client
