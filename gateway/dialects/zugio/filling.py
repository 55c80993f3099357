"""What is filled in where a request is silent and only one thing can be meant."""

from msgspec.structs import replace

from gateway.dialects.zugio.payment import PROPRIETARY
from gateway.dialects.zugio.request import Request
from profiles.finding import Finding, Wording
from profiles.semantic.cash_discounts import CashDiscount, with_cash_discounts, with_due_days
from profiles.semantic.invoice import ExchangeRate, Invoice
from profiles.semantic.line import Line
from profiles.semantic.party import Identifier, Party
from profiles.semantic.payment import PaymentMeans
from profiles.semantic.references import SupportingDocument

# UNTDID 4461; SEPA knows no other currency than the euro.
CREDIT_TRANSFER = "30"
SEPA_CREDIT_TRANSFER = "58"
DIRECT_DEBIT = "49"
SEPA_DIRECT_DEBIT = "59"
CREDIT_CARD = "54"
# The scheme of an electronic address that is an e-mail address (EAS).
EMAIL_SCHEME = "EM"


def filled_in(invoice: Invoice, request: Request) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with what follows from other fields of the request, prices aside."""
    part = request.invoice
    currency = request.company.defaults.currency
    seller, findings = _with_identifier(_with_electronic_address(invoice.seller))
    invoice = replace(
        invoice,
        seller=seller,
        buyer=_with_electronic_address(invoice.buyer),
        payment_means=tuple(_with_code(means, currency) for means in invoice.payment_means),
        supporting_documents=tuple(map(_with_reference, invoice.supporting_documents)),
        lines=tuple(
            _numbered(line, str(index), request.company.defaults.unit_code)
            for index, line in enumerate(invoice.lines, start=1)
        ),
    )
    if part.due_days is not None:
        invoice = with_due_days(invoice, int(part.due_days))
    discounts = (
        CashDiscount(
            days=int(discount.days), percent=discount.percent, base_amount=discount.base_amount
        )
        for discount in part.cash_discounts
    )
    return _with_currencies(with_cash_discounts(invoice, discounts)), findings


def _numbered(line: Line, number: str, unit_code: str) -> Line:
    return replace(
        line,
        identifier=line.identifier or number,
        unit_code=line.unit_code or unit_code,
        sub_lines=tuple(
            _numbered(part, f"{number}.{index}", unit_code)
            for index, part in enumerate(line.sub_lines, start=1)
        ),
    )


def _with_electronic_address(party: Party) -> Party:
    """BT-34 and BT-49 are as a rule the e-mail address that is known anyway."""
    address = party.electronic_address
    if address is None and party.contact is not None and party.contact.email:
        address = Identifier(party.contact.email)
        if "@" not in address.value:
            return party
    if address is not None and address.scheme is None and "@" in address.value:
        address = replace(address, scheme=EMAIL_SCHEME)
    return replace(party, electronic_address=address)


def _with_identifier(seller: Party) -> tuple[Party, tuple[Finding, ...]]:
    """BR-CO-26 wants BT-29, BT-30 or BT-31, and a tax number is none of them."""
    others = (seller.vat_id, seller.identifiers, seller.legal_registration)
    if seller.tax_number is None or any(others):
        return seller, ()
    identifiers = (Identifier(seller.tax_number.value),)
    return replace(seller, identifiers=identifiers), (_TAX_NUMBER_IDENTIFIES,)


def _with_code(means: PaymentMeans, currency: str) -> PaymentMeans:
    if means.means_code is not None:
        return means
    is_euro = currency == "EUR"
    transfer = means.credit_transfer
    account = transfer.account_identifier if transfer is not None else None
    if means.direct_debit is not None:
        code = SEPA_DIRECT_DEBIT if is_euro else DIRECT_DEBIT
    elif means.card is not None:
        code = CREDIT_CARD
    else:
        is_iban = account is not None and account.scheme != PROPRIETARY
        code = SEPA_CREDIT_TRANSFER if is_euro and is_iban else CREDIT_TRANSFER
    return replace(means, means_code=code)


def _with_reference(document: SupportingDocument) -> SupportingDocument:
    """BT-122 is required (BR-52); a file's name tells it apart from others."""
    if document.reference is not None or document.attachment is None:
        return document
    return replace(document, reference=document.attachment.file_name)


def _with_currencies(invoice: Invoice) -> Invoice:
    """An exchange rate is between the two currencies of the invoice."""
    extended = invoice.extended
    if extended is None or extended.exchange_rate is None:
        return invoice
    given = extended.exchange_rate
    rate = ExchangeRate(
        source_currency=given.source_currency or invoice.currency,
        target_currency=given.target_currency or invoice.vat_accounting_currency,
        rate=given.rate,
        rate_date=given.rate_date,
    )
    return replace(invoice, extended=replace(extended, exchange_rate=rate))


_TAX_NUMBER_IDENTIFIES = Finding(
    severity="information",
    rule="ZG-SELLER-IDENTIFIER",
    term="BT-29",
    path="/company/seller/tax_number",
    message=Wording(
        de="Die Steuernummer steht im XML auch als Kennung des Verkäufers, weil weder USt-IdNr. "
        "noch Register- oder andere Kennung angegeben ist (BR-CO-26).",
        en="The tax number stands in the XML as the seller's identifier too, since neither a VAT "
        "identifier nor a registration or other identifier is given (BR-CO-26).",
    ),
    hint=Wording(
        de="Geben Sie vat_id oder legal_registration_identifier an, wo der Verkäufer sie hat.",
        en="Give vat_id or legal_registration_identifier where the seller has them.",
    ),
)
