"""How and when to pay, in CII: payment means, payment terms, advance payments."""

from profiles.syntax.cii_dates import date_time, formatted_date_time
from profiles.syntax.codecs import AMOUNT, CODE, NUMBER, identifier_of_scheme
from profiles.syntax.tree import Constant, Each, Element, Leaf, Outer

# BG-16
PAYMENT_MEANS = Each(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    "payment_means",
    (
        Leaf("ram:TypeCode", "means_code", CODE),  # BT-81
        Leaf("ram:Information", "means_text"),  # BT-82
        Element(  # BG-18
            "ram:ApplicableTradeSettlementFinancialCard",
            (
                Leaf("ram:ID", "card.account_number"),  # BT-87
                Leaf("ram:CardholderName", "card.holder_name"),  # BT-88
            ),
        ),
        Element(  # BG-19
            "ram:PayerPartyDebtorFinancialAccount",
            (Leaf("ram:IBANID", "direct_debit.debited_account"),),  # BT-91
        ),
        Element(  # BG-17
            "ram:PayeePartyCreditorFinancialAccount",
            (
                Leaf(  # BT-84
                    "ram:IBANID", "credit_transfer.account_identifier", identifier_of_scheme(None)
                ),
                Leaf("ram:AccountName", "credit_transfer.account_name"),  # BT-85
                Leaf(  # BT-84
                    "ram:ProprietaryID",
                    "credit_transfer.account_identifier",
                    identifier_of_scheme("proprietary"),
                ),
            ),
        ),
        Element(
            "ram:PayeeSpecifiedCreditorFinancialInstitution",
            (Leaf("ram:BICID", "credit_transfer.provider_identifier"),),  # BT-86
        ),
    ),
)


def _discount_terms(tag: str, path: str, amount: str) -> Each:
    return Each(
        tag,
        path,
        (
            date_time("ram:BasisDateTime", "basis_date"),
            Leaf("ram:BasisPeriodMeasure", "period", NUMBER, bound={"unitCode": "period_unit"}),
            Leaf("ram:BasisAmount", "basis_amount", AMOUNT),
            Leaf("ram:CalculationPercent", "percent", NUMBER),
            Leaf(amount, "amount", AMOUNT),
        ),
    )


PAYMENT_TERMS = Each(
    "ram:SpecifiedTradePaymentTerms",
    "payment_terms",
    (
        Leaf("ram:Description", "description"),  # BT-20
        date_time("ram:DueDateDateTime", "due_date"),  # BT-9
        Outer(
            Leaf(  # BT-89
                "ram:DirectDebitMandateID", "payment_means.0.direct_debit.mandate_reference"
            )
        ),
        Leaf("ram:PartialPaymentAmount", "partial_amount", AMOUNT),
        _discount_terms(
            "ram:ApplicableTradePaymentPenaltyTerms", "penalties", "ram:ActualPenaltyAmount"
        ),
        _discount_terms(
            "ram:ApplicableTradePaymentDiscountTerms", "discounts", "ram:ActualDiscountAmount"
        ),
    ),
)

ADVANCE_PAYMENTS = Each(
    "ram:SpecifiedAdvancePayment",
    "extended.advance_payments",
    (
        Leaf("ram:PaidAmount", "amount", AMOUNT),
        formatted_date_time("ram:FormattedReceivedDateTime", "received_date"),
        Each(
            "ram:IncludedTradeTax",
            "taxes",
            (
                Leaf("ram:CalculatedAmount", "amount", AMOUNT),
                Constant("ram:TypeCode", "VAT", assumed=True),
                Leaf("ram:CategoryCode", "category_code", CODE),
                Leaf("ram:RateApplicablePercent", "rate", NUMBER),
            ),
        ),
        Element(
            "ram:InvoiceSpecifiedReferencedDocument",
            (
                Leaf("ram:IssuerAssignedID", "invoice_reference"),
                Leaf("ram:TypeCode", "invoice_type_code", CODE),
                formatted_date_time("ram:FormattedIssueDateTime", "invoice_date"),
            ),
        ),
    ),
)
