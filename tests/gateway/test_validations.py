"""`POST /api/validations`: the same verdict on requests, XML and PDFs, and the preflight."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from gateway.dialects.json_text import parse
from profiles.peppol import PEPPOL_BIS_BILLING_3_0
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0
from tests.gateway.bodies import encoded
from tests.gateway.conftest import LINES_MAX
from tests.validation.conftest import HERE as SAMPLES

JSON, XML, PDF = "application/json", "application/xml", "application/pdf"


async def post(
    client: AsyncClient, body: bytes, source: str, query: str = "", **headers: str
) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await client.post(
        f"/api/validations{query}", content=body, headers={"content-type": source, **named}
    )


def decoded(answer: Response) -> Any:
    assert answer.status_code == 200, answer.text
    return parse(answer.content)


def rules(answer: Any) -> set[str]:
    return {finding["rule"] for finding in answer["findings"]}


async def issued(client: AsyncClient, request: Any, accept: str) -> bytes:
    answer = await client.post(
        "/api/invoices",
        content=encoded(request),
        headers={"content-type": JSON, "accept": accept},
    )
    assert answer.status_code == 200, answer.text
    return answer.content


async def test_a_request_is_judged_and_nothing_is_drawn(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    answer = await post(client, encoded(complete), JSON, "?preflight=false")
    told = decoded(answer)
    assert told["verdict"] == answer.headers["e-invoice-verdict"] == "valid"
    assert (told["syntax"], told["profile"], told["profiles"]) == ("cii", "EN 16931", None)
    none: dict[str, object] = {"errors": 0, "warnings": 0}
    assert told["rules"] == [
        {"name": "cii-xsd", "version": "D22B", "date": "2026-10-27", **none},
        {"name": "cen-cii", "version": "1.3.16", "date": "2026-09-02", **none},
    ]
    assert set(told["totals"]) >= {"without_vat", "with_vat", "due_for_payment", "vat_breakdown"}


async def test_what_fails_the_schema_says_which(client: AsyncClient) -> None:
    xml = (SAMPLES / "xrechnung.xml").read_text(encoding="utf-8")
    broken = xml.replace("<ram:TypeCode>380</ram:TypeCode>", "<ram:Typ>380</ram:Typ>", 1)
    told = decoded(await post(client, broken.encode(), XML, "?preflight=false"))
    (schema,) = told["rules"]
    assert schema["name"] == "cii-xsd"
    assert schema["errors"] == len([f for f in told["findings"] if f["rule"] == "ZG-XSD"]) > 0
    assert all(finding["hint"] and finding["category"] for finding in told["findings"])


async def test_findings_point_into_what_was_sent(client: AsyncClient, seed: dict[str, Any]) -> None:
    told = decoded(await post(client, encoded(seed), JSON, "?preflight=false"))
    (broken,) = (finding for finding in told["findings"] if finding["rule"] == "BR-S-02")
    assert (broken["path"], broken["xpath"]) == ("/company/seller/vat_id", None)
    xml = await issued(client, seed, XML)
    told = decoded(await post(client, xml, XML, "?preflight=false"))
    (broken,) = (finding for finding in told["findings"] if finding["rule"] == "BR-S-02")
    assert broken["path"] is None
    assert broken["xpath"].startswith("/rsm:CrossIndustryInvoice/")
    assert broken["category"] == "content"


async def test_findings_point_to_the_entry_that_is_meant(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    entries: list[dict[str, Any]] = [{"amount": 1, "reason": "Treue"}, {"amount": 1}]
    in_document = [{**entry, "vat_category_code": "S", "vat_percent": 19} for entry in entries]
    items = complete["invoice"]["items"]
    items[1].update(vat_category_code="E", vat_percent=0, allowances=entries, charges=entries)
    complete["invoice"].update(allowances=in_document, charges=in_document)
    told = decoded(await post(client, encoded(complete), JSON, "?preflight=false"))
    assert {finding["rule"]: finding["path"] for finding in told["findings"]} == {
        "BR-E-10": "/invoice/items/1/vat_exemption_reason",
        **dict.fromkeys(("BR-33", "BR-CO-21"), "/invoice/allowances/1/reason"),
        **dict.fromkeys(("BR-38", "BR-CO-22"), "/invoice/charges/1/reason"),
        **dict.fromkeys(("BR-42", "BR-CO-23"), "/invoice/items/1/allowances/1/reason"),
        **dict.fromkeys(("BR-44", "BR-CO-24"), "/invoice/items/1/charges/1/reason"),
    }


async def test_a_document_is_judged_by_its_own_id_unless_another_is_named(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    xml = await issued(client, complete, XML)
    assert decoded(await post(client, xml, XML))["verdict"] == "valid"
    query = f"?profile_urn={XRECHNUNG_3_0.urn.replace('#', '%23')}&preflight=false"
    told = decoded(await post(client, xml, "text/xml", query))
    assert "BR-DE-15" in rules(told)
    assert told["profile_urn"] == XRECHNUNG_3_0.urn


IN_CII = "/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID"
IN_UBL = "/invoice:Invoice/cbc:CustomizationID"


@pytest.mark.parametrize(
    ("sample", "urn", "rule", "place"),
    [
        ("xrechnung.xml", "urn:of:nobody", "ZG-PROFILE-UNKNOWN", IN_CII),
        ("xrechnung-ubl.xml", "urn:of:nobody", "ZG-PROFILE-UNKNOWN", IN_UBL),
        ("xrechnung.xml", PEPPOL_BIS_BILLING_3_0.urn, "ZG-RULES-NONE", IN_CII),
        ("xrechnung-ubl.xml", "urn:factur-x.eu:1p0:minimum", "ZG-RULES-NONE", IN_UBL),
    ],
)
async def test_what_is_said_of_the_profile_points_at_its_id(
    client: AsyncClient, sample: str, urn: str, rule: str, place: str
) -> None:
    xml = (SAMPLES / sample).read_text(encoding="utf-8").replace(XRECHNUNG_3_0.urn, urn)
    told = decoded(await post(client, xml.encode(), XML, "?preflight=false"))
    (said,) = (finding for finding in told["findings"] if finding["rule"] == rule)
    assert (said["xpath"][-len(place) :], said["path"]) == (place, None)


@pytest.mark.parametrize(
    ("sample", "judged_by", "pack"),
    [
        ("xrechnung.xml", "Factur-X EXTENDED", "facturx-extended"),
        ("xrechnung-ubl.xml", "EN 16931", "cen-ubl"),
    ],
)
async def test_an_outdated_id_says_what_it_is_judged_by(
    client: AsyncClient, sample: str, judged_by: str, pack: str
) -> None:
    urn = "urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended"
    xml = (SAMPLES / sample).read_text(encoding="utf-8").replace(XRECHNUNG_3_0.urn, urn)
    told = decoded(await post(client, xml.encode(), XML, "?preflight=false"))
    (said,) = (each for each in told["findings"] if each["rule"] == "ZG-PROFILE-UNKNOWN")
    assert (said["severity"], f"von {judged_by} " in said["message"]) == ("warning", True)
    assert told["rules"][-1]["name"] == pack


async def test_a_hybrid_is_judged_with_its_container(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    told = decoded(await post(client, await issued(client, complete, PDF), PDF))
    assert told["verdict"] == "valid"
    assert told["container"]["file_name"] == "factur-x.xml"
    assert told["container"]["relationship"] == "Alternative"
    assert len(told["profiles"]) == len(PROFILES)


@pytest.mark.parametrize(
    ("body", "source", "rule"),
    [
        (b"<a><b></a>", XML, "ZG-XML-MALFORMED"),
        (b"", XML, "ZG-XML-EMPTY"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", XML, "ZG-XML-DOCTYPE"),
        (b"<invoice/>", XML, "ZG-XML-ROOT"),
        (b"no pdf at all", PDF, "ZG-PDF-BROKEN"),
        (b"<invoice/>", PDF, "ZG-FILE-TYPE"),
        (b"%PDF-1.7", XML, "ZG-FILE-TYPE"),
        (b'{"invoice": {}}', XML, "ZG-FILE-TYPE"),
        (b"<a>%PDF-1.7</a>", XML, "ZG-XML-ROOT"),
        (b"\x89PNG\r\n\x1a\n", PDF, "ZG-FILE-UNKNOWN"),
        (b"PK\x03\x04", XML, "ZG-FILE-ARCHIVE"),
    ],
)
async def test_what_is_no_invoice_has_a_verdict_too(
    client: AsyncClient, body: bytes, source: str, rule: str
) -> None:
    told = decoded(await post(client, body, source))
    assert told["verdict"] == "invalid"
    assert rules(told) == {rule}


@pytest.mark.parametrize(
    ("body", "query", "error"),
    [
        (b"{", "", "INVALID_JSON"),
        (b"{}", "", "INVALID_INPUT"),
        (b"{}", "?page=1", "INVALID_INPUT"),
    ],
)
async def test_json_that_means_no_invoice_is_refused(
    client: AsyncClient, body: bytes, query: str, error: str
) -> None:
    answer = await post(client, body, JSON, query)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


@pytest.mark.parametrize("path", ["/api/validations", "/api/invoices"])
@pytest.mark.parametrize(
    ("body", "source", "named"),
    [
        (b"\n<invoice/>", JSON, XML),
        (b"%PDF-1.7", JSON, PDF),
        (b"<invoice/>", PDF, XML),
        (b"%PDF-1.7", XML, PDF),
    ],
)
async def test_who_names_the_wrong_type_is_told_the_right_one(
    client: AsyncClient, path: str, body: bytes, source: str, named: str
) -> None:
    answer = await client.post(path, content=body, headers={"content-type": source})
    told = answer.json()
    (said,) = told["findings"]
    assert (said["rule"], said["hint"][-len(named) - 1 :]) == ("ZG-FILE-TYPE", f"{named}.")
    if path == "/api/invoices" or source == JSON:
        code = f"INVALID_{source.removeprefix('application/').upper()}"
        assert (answer.status_code, told["error"]) == (400, code)


async def test_what_is_out_of_bounds_is_refused(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    complete["invoice"]["items"] *= LINES_MAX + 1
    assert (await post(client, encoded(complete), JSON)).status_code == 413
    assert (await post(client, b"a,b", "text/csv")).status_code == 415
    assert (await post(client, b"{}", JSON, accept="image/png")).status_code == 406
    assert (await post(client, b"<a/>", XML, "?prefligth=false")).status_code == 400


@pytest.mark.parametrize(("language", "verdict"), [("de", "ungültig"), ("en", "invalid")])
async def test_the_report_is_a_page_for_people(
    client: AsyncClient, seed: dict[str, Any], language: str, verdict: str
) -> None:
    seed["company"]["seller"]["name"] = "<script>alert(1)</script>"
    answer = await post(client, encoded(seed), JSON, accept="text/html", accept_language=language)
    assert answer.headers["content-type"].startswith("text/html")
    assert verdict in answer.text
    assert "BT-31" in answer.text
    assert "<script" not in answer.text


async def test_both_syntaxes_are_judged(client: AsyncClient) -> None:
    for sample in SAMPLES.glob("xrechnung*.xml"):
        told = decoded(await post(client, sample.read_bytes(), XML, "?preflight=false"))
        assert (told["verdict"], told["profile"]) == ("valid", "XRechnung 3.0")
