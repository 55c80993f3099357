"""Allowances, charges, VAT and totals of a UBL document."""

from profiles.syntax.codecs import AMOUNT, CODE, NUMBER
from profiles.syntax.tree import Constant, Each, Element, Leaf
from profiles.syntax.ubl_parties import TAX_SCHEME
from profiles.syntax.ubl_payment import CURRENCY


def _allowances_or_charges(path: str, indicator: str) -> Each:
    return Each(
        "cac:AllowanceCharge",
        path,
        (
            Constant("cbc:ChargeIndicator", indicator),
            Leaf("cbc:AllowanceChargeReasonCode", "reason_code", CODE),  # BT-98, BT-105
            Leaf("cbc:AllowanceChargeReason", "reason"),  # BT-97, BT-104
            Leaf("cbc:MultiplierFactorNumeric", "percent", NUMBER),  # BT-94, BT-101
            Leaf("cbc:Amount", "amount", AMOUNT, bound=CURRENCY),  # BT-92, BT-99
            Leaf("cbc:BaseAmount", "base_amount", AMOUNT, bound=CURRENCY),  # BT-93, BT-100
            Element(
                "cac:TaxCategory",
                (
                    Leaf("cbc:ID", "vat_category_code", CODE),  # BT-95, BT-102
                    Leaf("cbc:Percent", "vat_rate", NUMBER),  # BT-96, BT-103
                    TAX_SCHEME,
                ),
            ),
        ),
    )


ALLOWANCES = _allowances_or_charges("allowances", "false")
CHARGES = _allowances_or_charges("charges", "true")

_VAT_BREAKDOWN = Each(
    "cac:TaxSubtotal",
    "vat_breakdown",
    (
        Leaf("cbc:TaxableAmount", "taxable_amount", AMOUNT, bound=CURRENCY),  # BT-116
        Leaf("cbc:TaxAmount", "tax_amount", AMOUNT, bound=CURRENCY),  # BT-117
        Element(
            "cac:TaxCategory",
            (
                Leaf("cbc:ID", "category_code", CODE),  # BT-118
                Leaf("cbc:Percent", "rate", NUMBER),  # BT-119
                Leaf("cbc:TaxExemptionReasonCode", "exemption_reason_code", CODE),  # BT-121
                Leaf("cbc:TaxExemptionReason", "exemption_reason"),  # BT-120
                TAX_SCHEME,
            ),
        ),
    ),
)

VAT_TOTAL = Element(
    "cac:TaxTotal",
    (
        Leaf("cbc:TaxAmount", "totals.vat_amount", AMOUNT, bound=CURRENCY),  # BT-110
        _VAT_BREAKDOWN,
    ),
)
VAT_TOTAL_IN_ACCOUNTING_CURRENCY = Element(
    "cac:TaxTotal",
    (
        Leaf(  # BT-111
            "cbc:TaxAmount",
            "totals.vat_amount_in_accounting_currency",
            AMOUNT,
            bound={"currencyID": "/vat_accounting_currency"},
        ),
    ),
)


def _total(tag: str, field: str) -> Leaf:
    return Leaf(tag, f"totals.{field}", AMOUNT, bound=CURRENCY)


TOTALS = Element(
    "cac:LegalMonetaryTotal",
    (
        _total("cbc:LineExtensionAmount", "line_net_amount"),  # BT-106
        _total("cbc:TaxExclusiveAmount", "without_vat"),  # BT-109
        _total("cbc:TaxInclusiveAmount", "with_vat"),  # BT-112
        _total("cbc:AllowanceTotalAmount", "allowance_amount"),  # BT-107
        _total("cbc:ChargeTotalAmount", "charge_amount"),  # BT-108
        _total("cbc:PrepaidAmount", "prepaid_amount"),  # BT-113
        _total("cbc:PayableRoundingAmount", "rounding_amount"),  # BT-114
        _total("cbc:PayableAmount", "due_for_payment"),  # BT-115
    ),
)
