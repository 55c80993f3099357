"""The contract over HTTP, with real rules and a real browser behind it."""

import base64
import re
from typing import Any

import pytest
from httpx import AsyncClient, Response
from lxml import etree

from gateway.refusals import KINDS
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0
from tests.gateway.bodies import encoded
from tests.gateway.conftest import BODY_BYTES_MAX, LINES_MAX

JSON = {"content-type": "application/json"}


async def post(client: AsyncClient, request: object, query: str = "", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(
        f"/api/invoices{query}", content=encoded(request), headers={**JSON, **named}
    )


def guideline(xml: str) -> str:
    found = re.search(r"<ram:GuidelineSpecified\w+>\s*<ram:ID>([^<]*)<", xml)
    assert found
    return found[1]


def made_for_xrechnung(request: dict[str, Any]) -> dict[str, Any]:
    request["invoice"]["buyer"]["buyer_reference"] = "04011000-12345-03"
    request["profile_urn"] = XRECHNUNG_3_0.urn
    return request


async def test_the_seed_becomes_a_pdf(client: AsyncClient, seed: dict[str, Any]) -> None:
    answer = await post(client, seed)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["e-invoice-verdict"] == "invalid"
    assert set(answer.headers["e-invoice-findings"].split(", ")) == {
        "BR-S-02",
        "BR-CO-26",
        "ZG-VAT-ID-CHECK-DIGIT",
    }
    assert answer.headers["content-disposition"] == 'attachment; filename="RE-2026-0001.pdf"'


@pytest.mark.parametrize("profile", [p for p in PROFILES if not p.promised], ids=lambda p: p.id)
async def test_each_urn_stands_literally_in_the_xml(
    client: AsyncClient, seed: dict[str, Any], profile: Any
) -> None:
    seed["profile_urn"] = profile.urn
    answer = await post(client, seed, accept="application/xml")
    assert answer.status_code == 200
    assert guideline(answer.text) == profile.urn == answer.headers["e-invoice-profile"]


async def test_a_complete_invoice_is_valid(client: AsyncClient, complete: dict[str, Any]) -> None:
    answer = await post(client, complete)
    assert answer.headers["e-invoice-verdict"] == "valid"
    assert answer.headers["e-invoice-findings"] == ""
    assert answer.headers["e-invoice-rules"] == "cen-cii 1.3.16"


async def test_xrechnung_with_what_it_requires_is_valid(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    answer = await post(client, made_for_xrechnung(complete))
    assert answer.headers["e-invoice-verdict"] == "valid"
    assert answer.headers["e-invoice-rules"] == "cen-cii 1.3.16, xrechnung-cii 2.6.0"


@pytest.mark.parametrize(("language", "word"), [("de", "Käuferreferenz"), ("en", "uyer reference")])
async def test_xrechnung_without_a_buyer_reference_is_refused(
    client: AsyncClient, complete: dict[str, Any], language: str, word: str
) -> None:
    del made_for_xrechnung(complete)["invoice"]["buyer"]["buyer_reference"]
    answer = await post(client, complete, accept_language=language)
    assert answer.status_code == 422
    (finding,) = [f for f in answer.json()["findings"] if f["severity"] == "error"]
    assert finding["rule"] == "BR-DE-15"
    assert finding["term"] == "BT-10"
    assert finding["path"] == "/invoice/buyer/buyer_reference"
    assert word in finding["message"]


async def test_report_mode_delivers_it_all_the_same(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    del made_for_xrechnung(complete)["invoice"]["buyer"]["buyer_reference"]
    answer = await post(client, complete, "?validation=report")
    assert answer.status_code == 200
    assert answer.headers["e-invoice-findings"].startswith("BR-DE-15")


async def test_strict_mode_refuses_the_seed(client: AsyncClient, seed: dict[str, Any]) -> None:
    answer = await post(client, seed, "?validation=strict")
    assert (answer.status_code, answer.json()["error"]) == (422, "VALIDATION_FAILED")


async def test_json_holds_everything(client: AsyncClient, seed: dict[str, Any]) -> None:
    answer = await post(client, seed, accept="application/json")
    told = answer.json()
    assert base64.b64decode(told["document"]["base64"]).startswith(b"%PDF-")
    assert guideline(told["xml"]) == told["profile_urn"]
    assert told["totals"]["due_for_payment"] == 119
    assert told["verdict"] == "invalid"
    again = await post(client, told["request"], accept="application/json")
    assert again.json() == told


async def test_the_same_request_gives_the_same_bytes(
    client: AsyncClient, seed: dict[str, Any], complete: dict[str, Any]
) -> None:
    answers = []
    for _ in range(20):
        answers.append(await post(client, seed))
        await post(client, complete)
    assert len({answer.content for answer in answers}) == 1
    assert len({answer.headers["etag"] for answer in answers}) == 1


async def test_every_category_of_vat_can_be_valid(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    (item, _) = complete["invoice"]["items"]
    reasons = {"E": "Steuerfrei nach § 4 Nr. 21 UStG"}
    complete["invoice"]["deliver_to"] = {"country_code": "AT"}
    complete["invoice"]["items"] = [
        dict(item, vat_percent=0, vat_category_code=code, vat_exemption_reason=reasons.get(code))
        for code in ("E", "AE", "K", "G", "Z")
    ]
    answer = await post(client, complete, accept="application/json")
    assert [f["rule"] for f in answer.json()["findings"]] == []
    assert answer.json()["verdict"] == "valid"


async def test_outside_the_scope_of_vat(client: AsyncClient, complete: dict[str, Any]) -> None:
    del complete["company"]["seller"]["vat_id"]
    del complete["invoice"]["buyer"]["vat_id"]
    for item in complete["invoice"]["items"]:
        item.update(vat_percent=0, vat_category_code="O")
    answer = await post(client, complete, accept="application/json")
    assert [f["rule"] for f in answer.json()["findings"]] == []


async def test_a_legacy_id_is_warned_of(client: AsyncClient, complete: dict[str, Any]) -> None:
    complete["profile_urn"] = "urn:ferd:invoice:2p1:en16931"
    answer = await post(client, complete, accept="application/xml")
    assert answer.headers["e-invoice-findings"] == "ZG-PROFILE-LEGACY"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("?profile_urn=urn:nope", None),
        ("?profile_urn=urn:ferd:invoice:2p1:en16931", "/profile_urn"),
        ("?locale=en_GB", "/company/defaults/locale"),
    ],
)
async def test_query_and_body_must_agree(
    client: AsyncClient, seed: dict[str, Any], query: str, pointer: str | None
) -> None:
    if pointer:
        seed["profile_urn"] = "urn:cen.eu:en16931:2017"
    answer = await post(client, seed, query)
    assert answer.status_code == 400
    assert answer.json()["findings"][0]["path"] == pointer


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"url": "/nowhere"}, "NOT_FOUND"),
        ({"method": "GET"}, "METHOD_NOT_ALLOWED"),
        ({"content": b" " * (BODY_BYTES_MAX + 1)}, "REQUEST_TOO_LARGE"),
        ({"headers": {"authorization": "Bearer x"}}, "UNAUTHORIZED"),
        ({"headers": {}}, "UNSUPPORTED_MEDIA_TYPE"),
        ({"headers": {**JSON, "accept": "text/csv"}}, "NOT_ACCEPTABLE"),
        ({"content": b"{"}, "INVALID_JSON"),
        ({"content": b"{}"}, "INVALID_INPUT"),
        ({"params": {"nope": "1"}, "content": b"{}"}, "INVALID_INPUT"),
    ],
)
async def test_every_refusal_has_one_shape(
    client: AsyncClient, arguments: dict[str, Any], code: str
) -> None:
    answer = await client.request(
        **{"method": "POST", "url": "/api/invoices", "headers": JSON, **arguments}
    )
    problem = answer.json()
    assert answer.status_code == KINDS[code].status == problem["status"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["error"] == code
    assert problem["type"] == f"/errors/{code}"
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert {"title", "detail", "findings"} <= problem.keys()


async def test_problems_of_query_and_body_come_together(
    client: AsyncClient, seed: dict[str, Any]
) -> None:
    seed["invoice"]["items"][0]["quantity"] = "1"
    seed["profile_urn"] = "urn:nope"
    answer = await post(client, seed, "?validation=maybe")
    assert [finding["rule"] for finding in answer.json()["findings"]] == [
        "ZG-QUERY-VALUE",
        "ZG-INPUT-TYPE",
        "ZG-INPUT-PROFILE",
    ]


async def test_a_refusal_says_what_the_rules_found(
    client: AsyncClient, seed: dict[str, Any]
) -> None:
    answer = await post(client, seed, "?validation=strict")
    assert answer.headers["e-invoice-verdict"] == "invalid"
    assert answer.headers["e-invoice-rules"] == "cen-cii 1.3.16"


async def test_what_no_font_can_draw_is_reported_where_it_stands(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    complete["invoice"]["buyer"]["city"] = "漢字"
    answer = await post(client, complete, accept="application/json")
    (finding,) = answer.json()["findings"]
    assert (finding["rule"], finding["term"]) == ("ZG-FONT-01", "BT-52")
    assert finding["path"] == "/invoice/buyer/city"


async def test_too_many_lines_are_too_large(client: AsyncClient, seed: dict[str, Any]) -> None:
    seed["invoice"]["items"] *= LINES_MAX + 1
    assert (await post(client, seed)).status_code == 413


async def test_a_method_that_works_is_named(client: AsyncClient) -> None:
    assert (await client.delete("/api/invoices")).headers["allow"] == "POST"
    assert "GET" in (await client.post("/metrics")).headers["allow"]


async def test_a_callers_own_request_id_is_kept(client: AsyncClient) -> None:
    kept = await client.get("/health/live", headers={"x-request-id": "ERP-4711"})
    made = await client.get("/health/live", headers={"x-request-id": "a b"})
    assert kept.headers["x-request-id"] == "ERP-4711"
    assert re.fullmatch(r"[0-9a-f]{32}", made.headers["x-request-id"])


async def test_health_and_metrics(client: AsyncClient, seed: dict[str, Any]) -> None:
    await post(client, seed)
    assert (await client.get("/health/live")).status_code == 200
    assert (await client.get("/health/ready")).status_code == 200
    metrics = (await client.get("/metrics")).text
    for stage in ("decode", "compute", "write", "validate", "render", "assemble"):
        assert f'zugio_stage_duration_seconds_count{{stage="{stage}"}}' in metrics
    assert 'route="/api/invoices",status="200"' in metrics


async def test_hostile_text_reaches_neither_page_nor_xml_unescaped(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    hostile = "</td><script>alert(1)</script>{{ 7 * 7 }} & \"'\r\n<!--"
    complete["invoice"]["items"][0]["name"] = hostile
    answer = await post(client, complete, accept="application/json")
    root = etree.fromstring(answer.json()["xml"].encode())
    names = root.findall(".//{*}SpecifiedTradeProduct/{*}Name")
    assert names[0].text == hostile
