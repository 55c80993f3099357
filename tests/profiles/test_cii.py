"""The CII tree writes what the model says, and nothing else."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.party import Identifier
from profiles.semantic.payment import CreditTransfer, PaymentInstructions
from profiles.semantic.totals import compute
from profiles.syntax.cii import CII, write_cii
from tests.profiles.invoices import invoice, line

# Any text that XML can hold; a carriage return survives only as a character reference.
xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'"),
    min_size=1,
)


def find(written: Invoice, path: str) -> list[str]:
    root = etree.fromstring(write_cii(compute(written)))
    found = root.xpath(path, namespaces=dict(CII.namespaces))
    assert isinstance(found, list)
    return [str(value) for value in found]


def test_only_what_the_schema_requires_may_be_empty() -> None:
    empty = "//*[not(*) and not(text())]"
    assert len(find(invoice(), empty)) == 1
    assert len(find(invoice(), f"{empty}[self::ram:ApplicableHeaderTradeDelivery]")) == 1


def test_numbers_are_plain_decimals() -> None:
    written = invoice(line("1E+2", "1.500000"))
    assert find(written, "//ram:BilledQuantity/text()") == ["100"]
    assert find(written, "//ram:NetPriceProductTradePrice/ram:ChargeAmount/text()") == ["1.5"]


def test_amounts_have_two_decimals() -> None:
    assert find(invoice(line("3", "0.1")), "//ram:GrandTotalAmount/text()") == ["0.36"]


def test_the_vat_total_names_its_currency() -> None:
    assert find(invoice(), "//ram:TaxTotalAmount/@currencyID") == ["EUR"]


def test_an_identifier_with_a_scheme_is_a_global_one() -> None:
    identifiers = (Identifier("K-1"), Identifier("4000001123452", "0088"))
    written = invoice()
    written = replace(written, seller=replace(written.seller, identifiers=identifiers))
    assert find(written, "//ram:SellerTradeParty/ram:ID/text()") == ["K-1"]
    assert find(written, "//ram:SellerTradeParty/ram:GlobalID/@schemeID") == ["0088"]


def test_several_accounts_share_one_means_code() -> None:
    accounts = tuple(CreditTransfer(account_identifier=iban) for iban in ("DE1", "DE2"))
    payment = PaymentInstructions(means_code="58", credit_transfers=accounts)
    written = replace(invoice(), payment=payment)
    means = "//ram:SpecifiedTradeSettlementPaymentMeans"
    assert find(written, f"{means}/ram:TypeCode/text()") == ["58", "58"]
    assert find(written, f"{means}//ram:IBANID/text()") == ["DE1", "DE2"]


def test_payment_without_an_account_still_names_its_code() -> None:
    written = replace(invoice(), payment=PaymentInstructions(means_code="10"))
    assert find(written, "//ram:SpecifiedTradeSettlementPaymentMeans/*/text()") == ["10"]


def test_no_rate_where_there_is_none() -> None:
    written = invoice(line(category_code="O", rate=None))
    assert find(written, "//ram:SpecifiedLineTradeSettlement//ram:RateApplicablePercent") == []


@given(xml_text)
def test_any_text_survives(text: str) -> None:
    written = replace(invoice(), notes=(Note(text=text),))
    assert "".join(find(written, "//ram:IncludedNote/ram:Content/text()")) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_numbers_survive(number: Decimal) -> None:
    written = invoice(line(str(number)))
    assert Decimal(find(written, "//ram:BilledQuantity/text()")[0]) == number
