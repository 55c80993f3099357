"""What is suggested to callers who know a field by another name."""

from typing import Any

import pytest

from gateway.answer_schemas import NAME_TEMPLATE
from gateway.decoding import decode
from gateway.dialects.other_names import in_snake_case
from gateway.dialects.schema import request_schema
from gateway.dialects.zugio.other_names import OTHER_NAMES
from gateway.dialects.zugio.request import Request
from gateway.refusals import Refusal
from profiles.finding import Wording
from tests.gateway.bodies import encoded

BODY, PARTS = request_schema(Request, NAME_TEMPLATE)
FIELDS = {name for part in PARTS.values() for name in part.get("properties", ())}


def _suggestion(hint: Wording | None) -> str | None:
    """Return the field that a hint names as meant."""
    _, _, named = (hint.en if hint else "").partition("Did you mean “")
    return named.removesuffix("”?") or None


def suggested(request: dict[str, Any]) -> dict[str | None, str | None]:
    """Return what each unknown field is said to mean."""
    with pytest.raises(Refusal) as refused:
        decode(encoded(request), lines_max=10)
    return {
        finding.path: _suggestion(finding.hint)
        for finding in refused.value.findings
        if finding.rule == "ZG-INPUT-UNKNOWN"
    }


def test_only_fields_of_the_request_are_suggested() -> None:
    assert {field for meant in OTHER_NAMES.fields.values() for field in meant} <= FIELDS
    assert all(name == in_snake_case(name) for name in OTHER_NAMES.fields)


@pytest.mark.parametrize("place", OTHER_NAMES.places.values())
def test_every_place_is_there(place: str, complete: dict[str, Any]) -> None:
    *way, name = place.split("/")[1:]
    part: Any = complete
    for step in way:
        part = part.setdefault(step, {})
    part = part[0] if isinstance(part, list) else part
    assert name in part or name in FIELDS
    part[f"{name}_zz"] = part.pop(name, None)
    assert name in {hint for hint in suggested(complete).values() if hint}


@pytest.mark.parametrize(
    ("way", "key", "meant"),
    [
        ("invoice", "number", "invoice_number"),
        ("invoice", "invoiceNumber", "invoice_number"),
        ("invoice", "date", "issue_date"),
        ("invoice", "due_date", "payment_due_date"),
        ("invoice", "customer", "buyer"),
        ("invoice", "lines", "items"),
        ("invoice", "iban", "/payment_means/iban"),
        ("invoice", "currency", "/company/defaults/currency"),
        ("invoice/items/0", "price", "unit_price_net"),
        ("invoice/items/0", "tax_rate", "vat_percent"),
        ("invoice/items/0", "vat", "vat_percent"),
        ("invoice/buyer", "vat", "vat_id"),
        ("invoice/buyer", "zip", "postcode"),
        ("invoice/buyer", "ZIP-Code", "postcode"),
        ("invoice/buyer", "country", "country_code"),
        ("company", "supplier", "seller"),
        ("company/seller", "bankAccount", "/payment_means/iban"),
        ("invoice/items/0", "quantitty", "quantity"),
        ("invoice/items/0", "xyzzy", None),
    ],
)
def test_other_names_are_known(
    complete: dict[str, Any], way: str, key: str, meant: str | None
) -> None:
    part: Any = complete
    for step in way.split("/"):
        part = part[int(step)] if step.isdigit() else part[step]
    part[key] = "x"
    assert suggested(complete) == {f"/{way}/{key}": meant}
