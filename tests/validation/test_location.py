"""Places in a document, as people read them."""

import pytest

from validation.location import line_index, readable

RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        (f"/Q{{{RSM}}}CrossIndustryInvoice[1]", "/rsm:CrossIndustryInvoice[1]"),
        (f"/Q{{{RAM}}}ApplicableTradeTax[2]", "/ram:ApplicableTradeTax[2]"),
        (f"/*:ID[namespace-uri()='{RAM}'][2]", "/ram:ID[2]"),
        (f"/Q{{{RAM}}}ID[1]/@Q{{}}schemeID", "/ram:ID[1]/@schemeID"),
        ("/Q{urn:unknown}x[1]", "/{urn:unknown}x[1]"),
        ("", ""),
    ],
)
def test_namespaces_become_prefixes(location: str, expected: str) -> None:
    assert readable(location) == expected


@pytest.mark.parametrize(
    ("xpath", "line"),
    [
        ("/a/ram:IncludedSupplyChainTradeLineItem[3]/ram:ID[1]", 2),
        ("/a/ram:IncludedSupplyChainTradeLineItem/ram:ID", 0),
        ("/a/cac:InvoiceLine[12]", 11),
        ("/rsm:CrossIndustryInvoice", None),
    ],
)
def test_a_place_in_a_line_names_the_line(xpath: str, line: int | None) -> None:
    assert line_index(xpath) == line
