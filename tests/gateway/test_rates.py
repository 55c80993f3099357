"""The limit for anonymous callers over HTTP, with what they are told of it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from gateway.app import create_app
from gateway.settings import Settings
from tests.gateway.accounts import bearer, create
from tests.gateway.lifespan import lifespan_of
from tests.gateway.test_app import post

XML = "application/xml"


@pytest.fixture(scope="module")
async def limited(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[AsyncClient, str]]:
    """An application that lets three anonymous requests a minute in, and its database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('rates')}/credits.db"
    settings = Settings(
        anonymous_per_minute=3, trusted_proxies="127.0.0.0/8", database_url=url, rule_workers=1
    )
    application = create_app(settings)
    async with (
        lifespan_of(application),
        AsyncClient(transport=ASGITransport(application), base_url="http://test") as client,
    ):
        yield client, url


async def test_a_limit_for_each_address(
    limited: tuple[AsyncClient, str], complete: dict[str, Any]
) -> None:
    client, url = limited
    answers = [
        await post(client, complete, accept=XML, x_forwarded_for=f"192.0.2.{forged}, 198.51.100.1")
        for forged in range(5)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert {answer.headers["ratelimit-policy"] for answer in answers} == {'"anonymous";q=3;w=60'}
    told = [answer.headers["ratelimit"].split(";")[1] for answer in answers]
    assert told == ["r=2", "r=1", "r=0", "r=0", "r=0"]
    assert answers[3].json()["error"] == "RATE_LIMITED"
    assert 1 <= int(answers[3].headers["retry-after"]) <= 60
    assert "credits-remaining" not in answers[0].headers

    other = await post(client, complete, accept=XML, x_forwarded_for="198.51.100.2")
    assert other.status_code == 200
    _, secret = await create(url, 1)
    holder = await post(client, complete, x_forwarded_for="198.51.100.1", **bearer(secret))
    assert (holder.status_code, holder.headers["credits-remaining"]) == (200, "0")
    assert "ratelimit" not in holder.headers


@pytest.mark.parametrize(
    ("peer", "forwarded"),
    [
        ("", "198.51.100.7"),
        ("/run/zugio.sock", "198.51.100.7"),
        ("127.0.0.7", "unknown, _hidden"),
        ("127.0.0.8", "198.51.100.7:80"),
        ("127.0.0.9", '"[2001:db8::1]:80"'),
        ("127.0.0.10", "\x00, ,;é"),
    ],
)
async def test_a_caller_of_no_address(
    limited: tuple[AsyncClient, str], peer: str, forwarded: str
) -> None:
    application = limited[0]._transport.app  # type: ignore[attr-defined]
    transport = ASGITransport(application, client=(peer, 0))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await post(client, {}, x_forwarded_for=forwarded.encode())  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert answer.headers["ratelimit"].startswith('"anonymous";r=')
