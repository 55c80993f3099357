"""A treatment writes what the law wants said, and names what it lacks."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from profiles.semantic.invoice import Invoice
from profiles.semantic.party import Identifier
from profiles.semantic.totals import compute
from profiles.semantic.treatments import TREATMENTS, with_consequences, with_treatment
from tests.profiles.invoices import invoice, line

KLEINUNTERNEHMER = "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG"


def treated(name: str, *, base: Invoice | None = None, reason: str | None = None) -> Invoice:
    sold = with_treatment(line(exemption_reason=reason), TREATMENTS[name], "de")
    consequent, _ = with_consequences(
        replace(base or invoice(), lines=(sold,)), frozenset({name}), "de"
    )
    return compute(consequent)


def rules(name: str, base: Invoice) -> list[tuple[str, str | None]]:
    sold = with_treatment(line(), TREATMENTS[name], "de")
    _, findings = with_consequences(replace(base, lines=(sold,)), frozenset({name}), "de")
    return [(finding.rule, finding.term) for finding in findings]


@pytest.mark.parametrize(
    ("name", "category_code", "reason_code", "rate"),
    [
        ("standard", "S", None, 19),
        ("zero_rated", "Z", None, 0),
        ("reverse_charge", "AE", "VATEX-EU-AE", 0),
        ("intra_community", "K", "VATEX-EU-IC", 0),
        ("export", "G", "VATEX-EU-G", 0),
        ("exempt", "E", None, 0),
        ("small_business", "E", None, 0),
        ("outside_scope", "O", "VATEX-EU-O", None),
        ("travel", "E", "VATEX-EU-D", 0),
        ("second_hand", "E", "VATEX-EU-F", 0),
        ("works_of_art", "E", "VATEX-EU-I", 0),
        ("collectors_items", "E", "VATEX-EU-J", 0),
        ("canary_islands", "L", None, 19),
        ("ceuta_melilla", "M", None, 19),
    ],
)
def test_treatments_have_category_reason_and_rate(
    name: str, category_code: str, reason_code: str | None, rate: int | None
) -> None:
    computed = treated(name)
    (sold,), (group,) = computed.lines, computed.vat_breakdown
    assert (sold.vat.category_code, group.exemption_reason_code) == (category_code, reason_code)
    assert sold.vat.rate == (None if rate is None else Decimal(rate))


def test_the_sentence_is_in_the_language_of_the_invoice() -> None:
    reverse_charge = TREATMENTS["reverse_charge"]
    german = with_treatment(line(), reverse_charge, "de").vat.exemption_reason
    assert german == "Steuerschuldnerschaft des Leistungsempfängers"
    assert with_treatment(line(), reverse_charge, "en").vat.exemption_reason == "Reverse charge"


def test_a_reason_of_ones_own_is_kept() -> None:
    (group,) = treated("reverse_charge", reason="Bauleistung nach § 13b UStG").vat_breakdown
    assert group.exemption_reason == "Bauleistung nach § 13b UStG"


def test_a_small_business_says_so_in_the_breakdown_and_of_the_seller() -> None:
    computed = treated("small_business")
    assert computed.vat_breakdown[0].exemption_reason == KLEINUNTERNEHMER
    assert computed.seller.additional_legal_information == KLEINUNTERNEHMER
    assert computed.totals.vat_amount == 0


def test_what_a_small_business_says_of_itself_is_kept() -> None:
    seller = replace(invoice().seller, additional_legal_information="Amtsgericht Berlin")
    computed = treated("small_business", base=replace(invoice(), seller=seller))
    assert computed.seller.additional_legal_information == f"Amtsgericht Berlin\n{KLEINUNTERNEHMER}"
    assert treated("small_business", base=computed).seller == computed.seller


def test_outside_the_scope_no_vat_identifier_stands() -> None:
    assert ("ZG-TREATMENT-VAT-ID", "BT-31") in rules("outside_scope", invoice())
    seller = treated("outside_scope").seller
    assert (seller.vat_id, seller.identifiers) == (None, (Identifier("DE123456788"),))


def test_what_a_treatment_needs_is_named() -> None:
    assert rules("intra_community", invoice()) == [
        ("ZG-TREATMENT-NEEDS", "BT-48"),
        ("ZG-TREATMENT-NEEDS", "BT-72"),
        ("ZG-TREATMENT-NEEDS", "BT-80"),
    ]
    assert rules("exempt", invoice()) == [("ZG-TREATMENT-NEEDS", "BT-120")]


def test_one_of_several_terms_is_enough() -> None:
    buyer = replace(invoice().buyer, legal_registration=Identifier("HRB 1"))
    assert rules("reverse_charge", replace(invoice(), buyer=buyer)) == []
