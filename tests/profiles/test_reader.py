"""Reading by a tree: all that a document says is in the invoice, or in a finding."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.finding import Finding
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.party import Identifier
from profiles.semantic.payment import PaymentMeans
from profiles.syntax.reading import FINDINGS_MAX, Reading
from profiles.syntax.source import MalformedXML
from tests.profiles.toys import read_toy, toy, write_toy


def read(inside: str) -> Invoice:
    reading = read_toy(toy(inside))
    assert reading == Reading(invoice=reading.invoice)
    return reading.invoice


def places(findings: tuple[Finding, ...]) -> list[str | None]:
    return [finding.xpath for finding in findings]


def test_the_order_of_elements_does_not_matter() -> None:
    invoice = read("<Line><Quantity unit='H'>2</Quantity><ID>1</ID></Line><Currency>EUR</Currency>")
    assert invoice.lines == (Line(identifier="1", quantity=Decimal(2), unit_code="H"),)
    assert invoice.currency == "EUR"


@pytest.mark.parametrize("vat_id_first", [True, False])
def test_fixed_attributes_tell_elements_apart(*, vat_id_first: bool) -> None:
    taxes = ["<Tax><ID scheme='VA'>DE1</ID></Tax>", "<Tax><ID schemeID='X'>1/2</ID></Tax>"]
    seller = read("".join(taxes if vat_id_first else reversed(taxes))).seller
    assert (seller.vat_id, seller.tax_number) == ("DE1", Identifier("1/2", "X"))


def test_constants_tell_elements_apart() -> None:
    invoice = read(
        "<Allowance><Charge>true</Charge><Amount>1</Amount></Allowance>"
        "<Allowance><Charge>false</Charge><Amount>2</Amount></Allowance>"
    )
    assert [one.amount for one in invoice.allowances] == [2]
    assert [one.amount for one in invoice.charges] == [1]


def test_attributes_of_the_invoice_tell_elements_apart_wherever_they_stand() -> None:
    invoice = read(
        "<Total currency='SEK'>10</Total><Total currency='EUR'>1</Total>"
        "<TaxCurrency>SEK</TaxCurrency><Currency>EUR</Currency>"
    )
    assert invoice.totals.with_vat == 1
    assert invoice.totals.vat_amount_in_accounting_currency == 10


def test_an_index_path_and_a_sequence_meet_in_one_entry() -> None:
    invoice = read(
        "<Payment><Code>58</Code></Payment><Payment><Code>59</Code></Payment><Text>R</Text>"
    )
    first = PaymentMeans(means_code="58", remittance_information="R")
    assert invoice.payment_means == (first, PaymentMeans(means_code="59"))


def test_what_is_around_a_sequence_is_read_once() -> None:
    means = "<Payment><TaxPoint><Date>20260102</Date></TaxPoint></Payment>"
    assert read(means * 2) == Invoice(tax_point_date=date(2026, 1, 2))
    other = means.replace("0102", "0103")
    assert places(read_toy(toy(means + other)).beyond) == ["/Toy/Payment[2]/TaxPoint/Date"]


def test_text_is_kept_as_it_stands_and_codes_are_not() -> None:
    assert read("<Text> a\n b </Text>").payment_means[0].remittance_information == " a\n b "
    assert read("<Currency> EUR\n</Currency>").currency == "EUR"


def test_empty_elements_and_defaults_say_nothing() -> None:
    assert read("<Text> </Text><Line/><Tax><ID scheme='VA'/></Tax>") == Invoice()
    named = "<Project><ID>P</ID><Name>Project reference</Name></Project>"
    assert read(named) == Invoice(project_reference="P")


def test_what_has_no_place_is_reported() -> None:
    reading = read_toy(
        toy(
            "<Currency>EUR</Currency><Currency x='1'>USD</Currency>"
            "<Line><ID><b>bold</b>plain</ID>stray</Line>"
            "<Line><Price><Kind><Code>gross</Code></Kind><Value>1</Value></Price></Line>"
            "<o:Other xmlns:o='urn:o'><o:Inner> deep </o:Inner></o:Other>"
        )
    )
    assert reading.invoice == Invoice(currency="EUR", lines=(Line(identifier="plain"),))
    assert set(places(reading.beyond)) == {
        "/Toy/Currency[2]",
        "/Toy/Currency[2]/@x",
        "/Toy/Line[1]",
        "/Toy/Line[1]/ID/b",
        "/Toy/Line[2]/Price/Kind/Code",
        "/Toy/Line[2]/Price/Value",
        "/Toy/{urn:o}Other/{urn:o}Inner",
    }
    assert "deep" in reading.beyond[-1].message.en


@pytest.mark.parametrize(
    "number", ["abc", "1,5", "1e3", ".", "-", "NaN", "9" * 16, "0." + "1" * 11]
)
def test_a_number_that_is_none_is_unreadable(number: str) -> None:
    reading = read_toy(toy(f"<Line><Quantity unit='H'>{number}</Quantity></Line>"))
    assert [(one.term, one.xpath) for one in reading.unreadable] == [
        ("BT-129", "/Toy/Line/Quantity")
    ]
    assert places(reading.beyond) == ["/Toy/Line/Quantity/@unit"]
    assert reading.invoice.lines == ()


@pytest.mark.parametrize("day", ["20260230", "2026-01-02", "00000101", "٢٠٢٦٠١٠٢"])
def test_a_date_that_is_none_is_unreadable(day: str) -> None:
    reading = read_toy(toy(f"<Payment><TaxPoint><Date>{day}</Date></TaxPoint></Payment>"))
    assert [one.term for one in reading.unreadable] == ["BT-7"]


def test_another_date_format_is_unreadable() -> None:
    date_203 = "<Payment><TaxPoint><Date format='203'>20260102</Date></TaxPoint></Payment>"
    assert read_toy(toy(date_203)).unreadable


@pytest.mark.parametrize("number", ["+1.50", "001.5", "1.5000000000000", " 1.5 "])
def test_numbers_are_read_in_all_their_spellings(number: str) -> None:
    line = read(f"<Line><Quantity>{number}</Quantity></Line>").lines[0]
    assert line.quantity == Decimal("1.5")


@pytest.mark.parametrize("said", ["", "<Reason>R</Reason>", "<Amount>x</Amount>"])
def test_a_group_without_what_it_must_have_is_reported(said: str) -> None:
    reading = read_toy(toy(f"<Allowance><Charge>true</Charge>{said}</Allowance>"))
    assert reading.invoice.charges == ()
    assert [(one.term, one.xpath) for one in reading.incomplete] == [("BT-99", "/Toy/Allowance")]


def test_many_findings_are_counted() -> None:
    reading = read_toy(toy("<x>1</x>" * (FINDINGS_MAX + 5)))
    assert len(reading.beyond) == FINDINGS_MAX + 1
    assert reading.beyond[-1].message.en.startswith("5 more")


def test_another_document_is_all_beyond() -> None:
    reading = read_toy(b"<Other><a>1</a></Other>")
    assert (reading.invoice, places(reading.beyond)) == (Invoice(), ["/Other/a"])


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5).map(
            lambda text: (
                text.replace("&", "").replace("<", "").replace("\ufffe", "").replace("\uffff", "")
            )
        ),
        lambda inside: st.builds(
            "<{0} {1}>{2}</{0}>".format,
            st.sampled_from(["Line", "ID", "Tax", "Quantity", "SubLine", "Payment", "Date", "x"]),
            st.sampled_from(["", "scheme='VA'", "unit='H'", "xml:lang='de'"]),
            st.lists(inside, max_size=3).map("".join),
        ),
        max_leaves=20,
    )
)
def test_whatever_a_document_holds_it_is_read_and_can_be_written(inside: str) -> None:
    invoice = read_toy(toy(inside)).invoice
    assert read_toy(write_toy(invoice)).invoice == invoice


@given(st.binary())
def test_bytes_are_read_or_refused(document: bytes) -> None:
    with suppress(MalformedXML):
        assert read_toy(document).invoice is not None
