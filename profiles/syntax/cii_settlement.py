"""What is to be paid, in CII: VAT breakdown, totals, and the header's settlement in order."""

from profiles.syntax.cii_charges import LOGISTICS_CHARGES, OF_DOCUMENT
from profiles.syntax.cii_dates import date_time, period
from profiles.syntax.cii_parties import party
from profiles.syntax.cii_payment import ADVANCE_PAYMENTS, PAYMENT_MEANS, PAYMENT_TERMS
from profiles.syntax.cii_references import PRECEDING_INVOICES
from profiles.syntax.codecs import AMOUNT, CODE, DATE_102, NUMBER
from profiles.syntax.tree import Constant, Each, Element, Group, Leaf, Outer

_EXCHANGE_RATE = Group(
    "ram:TaxApplicableTradeCurrencyExchange",
    "extended.exchange_rate",
    (
        Leaf("ram:SourceCurrencyCode", "source_currency", CODE),
        Leaf("ram:TargetCurrencyCode", "target_currency", CODE),
        Leaf("ram:ConversionRate", "rate", NUMBER),
        date_time("ram:ConversionRateDateTime", "rate_date"),
    ),
)

# Of the invoice they stand in the first group; further groups may repeat them.
_TAX_POINT_DATE = Element(
    "ram:TaxPointDate",
    (Leaf("udt:DateString", "tax_point_date", DATE_102),),  # BT-7
)
_TAX_POINT_DATE_CODE = Leaf("ram:DueDateTypeCode", "tax_point_date_code", CODE)  # BT-8

# BG-23
_VAT_BREAKDOWN = Each(
    "ram:ApplicableTradeTax",
    "vat_breakdown",
    (
        Leaf("ram:CalculatedAmount", "tax_amount", AMOUNT),  # BT-117
        Constant("ram:TypeCode", "VAT", assumed=True),
        Leaf("ram:ExemptionReason", "exemption_reason"),  # BT-120
        Leaf("ram:BasisAmount", "taxable_amount", AMOUNT),  # BT-116
        Leaf("ram:LineTotalBasisAmount", "line_total_amount", AMOUNT),
        Leaf("ram:AllowanceChargeBasisAmount", "allowance_charge_amount", AMOUNT),
        Leaf("ram:CategoryCode", "category_code", CODE),  # BT-118
        Leaf("ram:ExemptionReasonCode", "exemption_reason_code", CODE),  # BT-121
        Outer(_TAX_POINT_DATE),
        _TAX_POINT_DATE,
        Outer(_TAX_POINT_DATE_CODE),
        _TAX_POINT_DATE_CODE,
        Leaf("ram:RateApplicablePercent", "rate", NUMBER),  # BT-119
    ),
)

# BG-22
_TOTALS = Group(
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    "totals",
    (
        Leaf("ram:LineTotalAmount", "line_net_amount", AMOUNT),  # BT-106
        Leaf("ram:ChargeTotalAmount", "charge_amount", AMOUNT),  # BT-108
        Leaf("ram:AllowanceTotalAmount", "allowance_amount", AMOUNT),  # BT-107
        Leaf("ram:TaxBasisTotalAmount", "without_vat", AMOUNT),  # BT-109
        Leaf(  # BT-110
            "ram:TaxTotalAmount", "vat_amount", AMOUNT, bound={"currencyID": "/currency"}
        ),
        Leaf(  # BT-111
            "ram:TaxTotalAmount",
            "vat_amount_in_accounting_currency",
            AMOUNT,
            bound={"currencyID": "/vat_accounting_currency"},
        ),
        Leaf("ram:RoundingAmount", "rounding_amount", AMOUNT),  # BT-114
        Leaf("ram:GrandTotalAmount", "with_vat", AMOUNT),  # BT-112
        Leaf("ram:TotalPrepaidAmount", "prepaid_amount", AMOUNT),  # BT-113
        Leaf("ram:DuePayableAmount", "due_for_payment", AMOUNT),  # BT-115
    ),
)

SETTLEMENT = Element(
    "ram:ApplicableHeaderTradeSettlement",
    (
        Leaf(  # BT-90
            "ram:CreditorReferenceID", "payment_means.0.direct_debit.creditor_identifier"
        ),
        Leaf("ram:PaymentReference", "payment_means.0.remittance_information"),  # BT-83
        Leaf("ram:TaxCurrencyCode", "vat_accounting_currency", CODE),  # BT-6
        Leaf("ram:InvoiceCurrencyCode", "currency", CODE),  # BT-5
        party("ram:InvoicerTradeParty", "extended.invoicer"),
        party("ram:InvoiceeTradeParty", "extended.invoicee"),
        party("ram:PayeeTradeParty", "payee"),  # BG-10
        party("ram:PayerTradeParty", "extended.payer"),
        _EXCHANGE_RATE,
        PAYMENT_MEANS,
        _VAT_BREAKDOWN,
        period("invoicing_period"),  # BG-14
        *OF_DOCUMENT,  # BG-20, BG-21
        LOGISTICS_CHARGES,
        PAYMENT_TERMS,
        _TOTALS,
        PRECEDING_INVOICES,
        Element(
            "ram:ReceivableSpecifiedTradeAccountingAccount",
            (Leaf("ram:ID", "accounting_reference"),),  # BT-19
        ),
        ADVANCE_PAYMENTS,
    ),
)
