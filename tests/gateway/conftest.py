"""The application with real rules and a real browser behind it, once for all tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
from httpx import ASGITransport, AsyncClient

from gateway.app import create_app
from gateway.settings import Settings
from tests.gateway.lifespan import lifespan_of

BODY_BYTES_MAX = 2_000_000
LINES_MAX = 40


@pytest.fixture(scope="session", autouse=True)
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A ledger for the application and for every server that a test starts."""
    url = f"sqlite:///{tmp_path_factory.mktemp('ledger')}/credits.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZUGIO_DATABASE_URL", url)
        yield url


@pytest.fixture(scope="session")
async def client(database_url: str) -> AsyncIterator[AsyncClient]:
    settings = Settings(
        body_bytes_max=BODY_BYTES_MAX, lines_max=LINES_MAX, database_url=database_url
    )
    application = create_app(settings)
    async with (
        lifespan_of(application),
        AsyncClient(transport=ASGITransport(application), base_url="http://test") as client,
    ):
        yield client
