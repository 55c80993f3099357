"""Documents that come in are issued again as they are; JSON says all that they say."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from profiles.factur_x import EXTENDED
from profiles.peppol import PEPPOL_BIS_BILLING_3_0
from profiles.profile import Profile
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0, XRECHNUNG_CVD
from tests.conftest import load_example
from tests.gateway.bodies import encoded

ZUGFERD_1 = b'<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>'
# CVD is for vehicles, and Peppol's own rules come from elsewhere.
PROMISED = [p for p in PROFILES if p not in {XRECHNUNG_CVD, PEPPOL_BIS_BILLING_3_0}]


async def send(
    client: AsyncClient,
    content: bytes,
    *,
    source: str = "application/xml",
    accept: str = "application/xml",
    **parameters: str,
) -> Response:
    return await client.post(
        "/api/invoices",
        content=content,
        headers={"content-type": source, "accept": accept},
        params=parameters,
    )


@pytest.fixture
def comforts() -> dict[str, Any]:
    example = load_example("comforts.json")
    example["invoice"]["buyer"]["buyer_reference"] = "04011000-12345-03"
    return example


@pytest.fixture
async def cii(client: AsyncClient, comforts: dict[str, Any]) -> bytes:
    return (await send(client, encoded(comforts), source="application/json")).content


@pytest.mark.parametrize("profile", PROMISED, ids=lambda profile: profile.id)
async def test_every_profile_is_valid_and_comes_back(
    client: AsyncClient, comforts: dict[str, Any], profile: Profile
) -> None:
    comforts["profile_urn"] = profile.urn
    for syntax in profile.syntaxes:
        issued = await send(client, encoded(comforts), source="application/json", syntax=syntax)
        assert (issued.status_code, issued.headers["e-invoice-verdict"]) == (200, "valid")
        again = await send(client, issued.content, syntax=syntax)
        assert again.content == issued.content
        said = await send(client, issued.content, accept="application/json", syntax=syntax)
        request = encoded(said.json()["request"])
        meant = await send(client, request, source="application/json", syntax=syntax)
        assert meant.content == issued.content


async def test_one_syntax_becomes_the_other(client: AsyncClient, cii: bytes) -> None:
    ubl = await send(client, cii, syntax="ubl")
    assert ubl.headers["e-invoice-verdict"] == "valid"
    assert ubl.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Invoice ')
    back = await send(client, ubl.content)
    assert back.headers["e-invoice-verdict"] == "valid"


async def test_a_hybrid_is_read_and_made_again(client: AsyncClient, cii: bytes) -> None:
    hybrid = await send(client, cii, accept="application/pdf")
    assert hybrid.content.startswith(b"%PDF-")
    taken_out = await send(client, hybrid.content, source="application/pdf")
    assert taken_out.content == cii


async def test_the_caller_may_name_another_profile(client: AsyncClient, cii: bytes) -> None:
    answer = await send(client, cii, profile_urn=XRECHNUNG_3_0.urn)
    assert answer.headers["e-invoice-profile"] == XRECHNUNG_3_0.urn
    assert XRECHNUNG_3_0.urn.encode() in answer.content


async def test_an_unknown_profile_is_kept_and_named(client: AsyncClient, cii: bytes) -> None:
    unknown = cii.replace(b"urn:cen.eu:en16931:2017<", b"urn:example:usage<")
    answer = await send(client, unknown, accept="application/json")
    assert answer.json()["profile_urn"] == "urn:example:usage"
    assert "ZG-PROFILE-UNKNOWN" in answer.headers["e-invoice-findings"]
    request = encoded(answer.json()["request"])
    meant = await send(client, request, source="application/json")
    assert meant.content == unknown


async def test_what_has_no_place_is_reported(client: AsyncClient, cii: bytes) -> None:
    odd = cii.replace(b"<ram:ID>C-", b'<ram:ID schemeID="X">C-', 1)
    odd = odd.replace(b"<ram:InvoiceCurrencyCode>", b'<ram:InvoiceCurrencyCode listID="X">', 1)
    answer = await send(client, odd, accept="application/json", validation="report")
    (beyond,) = (f for f in answer.json()["findings"] if f["rule"] == "ZG-XML-BEYOND")
    assert beyond["xpath"].endswith("ram:InvoiceCurrencyCode/@listID")


@pytest.mark.parametrize(
    ("content", "source", "error", "rule"),
    [
        (b"<a>", "application/xml", "INVALID_XML", "ZG-XML-MALFORMED"),
        (b"<!DOCTYPE a><a/>", "application/xml", "INVALID_XML", "ZG-XML-DOCTYPE"),
        (b"<a/>", "application/xml", "INVALID_XML", "ZG-XML-ROOT"),
        (ZUGFERD_1, "text/xml", "INVALID_XML", "ZG-ZUGFERD-1"),
        (b"%PDF-1.7", "application/pdf", "INVALID_PDF", "ZG-PDF-BROKEN"),
    ],
)
async def test_what_is_no_invoice_is_refused(
    client: AsyncClient, content: bytes, source: str, error: str, rule: str
) -> None:
    problem = (await send(client, content, source=source)).json()
    assert (problem["status"], problem["error"]) == (400, error)
    assert rule in {finding["rule"] for finding in problem["findings"]}


async def test_a_value_that_is_none_names_its_place(client: AsyncClient, cii: bytes) -> None:
    broken = cii.replace(b'format="102">2026', b'format="102">3026-99', 1)
    problem = (await send(client, broken)).json()
    assert problem["error"] == "INVALID_XML"
    assert problem["findings"][0]["xpath"].endswith("udt:DateTimeString")


@pytest.mark.parametrize(
    ("parameters", "accept"),
    [
        ({"profile_urn": EXTENDED.urn, "syntax": "ubl"}, "application/xml"),
        ({"profile_urn": PEPPOL_BIS_BILLING_3_0.urn}, "application/pdf"),
        ({"syntax": "ubl"}, "application/pdf"),
    ],
)
async def test_what_a_profile_does_not_have(
    client: AsyncClient, cii: bytes, parameters: dict[str, str], accept: str
) -> None:
    assert (await send(client, cii, accept=accept, **parameters)).status_code == 406


async def test_previews(client: AsyncClient, cii: bytes) -> None:
    page = await send(client, cii, accept="text/html")
    assert page.content.startswith(b"<!doctype html>")
    picture = await send(client, cii, accept="image/png")
    assert picture.content.startswith(b"\x89PNG")
    missing = await send(client, cii, accept="image/png", page="99")
    assert (missing.status_code, missing.json()["error"]) == (400, "INVALID_INPUT")


async def test_the_callers_own_id_is_echoed_and_nowhere_else(
    client: AsyncClient, comforts: dict[str, Any]
) -> None:
    comforts["invoice"]["external_id"] = "Auftrag Ä 90210"
    xml = await send(client, encoded(comforts), source="application/json")
    assert xml.headers["external-id"] == "Auftrag %C3%84 90210"
    assert b"90210" not in xml.content
    answer = await send(
        client, encoded(comforts), source="application/json", accept="application/json"
    )
    assert answer.json()["external_id"] == "Auftrag Ä 90210"


async def test_every_profile_is_listed(client: AsyncClient) -> None:
    listed = (await client.get("/api/profiles")).json()["profiles"]
    assert [profile["urn"] for profile in listed] == [profile.urn for profile in PROFILES]
    assert [profile["default"] for profile in listed].count(True) == 1
