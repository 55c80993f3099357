"""`GET /errors/…`: the `type` of every problem leads somewhere."""

import html

import pytest
from httpx import AsyncClient

from gateway.refusals import KINDS


@pytest.mark.parametrize("code", KINDS)
async def test_every_kind_is_explained_in_both_languages(client: AsyncClient, code: str) -> None:
    told = (await client.get(f"/errors/{code}")).json()
    assert (told["code"], told["status"]) == (code, KINDS[code].status)
    page = await client.get(f"/errors/{code}", headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    for member in ("title", "cause", "remedy"):
        for language in ("de", "en"):
            assert told[member][language] in html.unescape(page.text)


async def test_the_type_of_a_problem_leads_there(client: AsyncClient) -> None:
    problem = (await client.post("/api/invoices")).json()
    told = (await client.get(problem["type"], headers={"accept": "image/png"})).json()
    assert told["title"]["de"] == problem["title"]


async def test_there_are_no_other_errors(client: AsyncClient) -> None:
    for path in ("/errors/NOPE", "/errors", "/errors/invalid_input"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["error"]) == (404, "NOT_FOUND")
    answer = await client.post("/errors/TIMEOUT")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
