"""A request is read whole, or every problem in it is named with its place."""

from decimal import Decimal
from typing import Any

import pytest

from gateway.dialects.problems import PROBLEMS_MAX, Problems
from gateway.dialects.reading import reader
from gateway.dialects.zugio.request import Request

read = reader(Request)


def problems_of(request: object) -> dict[str, str]:
    """Return rule by path."""
    problems = Problems()
    assert read(request, problems) is None
    return {finding.path or "": finding.rule for finding in problems.findings}


def read_valid(request: object) -> Request:
    problems = Problems()
    found = read(request, problems)
    assert problems.findings == ()
    assert found is not None
    return found


def test_reads_the_seed(seed: dict[str, Any]) -> None:
    assert read_valid(seed).invoice.items[0].unit_price_net == Decimal(100)


def test_blank_optional_text_is_absent(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"][0]["description"] = "  "
    seed["invoice"]["notes"] = None
    found = read_valid(seed)
    assert (found.invoice.items[0].description, found.invoice.notes) == (None, None)


def test_identifiers_are_trimmed(seed: dict[str, Any]) -> None:
    seed["invoice"]["buyer"]["vat_id"] = " DE123456789 "
    assert read_valid(seed).invoice.buyer.vat_id == "DE123456789"


def test_payment_means_is_one_or_several(seed: dict[str, Any]) -> None:
    account = {"iban": "DE02 1203 0000 0000 2020 51"}
    seed["payment_means"] = account
    one = read_valid(seed).payment_means
    seed["payment_means"] = [account]
    assert read_valid(seed).payment_means == (one,)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("quantity", "1", "TYPE"),
        ("quantity", True, "TYPE"),
        ("quantity", None, "TYPE"),
        ("quantity", Decimal("1e400"), "NUMBER"),
        ("quantity", Decimal("1e-11"), "NUMBER"),
        ("quantity", Decimal("Infinity"), "NUMBER"),
        ("quantity", Decimal(10) ** 15, "NUMBER"),
        ("vat_percent", Decimal("100.01"), "PERCENTAGE"),
        ("vat_percent", Decimal(-1), "PERCENTAGE"),
        ("name", "", "BLANK"),
        ("name", Decimal(5), "TYPE"),
        ("name", "a\x00b", "CHARACTER"),
        ("name", "\ud800", "CHARACTER"),
        ("name", "x" * 20_001, "TOO-LONG"),
        ("unit_code", "PIECE", "CODE"),
        ("vat_category_code", "X", "CODE"),
        ("quantitty", 1, "UNKNOWN"),
    ],
)
def test_one_bad_field_is_named(seed: dict[str, Any], field: str, value: object, rule: str) -> None:
    seed["invoice"]["items"][0][field] = value
    assert problems_of(seed) == {f"/invoice/items/0/{field}": f"ZG-INPUT-{rule}"}


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        (("invoice", "issue_date"), "2026-02-30", "DATE"),
        (("invoice", "issue_date"), "01.02.2026", "DATE"),
        (("invoice", "issue_date"), "20260201", "DATE"),
        (("invoice", "items"), [], "EMPTY-LIST"),
        (("invoice", "items"), {}, "TYPE"),
        (("invoice", "buyer"), [], "TYPE"),
        (("invoice", "buyer", "country_code"), "de", "CODE"),
        (("company", "defaults", "currency"), "EURO", "CODE"),
        (("company", "defaults", "locale"), "xx_XX", "LOCALE"),
        (("payment_means",), {"iban": "DE03120300000000202051"}, "IBAN"),
        (("company", "seller", "vat_id"), "D" * 201, "TOO-LONG"),
    ],
)
def test_bad_values_elsewhere(
    seed: dict[str, Any], path: tuple[str, ...], value: object, rule: str
) -> None:
    part = seed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    (problem,) = problems_of(seed).items()
    assert problem[0].startswith("/" + "/".join(path))
    assert problem[1] == f"ZG-INPUT-{rule}"


def test_all_problems_come_at_once(seed: dict[str, Any]) -> None:
    del seed["invoice"]["invoice_number"]
    seed["company"]["seller"]["name"] = Decimal(1)
    seed["invoice"]["items"][0]["quantity"] = "1"
    assert set(problems_of(seed)) == {
        "/invoice/invoice_number",
        "/company/seller/name",
        "/invoice/items/0/quantity",
    }


def test_an_unknown_field_names_the_nearest(seed: dict[str, Any]) -> None:
    seed["invoice"]["invoice_no"] = "1"
    problems = Problems()
    read(seed, problems)
    (finding,) = problems.findings
    assert finding.hint is not None
    assert "invoice_number" in finding.hint.en


def test_a_hostile_number_of_problems_is_cut(seed: dict[str, Any]) -> None:
    seed["invoice"].update({f"field{index}": 1 for index in range(5000)})
    problems = Problems()
    read(seed, problems)
    assert len(problems.findings) == PROBLEMS_MAX


@pytest.mark.parametrize("request_body", [None, [], "x", Decimal(1), True])
def test_no_object_at_all(request_body: object) -> None:
    assert problems_of(request_body) == {"": "ZG-INPUT-TYPE"}


def test_a_vat_id_is_written_as_registers_do(seed: dict[str, Any]) -> None:
    seed["invoice"]["buyer"]["vat_id"] = "de 123 456 789"
    assert read_valid(seed).invoice.buyer.vat_id == "DE123456789"


def test_identifiers_stand_on_one_line(seed: dict[str, Any]) -> None:
    seed["invoice"]["invoice_number"] = "RE-1\r\nX-Evil: 1"
    assert problems_of(seed) == {"/invoice/invoice_number": "ZG-INPUT-CHARACTER"}
