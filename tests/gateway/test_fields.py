"""The page of fields and the JSON Schema say what the Structs say."""

from pathlib import Path
from typing import Any

import pytest

from gateway.dialects.binding import held_by
from gateway.dialects.described import RequestPart, descriptions_of
from gateway.dialects.fields_page import fields_page
from gateway.dialects.places import fields_of
from gateway.dialects.schema import parts_of, request_schema
from gateway.dialects.zugio.request import Request

PAGE = Path(__file__).parent.parent.parent / "docs" / "fields.md"


@pytest.fixture(scope="module")
def components() -> dict[str, Any]:
    return request_schema(Request, "{name}")[1]


def test_the_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update"):
        PAGE.write_text(fields_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fields_page()


def test_every_field_has_both_names(components: dict[str, Any]) -> None:
    names = {
        f"{name}.{field}": description.name
        for name, part in parts_of(Request).items()
        for field, description in descriptions_of(part).items()
    }
    assert len(names) > 300
    assert [field for field, name in names.items() if not (name.de and name.en)] == []
    assert all(
        "description" in field
        for part in components.values()
        for field in part["properties"].values()
    )


def test_every_plain_field_has_an_example() -> None:
    lacking = [
        f"{name}.{field}"
        for name, part in parts_of(Request).items()
        for field, description in descriptions_of(part).items()
        if description.example is None and not _holds_parts(part, field)
    ]
    assert lacking == []


def test_numbers_have_bounds_and_codes_their_list(components: dict[str, Any]) -> None:
    item = components["Item"]["properties"]
    assert item["vat_percent"]["anyOf"][0] == {"type": "number", "minimum": 0, "maximum": 100}
    assert item["quantity"]["exclusiveMaximum"] == 10**15
    assert item["unit_code"]["x-code-list"] == "UN/ECE Recommendation 20 and 21"
    assert "AE" in item["vat_category_code"]["anyOf"][0]["enum"]


def test_a_partys_fields_have_the_terms_of_its_role(components: dict[str, Any]) -> None:
    places = {
        "Seller": "BT-35",
        "Buyer": "BT-50",
        "TaxRepresentative": "BT-64",
        "DeliverTo": "BT-75",
    }
    for name, term in places.items():
        assert f"({term})" in components[name]["properties"]["street"]["description"]


def _holds_parts(part: type[RequestPart], field: str) -> bool:
    return bool(held_by(fields_of(part)[field].type).part)
