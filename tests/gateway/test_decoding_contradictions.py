"""What contradicts itself, or lacks what it needs, is refused where it stands."""

from decimal import Decimal
from typing import Any

import pytest

from gateway.decoding import decode, pointer_of
from gateway.dialects.zugio.consistency import ATTACHMENTS_MAX
from gateway.refusals import Refusal
from tests.gateway.bodies import encoded

IBAN = "DE02120300000000202051"
FILE = {"file_name": "a.csv", "media_type": "text/csv", "base64": "YTti"}


def refused_at(request: dict[str, Any]) -> dict[str | None, str]:
    """Return rule by path."""
    with pytest.raises(Refusal) as refused:
        decode(encoded(request), lines_max=10)
    return {
        finding.path: finding.rule.removeprefix("ZG-INPUT-") for finding in refused.value.findings
    }


def without(item: dict[str, Any], *names: str) -> None:
    for name in names:
        del item[name]


@pytest.mark.parametrize(
    ("said", "place", "rule"),
    [
        ({"unit_price_gross": 119}, "unit_price_gross", "CONFLICT"),
        ({"list_price": 120, "price_discount": 10}, "unit_price_net", "CONFLICT"),
        ({"price_discount": 10}, "list_price", "MISSING"),
        ({"tax_treatment": "reverse_charge"}, "vat_percent", "CONFLICT"),
        ({"vat_category_code": "O"}, "vat_percent", "CONFLICT"),
        ({"tax_treatment": "standard", "vat_category_code": "E"}, "tax_treatment", "CONFLICT"),
        ({"tax_treatment": "standard", "vat_percent": 0}, "vat_percent", "CONFLICT"),
        ({"object_identifier_scheme": "AAA"}, "object_identifier_scheme", "ALONE"),
        ({"identifiers": {"standard_scheme": "0160"}}, "identifiers/standard_scheme", "ALONE"),
        ({"allowances": [{"reason": "Treue"}]}, "allowances/0/amount", "MISSING"),
        (
            {"allowances": [{"amount": 9, "percent": 10, "base_amount": 100}]},
            "allowances/0/percent",
            "CONFLICT",
        ),
    ],
)
def test_items(seed: dict[str, Any], said: dict[str, Any], place: str, rule: str) -> None:
    seed["invoice"]["items"][0].update(said)
    assert refused_at(seed) == {f"/invoice/items/0/{place}": rule}


@pytest.mark.parametrize(
    ("name", "rule_of"), [("unit_price_net", "BT-146"), ("vat_percent", "BT-152")]
)
def test_an_item_needs_price_and_vat(seed: dict[str, Any], name: str, rule_of: str) -> None:
    without(seed["invoice"]["items"][0], name)
    assert refused_at(seed) == {pointer_of(rule_of, 0): "MISSING"}


@pytest.mark.parametrize(
    ("said", "place", "rule"),
    [
        ({"payment_due_date": "2026-02-01", "due_days": 30}, "due_days", "CONFLICT"),
        ({"issue_date": "9999-12-31", "due_days": 30}, "due_days", "DATE"),
        ({"due_days": Decimal("1.5")}, "due_days", "NUMBER"),
        ({"exchange_rate": Decimal("0.9")}, "vat_accounting_currency", "MISSING"),
        ({"attachments": [{"file_name": "a.csv"}]}, "attachments/0/base64", "MISSING"),
        ({"attachments": [FILE] * (ATTACHMENTS_MAX + 1)}, "attachments", "TOO-MANY"),
        ({"attachments": [{**FILE, "base64": "a"}]}, "attachments/0/base64", "BASE64"),
        (
            {"attachments": [{**FILE, "file_name": "factur-x.xml"}]},
            "attachments/0/file_name",
            "FILE-NAME",
        ),
        (
            {"attachments": [{**FILE, "media_type": "text/html"}]},
            "attachments/0/media_type",
            "CODE",
        ),
        ({"extended": {"advance_payments": "none"}}, "extended/advance_payments", "TYPE"),
    ],
)
def test_invoice(seed: dict[str, Any], said: dict[str, Any], place: str, rule: str) -> None:
    seed["invoice"].update(said)
    found = refused_at(seed)
    assert found[f"/invoice/{place}"] == rule


def test_two_files_of_one_name(seed: dict[str, Any]) -> None:
    seed["invoice"]["attachments"] = [FILE, {**FILE, "file_name": "A.csv"}]
    assert set(refused_at(seed).values()) == {"CONFLICT"}


def test_items_may_be_absent_beside_totals_alone(seed: dict[str, Any]) -> None:
    del seed["invoice"]["items"]
    assert refused_at(seed) == {"/invoice/items": "MISSING"}


@pytest.mark.parametrize(
    ("means", "place", "rule"),
    [
        ({"iban": IBAN, "account_identifier": "1"}, "account_identifier", "CONFLICT"),
        ({"bic": "BYLADEM1001"}, "iban", "MISSING"),
        ({"card_number": "4111 1111 1111 1111"}, "card_number", "CARD"),
        ({"iban": "DE03120300000000202051"}, "iban", "IBAN"),
    ],
)
def test_payment(seed: dict[str, Any], means: dict[str, str], place: str, rule: str) -> None:
    seed["payment_means"] = means
    assert refused_at(seed) == {f"/payment_means/{place}": rule}


@pytest.mark.parametrize("name", ["tax_treatment", "discount_percent", "due_days"])
def test_as_it_stands_there_are_no_comforts(seed: dict[str, Any], name: str) -> None:
    seed["fill_in"] = False
    seed["invoice"][name] = "exempt" if name == "tax_treatment" else 5
    assert refused_at(seed) == {f"/invoice/{name}": "CONFLICT"}


def test_as_it_stands_only_the_model_requires_anything(seed: dict[str, Any]) -> None:
    seed["fill_in"] = False
    without(seed["invoice"]["items"][0], "name", "quantity", "unit_price_net")
    seed["invoice"]["preceding_invoices"] = [{}]
    assert refused_at(seed) == {"/invoice/preceding_invoices/0/reference": "MISSING"}


def test_lines_are_not_nested_without_end(seed: dict[str, Any]) -> None:
    item = seed["invoice"]["items"][0]
    for _ in range(100):
        item = {**item, "sub_lines": [item]}
    seed["invoice"]["items"] = [item]
    assert set(refused_at(seed).values()) == {"DEPTH"}


def test_findings_point_at_the_entry_of_a_list(seed: dict[str, Any]) -> None:
    seed["payment_means"] = [{"iban": IBAN, "bic": "BYLADEM1001"}, {"iban": IBAN}]
    request = decode(encoded(seed), lines_max=10)
    assert pointer_of("BT-84", None, request) == "/payment_means/0/iban"
    assert pointer_of("BT-86", None, request) == "/payment_means/1/bic"


def test_stated_sums_have_a_place(seed: dict[str, Any]) -> None:
    seed["invoice"]["totals"] = {"with_vat": 119}
    request = decode(encoded(seed), lines_max=10)
    assert pointer_of("BT-112", None, request) == "/invoice/totals/with_vat"
    assert pointer_of("BT-117", None, request) is None
