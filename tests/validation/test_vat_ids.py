"""VAT ids of all three parties, in both syntaxes: what cannot be one is a warning at its place."""

import pytest
from lxml import etree

from validation.vat_ids import check_vat_ids

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"

TRADE = (
    "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement"
)


def cii(party: str, number: str) -> etree._Element:
    return etree.fromstring(
        f'<r:CrossIndustryInvoice xmlns:r="{CII}" xmlns="{RAM}"><r:SupplyChainTradeTransaction>'
        f"<ApplicableHeaderTradeAgreement><{party}><SpecifiedTaxRegistration>"
        f'<ID schemeID="FC">12/345</ID></SpecifiedTaxRegistration><SpecifiedTaxRegistration>'
        f'<ID schemeID="VA">{number}</ID></SpecifiedTaxRegistration></{party}>'
        "</ApplicableHeaderTradeAgreement></r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>"
    )


@pytest.mark.parametrize(
    ("number", "rules"),
    [
        ("DE123456788", []),
        (" DE 123 456 788 ", []),
        ("DE123456789", ["ZG-VAT-ID-CHECK-DIGIT"]),
        ("DE12345678", ["ZG-VAT-ID-FORMAT"]),
        ("ATU12345675", []),
        ("XI980780684", []),
        ("EL094259216", []),
        ("CHE123", []),
        ("", []),
    ],
)
def test_format_and_check_digit_of_the_country(number: str, rules: list[str]) -> None:
    found = check_vat_ids(cii("SellerTradeParty", number), "cii")
    assert [(finding.rule, finding.severity) for finding in found] == [
        (rule, "warning") for rule in rules
    ]


@pytest.mark.parametrize(
    ("party", "term"),
    [
        ("SellerTradeParty", "BT-31"),
        ("BuyerTradeParty", "BT-48"),
        ("SellerTaxRepresentativeTradeParty", "BT-63"),
    ],
)
def test_every_party_is_looked_at(party: str, term: str) -> None:
    (found,) = check_vat_ids(cii(party, "DE123456789"), "cii")
    assert (found.term, found.category) == (term, "content")
    assert found.xpath == f"{TRADE}/ram:{party}/ram:SpecifiedTaxRegistration[2]/ram:ID"


def test_ubl_has_them_elsewhere() -> None:
    root = etree.fromstring(
        f'<Invoice xmlns="{UBL}:Invoice-2" xmlns:a="{UBL}:CommonAggregateComponents-2" '
        f'xmlns:b="{UBL}:CommonBasicComponents-2"><a:TaxRepresentativeParty><a:PartyTaxScheme>'
        "<b:CompanyID>DE123456789</b:CompanyID><a:TaxScheme><b:ID>VAT</b:ID></a:TaxScheme>"
        "</a:PartyTaxScheme></a:TaxRepresentativeParty></Invoice>"
    )
    (found,) = check_vat_ids(root, "ubl-invoice")
    assert found.term == "BT-63"
    assert found.xpath == (
        "/invoice:Invoice/cac:TaxRepresentativeParty/cac:PartyTaxScheme/cbc:CompanyID"
    )
