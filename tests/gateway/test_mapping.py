"""What a request means, and what is filled in where it is silent."""

from decimal import Decimal
from typing import Any

import pytest

from gateway.decoding import decode, pointer_of
from gateway.dialects.zugio.mapping import Meaning, map_request
from profiles.registry import DEFAULT_PROFILE, PROFILES
from profiles.semantic.party import Identifier
from profiles.xrechnung import XRECHNUNG_3_0
from tests.gateway.bodies import encoded


def meaning_of(request: dict[str, Any]) -> Meaning:
    return map_request(decode(encoded(request), lines_max=100), DEFAULT_PROFILE)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_the_profile_is_named_literally(seed: dict[str, Any], profile: Any) -> None:
    meaning = map_request(decode(encoded(seed), lines_max=100), profile)
    assert meaning.invoice.process.specification_identifier == profile.urn


def test_xrechnung_has_a_business_process_of_its_own(seed: dict[str, Any]) -> None:
    request = decode(encoded(seed), lines_max=100)
    process = map_request(request, XRECHNUNG_3_0).invoice.process
    assert process.business_process_type == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"


def test_an_electronic_address_is_the_contact_email(seed: dict[str, Any]) -> None:
    seller = meaning_of(seed).invoice.seller
    assert seller.electronic_address == Identifier("rechnung@firma.de", "EM")


def test_a_tax_number_alone_identifies_the_seller(seed: dict[str, Any]) -> None:
    seed["company"]["seller"]["tax_number"] = "37/123/45678"
    meaning = meaning_of(seed)
    assert meaning.invoice.seller.identifiers == (Identifier("37/123/45678"),)
    assert [finding.rule for finding in meaning.findings] == ["ZG-SELLER-IDENTIFIER"]


def test_a_vat_id_makes_that_needless(seed: dict[str, Any]) -> None:
    seed["company"]["seller"].update(tax_number="37/123/45678", vat_id="DE123456788")
    assert meaning_of(seed).invoice.seller.identifiers == ()


def test_zero_percent_is_zero_rated_with_a_warning(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"][0]["vat_percent"] = 0
    meaning = meaning_of(seed)
    assert meaning.invoice.lines[0].vat.category_code == "Z"
    assert [finding.severity for finding in meaning.findings] == ["warning"]


def test_an_items_own_unit_wins(seed: dict[str, Any]) -> None:
    seed["company"]["defaults"]["unit_code"] = "HUR"
    seed["invoice"]["items"].append(dict(seed["invoice"]["items"][0], unit_code="DAY"))
    assert [line.unit_code for line in meaning_of(seed).invoice.lines] == ["HUR", "DAY"]


@pytest.mark.parametrize(
    ("term", "line", "pointer"),
    [
        ("BT-10", None, "/invoice/buyer/buyer_reference"),
        ("BT-31", None, "/company/seller/vat_id"),
        ("BT-130", 2, "/invoice/items/2/unit_code"),
        ("BT-130", None, "/invoice/items"),
        ("BT-84", None, "/payment_means/iban"),
        ("BT-112", None, None),
        (None, None, None),
    ],
)
def test_terms_have_a_place_in_the_request(
    term: str | None, line: int | None, pointer: str | None
) -> None:
    assert pointer_of(term, line) == pointer


@pytest.mark.parametrize(("currency", "code"), [("EUR", "58"), ("CHF", "30")])
def test_sepa_is_for_euros(seed: dict[str, Any], currency: str, code: str) -> None:
    seed["company"]["defaults"]["currency"] = currency
    seed["payment_means"] = {"iban": "DE02120300000000202051"}
    (means,) = meaning_of(seed).invoice.payment_means
    assert means.means_code == code


def test_what_is_no_address_is_no_electronic_address(seed: dict[str, Any]) -> None:
    seed["company"]["seller"]["contact_email"] = "office"
    assert meaning_of(seed).invoice.seller.electronic_address is None


def test_a_rate_below_one_percent_is_warned_of(seed: dict[str, Any]) -> None:
    seed["invoice"]["items"][0]["vat_percent"] = Decimal("0.19")
    (finding,) = meaning_of(seed).findings
    assert finding.rule == "ZG-VAT-FRACTION"
    assert finding.hint is not None
    assert "19" in finding.hint.en
