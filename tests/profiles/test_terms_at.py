"""The terms of places: what the trees bind there, told apart where one tag serves several."""

import pytest
from lxml import etree

from profiles.syntax.terms_at import Terms, terms_at, terms_of_absent
from validation.location import element_at

CII = b"""<rsm:CrossIndustryInvoice
  xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:SupplyChainTradeTransaction>
    <ram:IncludedSupplyChainTradeLineItem>
      <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">1</ram:BilledQuantity>
      </ram:SpecifiedLineTradeDelivery>
    </ram:IncludedSupplyChainTradeLineItem>
    <ram:ApplicableHeaderTradeAgreement>
      <ram:SellerTradeParty><ram:GlobalID schemeID="0088">1</ram:GlobalID>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE1</ram:ID>
        </ram:SpecifiedTaxRegistration>
        <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">1</ram:ID>
        </ram:SpecifiedTaxRegistration>
      </ram:SellerTradeParty>
      <ram:BuyerTradeParty><ram:GlobalID schemeID="0088">1</ram:GlobalID><ram:Odd/>
      </ram:BuyerTradeParty>
      <ram:AdditionalReferencedDocument><ram:TypeCode>916</ram:TypeCode>
        <ram:AttachmentBinaryObject>AA==</ram:AttachmentBinaryObject>
      </ram:AdditionalReferencedDocument>
    </ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement>
      <ram:SpecifiedTradeAllowanceCharge>
        <ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator>
        <ram:ActualAmount>1</ram:ActualAmount>
      </ram:SpecifiedTradeAllowanceCharge>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""

UBL = b"""<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID>1</cbc:EndpointID></cac:Party>
  </cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID>1</cbc:EndpointID>
    <cac:PostalAddress><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode>
    </cac:Country></cac:PostalAddress></cac:Party>
  </cac:AccountingCustomerParty>
  <cac:Delivery><cac:DeliveryLocation><cbc:ID>1</cbc:ID></cac:DeliveryLocation></cac:Delivery>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount></cac:TaxTotal>
  <cac:TaxTotal><cbc:TaxAmount currencyID="SEK">1</cbc:TaxAmount></cac:TaxTotal>
  <cac:InvoiceLine><cac:SubInvoiceLine><cbc:ID>1</cbc:ID></cac:SubInvoiceLine></cac:InvoiceLine>
</Invoice>"""


def at(document: bytes, place: str) -> Terms:
    element = element_at(f"//{place}", etree.fromstring(document))
    assert element is not None
    return terms_at(element)


@pytest.mark.parametrize(
    ("document", "place", "own"),
    [
        (CII, "ram:SellerTradeParty/ram:GlobalID", "BT-29"),
        (CII, "ram:BuyerTradeParty/ram:GlobalID", "BT-46"),
        (CII, "ram:BuyerTradeParty/ram:Odd", "BG-7"),
        (CII, "ram:SpecifiedTaxRegistration[1]/ram:ID", "BT-31"),
        (CII, "ram:SpecifiedTaxRegistration[2]/ram:ID", "BT-32"),
        (CII, "ram:SpecifiedTradeAllowanceCharge", "BG-21"),
        (CII, "ram:ActualAmount", "BT-99"),
        (CII, "ram:AttachmentBinaryObject", "BT-125"),
        (CII, "rsm:SupplyChainTradeTransaction", None),
        (UBL, "cac:AccountingSupplierParty//cbc:EndpointID", "BT-34"),
        (UBL, "cac:AccountingCustomerParty//cbc:EndpointID", "BT-49"),
        (UBL, "cac:AccountingCustomerParty//cac:Country", "BG-8"),
        (UBL, "cac:AccountingCustomerParty", "BG-7"),
        (UBL, "cac:DeliveryLocation", "BG-13"),
        (UBL, "cac:DeliveryLocation/cbc:ID", "BT-71"),
        (UBL, "cac:TaxTotal[1]", None),
        (UBL, "cac:TaxTotal[1]/cbc:TaxAmount", "BT-110"),
        (UBL, "cac:TaxTotal[2]/cbc:TaxAmount", "BT-111"),
        (UBL, "cac:SubInvoiceLine/cbc:ID", "BT-126"),
    ],
)
def test_a_place_stands_for_its_own_term(document: bytes, place: str, own: str | None) -> None:
    assert at(document, place).own == own


@pytest.mark.parametrize(
    ("document", "parent", "tag", "carried"),
    [
        (CII, "ram:ApplicableHeaderTradeSettlement", "BillingSpecifiedPeriod", "BG-14"),
        (CII, "ram:IncludedSupplyChainTradeLineItem", "SpecifiedLineTradeAgreement", "BG-29"),
        (CII, "ram:IncludedSupplyChainTradeLineItem", "SpecifiedLineTradeSettlement", None),
        (CII, "rsm:SupplyChainTradeTransaction", "ApplicableHeaderTradeDelivery", "BG-13"),
        (CII, "rsm:SupplyChainTradeTransaction", "ApplicableHeaderTradeAgreement", None),
        (UBL, "cac:AccountingSupplierParty/..", "LegalMonetaryTotal", "BG-22"),
        (UBL, "cac:AccountingSupplierParty/..", "InvoicePeriod", "BG-14"),
        (UBL, "cac:AccountingSupplierParty/..", "IssueDate", "BT-2"),
        (UBL, "cac:InvoiceLine", "Item", "BG-31"),
    ],
)
def test_what_is_absent_would_stand_for_its_group(
    document: bytes, parent: str, tag: str, carried: str | None
) -> None:
    element = element_at(f"//{parent}", etree.fromstring(document))
    assert element is not None
    before = etree.tostring(element)
    assert terms_of_absent(element, f"{{*}}{tag}").carried == carried
    assert etree.tostring(element) == before


def test_a_group_holds_its_terms() -> None:
    within = at(UBL, "cac:AccountingCustomerParty/cac:Party").within
    assert within >= {"BG-7", "BT-44", "BT-49", "BG-8", "BT-55"}
    assert not within & {"BT-34", "BT-27"}


def test_a_quantity_says_its_unit() -> None:
    assert at(CII, "ram:BilledQuantity").within == {"BT-129", "BT-130"}


def test_an_unknown_root_says_nothing() -> None:
    assert terms_at(etree.fromstring(b"<a/>")) == Terms()
