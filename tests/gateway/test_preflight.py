"""The preflight of `POST /api/validations`: what could be issued, and what is in the way."""

from typing import Any

import pytest
from httpx import AsyncClient

from gateway import validations
from gateway.settings import Settings
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0
from tests.gateway.bodies import encoded
from tests.gateway.test_validations import JSON, XML, decoded, post
from tests.validation.conftest import HERE as SAMPLES
from validation.judge import Judge, Judgement


async def test_the_preflight_says_why_not_xrechnung(
    client: AsyncClient, complete: dict[str, Any]
) -> None:
    told = decoded(await post(client, encoded(complete), JSON))
    fares = {each["profile_urn"]: each for each in told["profiles"]}
    assert list(fares) == [profile.urn for profile in PROFILES]
    assert fares["urn:cen.eu:en16931:2017"]["verdict"] == "valid"
    xrechnung = fares[XRECHNUNG_3_0.urn]
    assert (xrechnung["verdict"], xrechnung["missing"]) == ("invalid", ["BT-10"])
    assert xrechnung["findings"][0]["path"] == "/invoice/buyer/buyer_reference"
    assert "BG-25" in fares["urn:factur-x.eu:1p0:minimum"]["dropped"]


async def test_the_preflight_tells_what_is_missing_from_what_is_wrong(client: AsyncClient) -> None:
    xml = (SAMPLES / "xrechnung.xml").read_text(encoding="utf-8")
    wrong = xml.replace("<ram:CalculatedAmount>19.00", "<ram:CalculatedAmount>18.00")
    told = decoded(await post(client, wrong.encode(), XML))
    fares = {each["profile_urn"]: each for each in told["profiles"]}
    xrechnung = fares[XRECHNUNG_3_0.urn]
    assert (xrechnung["missing"], xrechnung["wrong"]) == ([], ["BT-117", "BT-110"])


async def test_a_preflight_that_takes_too_long_costs_no_verdict(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validations, "_PREFLIGHT_SHARE", 0)
    told = decoded(await post(client, (SAMPLES / "xrechnung.xml").read_bytes(), XML))
    assert told["verdict"] == "valid"
    assert [each["profile_urn"] for each in told["profiles"]] == [p.urn for p in PROFILES]
    assert {each["verdict"] for each in told["profiles"]} == {"undecided"}
    found = {finding["rule"] for each in told["profiles"] for finding in each["findings"]}
    assert found == {"ZG-RULES-TIMEOUT"}


async def test_a_preflight_leaves_a_worker_to_others(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = Judge.judge
    under_way, counts = set[object](), list[int]()

    async def counted(self: Judge, xml: bytes, **how: Any) -> Judgement:
        job = object()
        under_way.add(job)
        counts.append(len(under_way))
        try:
            return await judge(self, xml, **how)
        finally:
            under_way.remove(job)

    monkeypatch.setattr(Judge, "judge", counted)
    told = decoded(await post(client, (SAMPLES / "xrechnung.xml").read_bytes(), XML))
    assert {each["verdict"] for each in told["profiles"]} >= {"valid", "invalid"}
    assert len(counts) > len(PROFILES) / 2
    assert max(counts) <= max(1, Settings().rule_workers_effective - 1)
