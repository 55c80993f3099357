"""The OpenAPI document is a golden file, and every field in it is described."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.failures import CREDITS_HEADER
from gateway.openapi import openapi_document

GOLDEN = Path(__file__).parent / "openapi.json"


def test_the_document_is_the_golden_one(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        GOLDEN.write_bytes(openapi_document() + b"\n")
    assert json.loads(openapi_document()) == json.loads(GOLDEN.read_bytes())


def test_headers_stand_where_they_come() -> None:
    paths: dict[str, Any] = json.loads(openapi_document())["paths"]
    responses = paths["/api/invoices"]["post"]["responses"]
    assert {status for status in responses if "Retry-After" in responses[status]["headers"]} == {
        "429",
        "503",
    }
    without = {status for status in responses if CREDITS_HEADER not in responses[status]["headers"]}
    assert without == {"401", "404", "405", "429"}
    assert set(paths["/api/usage"]["get"]["responses"]) == {"200", "401", "502"}
    assert set(paths["/api/usage/entries"]["get"]["responses"]) == {"200", "400", "401", "502"}


def test_every_field_is_described() -> None:
    schemas: dict[str, Any] = json.loads(openapi_document())["components"]["schemas"]
    described = {
        f"{name}.{field}": schema
        for name, part in schemas.items()
        for field, schema in part["properties"].items()
    }
    assert len(described) > 60
    undescribed = [name for name, schema in described.items() if not schema.get("description")]
    assert [name for name in undescribed if "$ref" not in described[name]] == []
