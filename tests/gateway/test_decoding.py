"""What is right field by field and still cannot be issued is refused with its place."""

from decimal import Decimal
from typing import Any

import pytest

from gateway.decoding import decode, refuse_large_amounts
from gateway.dialects.zugio.mapping import map_request
from gateway.refusals import Refusal
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.totals import compute
from tests.gateway.bodies import encoded


def draft(request: dict[str, Any]) -> None:
    decoded = decode(encoded(request), lines_max=10)
    refuse_large_amounts(compute(map_request(decoded, DEFAULT_PROFILE).invoice))


def refused_at(request: dict[str, Any]) -> list[str | None]:
    with pytest.raises(Refusal) as refused:
        draft(request)
    return [finding.path for finding in refused.value.findings]


def test_a_scheme_needs_its_identifier(seed: dict[str, Any]) -> None:
    seed["company"]["seller"]["identifier_scheme"] = "0088"
    assert refused_at(seed) == ["/company/seller/identifier_scheme"]


def test_an_invoice_has_one_remittance_information(seed: dict[str, Any]) -> None:
    account = {"iban": "DE02120300000000202051", "remittance_information": "RE-1"}
    seed["payment_means"] = [account, {**account, "remittance_information": "RE-2"}]
    assert refused_at(seed) == ["/payment_means/1/remittance_information"]


def test_amounts_have_a_limit_too(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"][0].update(quantity=Decimal(10) ** 14, unit_price_net=Decimal(10))
    assert refused_at(seed) == ["/invoice/items/0"]


def test_the_sum_of_amounts_has_a_limit_too(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"][0].update(quantity=Decimal(9) * 10**13, unit_price_net=Decimal(10))
    seed["invoice"]["items"] *= 2
    assert refused_at(seed) == ["/invoice/items"]


def test_too_many_problems_are_counted_as_at_least(seed: dict[str, Any]) -> None:
    seed["invoice"].update({f"field{index}": 1 for index in range(600)})
    with pytest.raises(Refusal) as refused:
        decode(encoded(seed), lines_max=10)
    assert "499" in refused.value.detail.en


def test_every_problem_has_a_remedy_and_a_class(seed: dict[str, Any]) -> None:
    seed["company"]["seller"].update(name=None, identifier_scheme="0088", vat_id=" ", city=1)
    seed["invoice"].pop("invoice_number")
    seed["invoice"].update(
        issue_date="2026-02-30", items=[], notes=[{"text": "\x00"}], tax_treatment="x", zzz=1
    )
    seed["payment_means"] = {"iban": "DE00", "bic": "?", "card_number": 4}
    with pytest.raises(Refusal) as refused:
        decode(encoded(seed), lines_max=10)
    found = refused.value.findings
    assert len({finding.rule for finding in found}) > 6
    assert all(each.hint and each.hint.de and each.hint.en for each in found)
    assert {finding.category for finding in found} == {"format"}


def test_what_is_missing_is_called_by_its_name(seed: dict[str, Any]) -> None:
    del seed["invoice"]["invoice_number"]
    with pytest.raises(Refusal) as refused:
        decode(encoded(seed), lines_max=10)
    (missing,) = refused.value.findings
    assert missing.message.de == "Das Pflichtfeld „invoice_number“ fehlt: Rechnungsnummer (BT-1)."
    assert missing.message.en == (
        "The required field “invoice_number” is missing: Invoice number (BT-1)."
    )
