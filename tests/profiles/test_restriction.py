"""A profile gets what it can carry; what it cannot is reported, and no sum is ever lost."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from profiles.factur_x import BASIC, BASIC_WL, EXTENDED, MINIMUM
from profiles.profile import Profile
from profiles.registry import PROFILES, profile_of
from profiles.restriction import restrict
from profiles.semantic.allowance import LogisticsCharge, PriceAllowance
from profiles.semantic.invoice import ExtendedDocument, Note, Totals
from profiles.semantic.line import ExtendedLine, Price
from profiles.semantic.party import Address, Identifier, Party
from profiles.xrechnung import XRECHNUNG_3_0
from tests.profiles.invoices import invoice, line


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_what_every_profile_carries_stays(profile: Profile) -> None:
    restricted, _ = restrict(invoice(), profile)
    assert restricted.number == "RE-1"
    assert restricted.seller.name == invoice().seller.name


def test_dropped_terms_are_named_once() -> None:
    one = line()
    described = replace(one, item=replace(one.item, description="Vor Ort"))
    restricted, findings = restrict(invoice(one, described, described), BASIC)
    assert [each.item.description for each in restricted.lines] == [None, None, None]
    assert [(finding.rule, finding.term, finding.line) for finding in findings] == [
        ("ZG-PROFILE-TERM", "BT-154", 1)
    ]


def test_minimum_has_neither_lines_nor_streets() -> None:
    restricted, findings = restrict(invoice(), MINIMUM)
    assert restricted.lines == ()
    assert restricted.seller.address == Address(country_code="DE")
    assert {"BG-25", "BT-35"} <= {finding.term for finding in findings}


def test_a_party_is_measured_by_its_role() -> None:
    party = Party(name="Bank", trading_name="B", identifiers=(Identifier("1"),))
    restricted, findings = restrict(replace(invoice(), payee=party), XRECHNUNG_3_0)
    assert restricted.payee == replace(party, trading_name=None)
    assert len(findings) == 1


def test_logistics_charges_become_charges() -> None:
    freight = LogisticsCharge(
        description="Fracht", amount=Decimal(5), vat_category_code="S", vat_rate=Decimal(19)
    )
    full = replace(invoice(), extended=ExtendedDocument(logistics_charges=(freight,)))
    restricted, findings = restrict(full, BASIC_WL)
    assert [(charge.amount, charge.reason) for charge in restricted.charges] == [
        (Decimal(5), "Fracht")
    ]
    assert "ZG-PROFILE-FOLDED" in {finding.rule for finding in findings}
    assert restrict(full, EXTENDED)[0].extended == full.extended


def test_lines_that_only_group_are_left_out() -> None:
    group = replace(line(), extended=ExtendedLine(status_reason_code="GROUP"))
    restricted, _ = restrict(invoice(group, line()), XRECHNUNG_3_0)
    assert restricted.lines == (line(),)


@pytest.mark.parametrize(("profile", "errors"), [(BASIC, 1), (XRECHNUNG_3_0, 0), (MINIMUM, 1)])
def test_a_rounding_amount_is_never_lost(profile: Profile, errors: int) -> None:
    rounded = replace(invoice(), totals=Totals(rounding_amount=Decimal("0.02")))
    _, findings = restrict(rounded, profile)
    assert len([finding for finding in findings if finding.severity == "error"]) == errors


def test_an_unknown_profile_keeps_everything() -> None:
    full = replace(invoice(), notes=(Note(text="x", content_code="EEV"),))
    assert restrict(full, profile_of("urn:example:1")) == (full, ())


def test_a_net_price_with_a_surcharge_stands_alone() -> None:
    price = Price(
        net_price=Decimal(11),
        list_price=Decimal(10),
        surcharges=(PriceAllowance(amount=Decimal(1)),),
    )
    raised = replace(line(), price=price)
    restricted, findings = restrict(invoice(raised), XRECHNUNG_3_0)
    assert restricted.lines[0].price == Price(net_price=Decimal(11))
    assert [finding.rule for finding in findings] == ["ZG-PROFILE-FOLDED"]


def test_sub_lines_become_lines_that_inform_in_extended() -> None:
    part = replace(line(), identifier="1.1")
    whole = replace(line(), identifier="1", sub_lines=(part,))
    restricted, findings = restrict(invoice(whole, line()), EXTENDED)
    informing = ExtendedLine(parent_identifier="1", status_reason_code="INFORMATION")
    assert restricted.lines == (
        replace(line(), identifier="1"),
        replace(part, extended=informing),
        line(),
    )
    assert [(finding.rule, finding.term) for finding in findings] == [
        ("ZG-PROFILE-FOLDED", "BG-DEX-01")
    ]


@pytest.mark.parametrize("profile", [MINIMUM, BASIC_WL, BASIC])
def test_small_schemas_have_no_mark_for_tests(profile: Profile) -> None:
    marked = replace(invoice(), process=replace(invoice().process, is_test=True))
    restricted, findings = restrict(marked, profile)
    assert restricted.process.is_test is None
    assert any("Test indicator" in finding.message.en for finding in findings)
