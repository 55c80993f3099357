"""Places in a document, as people read them."""

import pytest
from lxml import etree

from validation.location import element_at, line_index, path_of, place_in, readable

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


def test_a_place_is_xpath_in_any_namespace() -> None:
    root = etree.fromstring('<a xmlns:x="urn:x"><x:b/><x:b><c/></x:b></a>')
    (element,) = root.iter("c")
    place = path_of(element)
    assert place == "/a/*[local-name()='b' and namespace-uri()='urn:x'][2]/c"
    assert element_at(place, root) is element
    assert place_in("/a[1]/Q{urn:x}b[2]/c[1]") == place.replace("a/", "a[1]/") + "[1]"
