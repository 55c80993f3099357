"""Writing by a tree: what stands where, and what is not written at all."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree
from msgspec.structs import replace

from profiles.semantic.invoice import Invoice, Totals
from profiles.semantic.line import Line, Price
from profiles.semantic.party import Identifier, Party
from profiles.semantic.payment import PaymentMeans
from profiles.syntax.codecs import AMOUNT, NUMBER
from tests.profiles.toys import write_toy

TWO_MEANS = (PaymentMeans(means_code="58"), PaymentMeans(means_code="59"))


def written(invoice: Invoice, path: str) -> list[str]:
    found = etree.fromstring(write_toy(invoice)).xpath(path, namespaces={"t": "urn:toy"})
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_nothing_is_an_empty_root() -> None:
    assert write_toy(Invoice()).endswith(b'<Toy xmlns="urn:toy"/>\n')


def test_an_index_path_picks_one_entry_and_needs_none() -> None:
    invoice = Invoice(payment_means=(PaymentMeans(remittance_information="R-1"), *TWO_MEANS))
    assert written(invoice, "/t:Toy/t:Text/text()") == ["R-1"]
    assert written(Invoice(currency="EUR"), "/t:Toy/t:Text") == []


def test_what_is_around_a_sequence_stands_in_its_first_element_or_in_all() -> None:
    invoice = Invoice(payment_means=TWO_MEANS, tax_point_date=date(2026, 1, 2), buyer_reference="B")
    assert written(invoice, "//t:Payment[1]/t:TaxPoint/t:Date/text()") == ["20260102"]
    assert written(invoice, "//t:Payment[2]/t:TaxPoint") == []
    assert written(invoice, "//t:Payment/t:Buyer/text()") == ["B", "B"]


def test_what_is_around_an_empty_sequence_stands_alone() -> None:
    invoice = Invoice(tax_point_date=date(2026, 1, 2))
    assert written(invoice, "//t:Payment/*/t:Date/text()") == ["20260102"]
    assert written(invoice, "//t:Payment/t:Code") == []


def test_lines_stand_within_lines() -> None:
    deepest = Line(identifier="1.1.1")
    line = Line(identifier="1", sub_lines=(Line(identifier="1.1", sub_lines=(deepest,)),))
    path = "//t:Line/t:SubLine/t:SubLine/t:ID/text()"
    assert written(Invoice(lines=(line,)), path) == ["1.1.1"]


def test_constants_are_written_with_their_siblings_and_are_nothing_alone() -> None:
    priced = Line(identifier="1", price=Price(net_price=Decimal(1)))
    assert written(Invoice(lines=(priced,)), "//t:Kind/t:Code/text()") == ["net"]
    assert written(Invoice(lines=(Line(identifier="1"),)), "//t:Price") == []


def test_a_default_fills_what_a_sibling_needs() -> None:
    assert written(Invoice(project_reference="P"), "//t:Name/text()") == ["Project reference"]
    assert written(Invoice(currency="EUR"), "//t:Project") == []


def test_attributes_come_from_other_fields() -> None:
    line = Line(quantity=Decimal(2), unit_code='"H<')
    invoice = Invoice(currency="EUR", totals=Totals(with_vat=Decimal(1)), lines=(line,))
    assert written(invoice, "//t:Quantity/@unit") == ['"H<']
    assert written(invoice, "//t:Total/@currency") == ["EUR"]


def test_identifiers_go_where_their_scheme_belongs() -> None:
    identifiers = (Identifier("1"), Identifier("2", "0088"), Identifier("3"))
    invoice = replace(Invoice(), seller=Party(identifiers=identifiers))
    assert written(invoice, "//t:ID/text()") == ["1", "3"]
    assert written(invoice, "//t:GlobalID/@schemeID") == ["0088"]


@pytest.mark.parametrize(
    ("number", "amount", "plain"),
    [
        ("1", "1.00", "1"),
        ("1E+2", "100.00", "100"),
        ("1.500", "1.500", "1.5"),
        ("-0.001", "-0.001", "-0.001"),
        ("0E-10", "0.0000000000", "0"),
    ],
)
def test_numbers_are_plain_and_never_rounded(number: str, amount: str, plain: str) -> None:
    assert AMOUNT.write(Decimal(number)) == amount
    assert NUMBER.write(Decimal(number)) == plain
