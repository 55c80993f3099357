"""Where the amounts of sums stand in each syntax, for those who say what a sum should be."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from validation.location import NAMESPACE_BY_PREFIX

# Longer ones are no amounts, and would only cost time.
_decimal = re.compile(r"\s*([+-]?\d{1,18}(?:\.\d{0,18})?)\s*")


class Part(Struct, frozen=True):
    """A line, an allowance or a charge: where it stands, its amount, its VAT category and rate."""

    element: str
    amount: str
    category: str
    rate: str


class Amounts(Struct, frozen=True, kw_only=True):
    """The places of one syntax as XPath: terms from the root, those of a part from there.

    not_summed: what takes part in sums by rules of its own, such as lines that hold lines.
    """

    terms: Mapping[str, str]
    currency: str
    not_summed: str
    groups: str
    group: Mapping[str, str]
    line: Mapping[str, str]
    allowance: Mapping[str, str]
    lines: Part
    allowances: Part
    charges: Part


_S = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement"
_M = f"{_S}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_LINE = "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem"
_LINE_TAX = "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax"
_LINE_AMOUNT = (
    "ram:SpecifiedLineTradeSettlement"
    "/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
)


_PRICE = "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice"


def _cii_line_part(is_charge: str) -> str:
    return (
        "ram:SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge"
        f"[normalize-space(ram:ChargeIndicator/udt:Indicator)='{is_charge}']/ram:ActualAmount"
    )


def _cii_part(is_charge: str) -> Part:
    return Part(
        f"{_S}/ram:SpecifiedTradeAllowanceCharge"
        f"[normalize-space(ram:ChargeIndicator/udt:Indicator)='{is_charge}']",
        "ram:ActualAmount",
        "ram:CategoryTradeTax/ram:CategoryCode",
        "ram:CategoryTradeTax/ram:RateApplicablePercent",
    )


CII = Amounts(
    terms={
        "BT-92": f"{_cii_part('false').element}/ram:ActualAmount",
        "BT-99": f"{_cii_part('true').element}/ram:ActualAmount",
        "BT-106": f"{_M}/ram:LineTotalAmount",
        "BT-107": f"{_M}/ram:AllowanceTotalAmount",
        "BT-108": f"{_M}/ram:ChargeTotalAmount",
        "BT-109": f"{_M}/ram:TaxBasisTotalAmount",
        "BT-110": f"{_M}/ram:TaxTotalAmount[@currencyID=../../ram:InvoiceCurrencyCode]",
        "BT-112": f"{_M}/ram:GrandTotalAmount",
        "BT-113": f"{_M}/ram:TotalPrepaidAmount",
        "BT-114": f"{_M}/ram:RoundingAmount",
        "BT-115": f"{_M}/ram:DuePayableAmount",
        "BT-117": f"{_S}/ram:ApplicableTradeTax/ram:CalculatedAmount",
        "BT-131": f"{_LINE}/{_LINE_AMOUNT}",
    },
    currency=f"{_S}/ram:InvoiceCurrencyCode",
    not_summed=f"{_S}/ram:SpecifiedLogisticsServiceCharge | "
    f"{_LINE}/ram:AssociatedDocumentLineDocument/ram:ParentLineID",
    groups=f"{_S}/ram:ApplicableTradeTax",
    group={
        "BT-116": "ram:BasisAmount",
        "BT-117": "ram:CalculatedAmount",
        "BT-118": "ram:CategoryCode",
        "BT-119": "ram:RateApplicablePercent",
    },
    line={
        "BT-129": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
        "BT-131": _LINE_AMOUNT,
        "BT-136": _cii_line_part("false"),
        "BT-141": _cii_line_part("true"),
        "BT-146": f"{_PRICE}/ram:ChargeAmount",
        "BT-149": f"{_PRICE}/ram:BasisQuantity",
    },
    allowance={
        "BT-92": "ram:ActualAmount",
        "BT-93": "ram:BasisAmount",
        "BT-94": "ram:CalculationPercent",
    },
    lines=Part(
        _LINE,
        _LINE_AMOUNT,
        f"{_LINE_TAX}/ram:CategoryCode",
        f"{_LINE_TAX}/ram:RateApplicablePercent",
    ),
    allowances=_cii_part("false"),
    charges=_cii_part("true"),
)

_T = "cac:LegalMonetaryTotal"
_SUBTOTAL = "cac:TaxTotal/cac:TaxSubtotal"
_IN_INVOICE_CURRENCY = "[@currencyID=/*/cbc:DocumentCurrencyCode]"


def _ubl_part(is_charge: str) -> Part:
    return Part(
        f"cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator)='{is_charge}']",
        "cbc:Amount",
        "cac:TaxCategory/cbc:ID",
        "cac:TaxCategory/cbc:Percent",
    )


UBL = Amounts(
    terms={
        "BT-92": f"{_ubl_part('false').element}/cbc:Amount",
        "BT-99": f"{_ubl_part('true').element}/cbc:Amount",
        "BT-106": f"{_T}/cbc:LineExtensionAmount",
        "BT-107": f"{_T}/cbc:AllowanceTotalAmount",
        "BT-108": f"{_T}/cbc:ChargeTotalAmount",
        "BT-109": f"{_T}/cbc:TaxExclusiveAmount",
        "BT-110": f"cac:TaxTotal/cbc:TaxAmount{_IN_INVOICE_CURRENCY}",
        "BT-112": f"{_T}/cbc:TaxInclusiveAmount",
        "BT-113": f"{_T}/cbc:PrepaidAmount",
        "BT-114": f"{_T}/cbc:PayableRoundingAmount",
        "BT-115": f"{_T}/cbc:PayableAmount",
        "BT-117": f"{_SUBTOTAL}/cbc:TaxAmount{_IN_INVOICE_CURRENCY}",
        "BT-131": "cac:InvoiceLine/cbc:LineExtensionAmount"
        " | cac:CreditNoteLine/cbc:LineExtensionAmount",
        "BT-DEX-002": "cac:PrepaidPayment/cbc:PaidAmount",
    },
    currency="cbc:DocumentCurrencyCode",
    not_summed="cac:InvoiceLine/cac:SubInvoiceLine",
    groups=_SUBTOTAL,
    group={
        "BT-116": "cbc:TaxableAmount",
        "BT-117": "cbc:TaxAmount",
        "BT-118": "cac:TaxCategory/cbc:ID",
        "BT-119": "cac:TaxCategory/cbc:Percent",
    },
    line={
        "BT-129": "cbc:InvoicedQuantity | cbc:CreditedQuantity",
        "BT-131": "cbc:LineExtensionAmount",
        "BT-136": f"{_ubl_part('false').element}/cbc:Amount",
        "BT-141": f"{_ubl_part('true').element}/cbc:Amount",
        "BT-146": "cac:Price/cbc:PriceAmount",
        "BT-149": "cac:Price/cbc:BaseQuantity",
    },
    allowance={
        "BT-92": "cbc:Amount",
        "BT-93": "cbc:BaseAmount",
        "BT-94": "cbc:MultiplierFactorNumeric",
    },
    lines=Part(
        "cac:InvoiceLine | cac:CreditNoteLine",
        "cbc:LineExtensionAmount",
        "cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
        "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
    ),
    allowances=_ubl_part("false"),
    charges=_ubl_part("true"),
)


def elements(place: str, of: etree._Element) -> list[etree._Element]:
    """Return the elements at a place, seen from an element."""
    found: list[object] = _compiled(place)(of)  # type: ignore[assignment]
    return [node for node in found if isinstance(node, etree._Element)]


def decimals(place: str, of: etree._Element) -> list[Decimal | None]:
    """Return the numbers at a place; None stands for what is none."""
    return [decimal_of(element) for element in elements(place, of)]


def decimal_at(place: str, of: etree._Element) -> Decimal | None:
    """Return the first number at a place."""
    return next(iter(decimals(place, of)), None)


def text_at(place: str, of: etree._Element) -> str:
    """Return the first text at a place, or nothing."""
    return next((element.text or "" for element in elements(place, of)), "").strip()


def decimal_of(element: etree._Element) -> Decimal | None:
    """Return an element's number, where its text is one of reasonable size."""
    return decimal_in(element.text or "")


def decimal_in(text: str) -> Decimal | None:
    """Return the number that a text is, if of reasonable size."""
    found = _decimal.fullmatch(text)
    return None if found is None else Decimal(found[1])


@lru_cache(maxsize=256)
def _compiled(place: str) -> etree.XPath:
    return etree.XPath(place, namespaces=NAMESPACE_BY_PREFIX)
