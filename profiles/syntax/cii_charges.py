"""Allowances and charges in CII, told apart by an indicator: of document, line and price."""

from profiles.syntax.codecs import AMOUNT, CODE, NUMBER
from profiles.syntax.tree import Constant, Each, Element, Leaf, Node


def _indicator(*, charge: bool, assumed: bool = False) -> Element:
    text = "true" if charge else "false"
    return Element("ram:ChargeIndicator", (Constant("udt:Indicator", text, assumed=assumed),))


def _tax(tag: str) -> Element:
    return Element(
        tag,
        (
            Constant("ram:TypeCode", "VAT", assumed=True),
            Leaf("ram:CategoryCode", "vat_category_code", CODE),  # BT-95, 102
            Leaf("ram:RateApplicablePercent", "vat_rate", NUMBER),  # BT-96, 103
        ),
    )


def _of_document(path: str, *, charge: bool) -> Each:
    return Each(
        "ram:SpecifiedTradeAllowanceCharge",
        path,
        (
            _indicator(charge=charge),
            Leaf("ram:SequenceNumeric", "sequence", NUMBER),
            Leaf("ram:CalculationPercent", "percent", NUMBER),  # BT-94, 101
            Leaf("ram:BasisAmount", "base_amount", AMOUNT),  # BT-93, 100
            Leaf("ram:ActualAmount", "amount", AMOUNT),  # BT-92, 99
            Leaf("ram:ReasonCode", "reason_code", CODE),  # BT-98, 105
            Leaf("ram:Reason", "reason"),  # BT-97, 104
            _tax("ram:CategoryTradeTax"),
        ),
    )


def _of_line(path: str, *, charge: bool) -> Each:
    return Each(
        "ram:SpecifiedTradeAllowanceCharge",
        path,
        (
            _indicator(charge=charge),
            Leaf("ram:CalculationPercent", "percent", NUMBER),  # BT-138, 143
            Leaf("ram:BasisAmount", "base_amount", AMOUNT),  # BT-137, 142
            Leaf("ram:ActualAmount", "amount", AMOUNT),  # BT-136, 141
            Leaf("ram:ReasonCode", "reason_code", CODE),  # BT-140, 145
            Leaf("ram:Reason", "reason"),  # BT-139, 144
        ),
    )


def _of_price(path: str, *, charge: bool) -> Each:
    return Each(
        "ram:AppliedTradeAllowanceCharge",
        path,
        (
            # Some documents leave the indicator out: a discount is all that the standard knows.
            _indicator(charge=charge, assumed=not charge),
            Leaf("ram:CalculationPercent", "percent", NUMBER),
            Leaf("ram:BasisAmount", "base_amount", NUMBER),
            Leaf("ram:ActualAmount", "amount", NUMBER),  # BT-147
            Leaf("ram:ReasonCode", "reason_code", CODE),
            Leaf("ram:Reason", "reason"),
        ),
    )


# BG-20, BG-21
OF_DOCUMENT: tuple[Node, ...] = (
    _of_document("allowances", charge=False),
    _of_document("charges", charge=True),
)
# BG-27, BG-28
OF_LINE: tuple[Node, ...] = (
    _of_line("allowances", charge=False),
    _of_line("charges", charge=True),
)
OF_PRICE: tuple[Node, ...] = (
    _of_price("discounts", charge=False),
    _of_price("surcharges", charge=True),
)

# BG-X-42
LOGISTICS_CHARGES = Each(
    "ram:SpecifiedLogisticsServiceCharge",
    "extended.logistics_charges",
    (
        Leaf("ram:Description", "description"),  # BT-X-271
        Leaf("ram:AppliedAmount", "amount", AMOUNT),  # BT-X-272
        _tax("ram:AppliedTradeTax"),  # BT-X-273, BT-X-274
    ),
)
