"""Tokens over HTTP: what costs a credit, what does not, and what is said of it."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response

from gateway.ledger.tokens import new_secret
from tests.gateway.accounts import at_ledger, bearer, create
from tests.gateway.test_app import made_for_xrechnung, post

Poster = Callable[..., Awaitable[Response]]

XML, JSON = "application/xml", "application/json"


class Holder:
    """Posts with one token."""

    def __init__(self, client: AsyncClient, secret: str) -> None:
        self.client = client
        self.headers = bearer(secret)

    async def post(self, request: object, query: str = "", **headers: str) -> Response:
        return await post(self.client, request, query, **self.headers, **headers)

    async def get(self, path: str) -> Response:
        return await self.client.get(path, headers=self.headers)

    async def balance(self) -> int:
        remaining = (await self.get("/api/usage")).json()["remainingDocuments"]
        assert isinstance(remaining, int)
        return remaining


@pytest.fixture
async def holder(client: AsyncClient, database_url: str) -> Holder:
    """The holder of a token with three credits."""
    return Holder(client, (await create(database_url, 3))[1])


def words_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


async def test_a_token_removes_the_notice(
    client: AsyncClient, holder: Holder, complete: dict[str, Any]
) -> None:
    notice = "Erstellt mit Zugio"
    assert notice in words_of((await post(client, complete)).content)
    assert notice not in words_of((await holder.post(complete)).content)


@pytest.mark.parametrize(
    ("accept", "remaining"), [("application/pdf", "2"), (JSON, "2"), (XML, "3")]
)
async def test_what_costs(
    holder: Holder, complete: dict[str, Any], accept: str, remaining: str
) -> None:
    answer = await holder.post(complete, accept=accept)
    assert (answer.status_code, answer.headers["credits-remaining"]) == (200, remaining)
    assert await holder.balance() == int(remaining)


async def test_refusals_are_free(holder: Holder, complete: dict[str, Any]) -> None:
    refused = [
        await holder.post({}),
        await holder.post(complete, "?nope=1"),
        await holder.post(complete, accept="text/csv"),
        await holder.post({**complete, "profile_urn": "urn:nope"}),
    ]
    del made_for_xrechnung(complete)["invoice"]["buyer"]["buyer_reference"]
    refused.append(await holder.post(complete))
    assert [answer.status_code for answer in refused] == [400, 400, 406, 400, 422]
    assert {answer.headers["credits-remaining"] for answer in refused} == {"3"}
    assert await holder.balance() == 3


async def test_without_credit_nothing_is_drawn(
    client: AsyncClient, database_url: str, complete: dict[str, Any]
) -> None:
    holder = Holder(client, (await create(database_url))[1])
    stage = 'zugio_stage_duration_seconds_count{stage="render"} '
    before = (await client.get("/metrics")).text.partition(stage)[2].partition("\n")[0]
    answer = await holder.post(complete)
    after = (await client.get("/metrics")).text.partition(stage)[2].partition("\n")[0]
    assert (answer.status_code, answer.json()["error"]) == (402, "INSUFFICIENT_CREDITS")
    assert answer.headers["credits-remaining"] == "0"
    assert before == after
    assert (await holder.post(complete, accept=XML)).status_code == 200


async def test_unlimited_is_counted(
    client: AsyncClient, database_url: str, complete: dict[str, Any]
) -> None:
    holder = Holder(client, (await create(database_url, unlimited=True))[1])
    answers = [await holder.post(complete) for _ in range(2)]
    assert {answer.headers["credits-remaining"] for answer in answers} == {"unlimited"}
    usage = (await holder.get("/api/usage")).json()
    assert (usage["unlimitedDocuments"], usage["usedDocuments"]) == (True, 2)
    assert (usage["maxDocuments"], usage["remainingDocuments"]) == (None, None)


async def test_what_opens_nothing(
    client: AsyncClient, database_url: str, complete: dict[str, Any]
) -> None:
    token, revoked = await create(database_url, 1)
    await at_ledger(database_url, lambda ledger: ledger.revoke(token.id))
    past = datetime.now(UTC) - timedelta(days=1)
    _, expired = await create(database_url, 1, expires_at=past)
    for secret in (revoked, expired, new_secret(), "x", "ä", " "):
        for headers in (
            {"authorization": f"Bearer {secret}"},
            {"authorization": f"token {secret}"},
            {"x_api_key": f"{secret}x"},
        ):
            sent = {name: value.encode("utf-8") for name, value in headers.items()}
            answer = await post(client, complete, **sent)  # type: ignore[arg-type]
            assert (answer.status_code, answer.json()["error"]) == (401, "UNAUTHORIZED")
            assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("name", ["authorization", "x-api-key"])
@pytest.mark.parametrize("value", ["", " "])
async def test_blank_credentials_open_nothing(client: AsyncClient, name: str, value: str) -> None:
    for path in ("/api/invoices", "/api/validations"):
        answer = await client.post(path, json={}, headers={name: value})
        assert (answer.status_code, answer.json()["error"]) == (401, "UNAUTHORIZED")


async def test_a_blank_header_does_not_hide_a_good_token(
    client: AsyncClient, database_url: str
) -> None:
    _, secret = await create(database_url, 7)
    headers = {"authorization": "", "x-api-key": secret}
    assert (await client.get("/api/usage", headers=headers)).status_code == 200


async def test_guesses_open_nothing(client: AsyncClient) -> None:
    for _ in range(500):
        answer = await client.get("/api/usage", headers={"x-api-key": new_secret()})
        assert answer.status_code == 401


@pytest.mark.parametrize("header", ["authorization", "Authorization", "x-api-key"])
async def test_every_form_of_token(client: AsyncClient, database_url: str, header: str) -> None:
    _, secret = await create(database_url, 7)
    scheme = {"authorization": "Token ", "Authorization": "bearer "}.get(header, "")
    answer = await client.get("/api/usage", headers={header: scheme + secret})
    assert answer.json()["remainingDocuments"] == 7


async def test_usage_needs_a_token(client: AsyncClient) -> None:
    for path in ("/api/usage", "/api/usage/entries"):
        assert (await client.get(path)).status_code == 401


async def test_usage_and_entries(holder: Holder, complete: dict[str, Any]) -> None:
    document = await holder.post(complete, idempotency_key="a")
    usage = (await holder.get("/api/usage")).json()
    assert usage.pop("currentPeriod")["usedDocuments"] == 1
    assert usage == {
        "status": "active",
        "maxDocuments": 3,
        "usedDocuments": 1,
        "remainingDocuments": 2,
        "unlimitedDocuments": False,
    }
    first = (await holder.get("/api/usage/entries?limit=1")).json()
    rest = (await holder.get(f"/api/usage/entries?after={first['after']}")).json()
    (grant,), (charge,) = first["entries"], rest["entries"]
    assert (grant["kind"], grant["credits"], charge["kind"], charge["credits"]) == (
        ("grant", 3, "charge", -1)
    )
    assert document.headers["etag"] == f'"{charge["document_hash"]}"'
    assert rest["after"] is None
    for query in ("limit=0", "limit=501", "after=x"):
        assert (await holder.get(f"/api/usage/entries?{query}")).status_code == 400


async def test_a_replay_is_free_in_any_format(holder: Holder, complete: dict[str, Any]) -> None:
    answers = [
        await holder.post(complete, idempotency_key="k", accept=accept)
        for accept in ("application/pdf", "application/pdf", JSON, XML)
    ]
    assert [answer.status_code for answer in answers] == [200] * 4
    assert answers[0].content == answers[1].content
    assert {answer.headers["credits-remaining"] for answer in answers} == {"2"}
    assert await holder.balance() == 2


async def test_a_key_belongs_to_one_request(
    holder: Holder, complete: dict[str, Any], seed: dict[str, Any]
) -> None:
    await holder.post(complete, idempotency_key="k")
    for request, query in ((seed, ""), (complete, "?locale=de_DE"), (seed, "?locale=de_DE")):
        answer = await holder.post(request, query, idempotency_key="k")
        assert (answer.status_code, answer.json()["error"]) == (409, "IDEMPOTENCY_CONFLICT")
    assert await holder.balance() == 2


async def test_a_refused_request_frees_its_key(holder: Holder, complete: dict[str, Any]) -> None:
    answer = await holder.post(complete, "?validation=report", idempotency_key="k")
    assert answer.status_code == 200
    del made_for_xrechnung(complete)["invoice"]["buyer"]["buyer_reference"]
    assert (await holder.post(complete, idempotency_key="l")).status_code == 422
    complete["invoice"]["buyer"]["buyer_reference"] = "04011000-12345-03"
    assert (await holder.post(complete, idempotency_key="l")).status_code == 200
    assert await holder.balance() == 1


async def test_twins_are_charged_once(holder: Holder, complete: dict[str, Any]) -> None:
    twins = (holder.post(complete, idempotency_key="k") for _ in range(8))
    answers = await asyncio.gather(*twins)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({answer.content for answer in answers}) == 1
    assert {answer.headers["credits-remaining"] for answer in answers} == {"2"}
    assert await holder.balance() == 2
