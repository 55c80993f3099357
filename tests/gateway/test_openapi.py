"""The OpenAPI document is a golden file, and every field in it is described."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.openapi import openapi_document

GOLDEN = Path(__file__).parent / "openapi.json"


def test_the_document_is_the_golden_one(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        GOLDEN.write_bytes(openapi_document() + b"\n")
    assert json.loads(openapi_document()) == json.loads(GOLDEN.read_bytes())


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
