"""Allowances and charges, of the document and of a line; all amounts in the invoice currency."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import extension, term


class DocumentAllowance(Struct, frozen=True, kw_only=True):
    """DOCUMENT LEVEL ALLOWANCE (BG-20) or CHARGE (BG-21): what it is, its place in Invoice says.

    Amounts have 2 decimals and no sign; percent and vat_rate are percentages (19 means 19 %).
    """

    amount: Annotated[Decimal, term("BT-92", "Amount", BG_21="BT-99")]
    base_amount: Annotated[Decimal | None, term("BT-93", "Base amount", BG_21="BT-100")] = None
    percent: Annotated[Decimal | None, term("BT-94", "Percentage", BG_21="BT-101")] = None
    vat_category_code: Annotated[str | None, term("BT-95", "VAT category code", BG_21="BT-102")] = (
        None
    )
    vat_rate: Annotated[Decimal | None, term("BT-96", "VAT rate", BG_21="BT-103")] = None
    reason: Annotated[str | None, term("BT-97", "Reason", BG_21="BT-104")] = None
    reason_code: Annotated[str | None, term("BT-98", "Reason code", BG_21="BT-105")] = None
    sequence: Annotated[Decimal | None, extension("Calculation sequence")] = None


class LineAllowance(Struct, frozen=True, kw_only=True):
    """INVOICE LINE ALLOWANCE (BG-27) or CHARGE (BG-28)."""

    amount: Annotated[Decimal, term("BT-136", "Amount", BG_28="BT-141")]
    base_amount: Annotated[Decimal | None, term("BT-137", "Base amount", BG_28="BT-142")] = None
    percent: Annotated[Decimal | None, term("BT-138", "Percentage", BG_28="BT-143")] = None
    reason: Annotated[str | None, term("BT-139", "Reason", BG_28="BT-144")] = None
    reason_code: Annotated[str | None, term("BT-140", "Reason code", BG_28="BT-145")] = None


class PriceAllowance(Struct, frozen=True, kw_only=True):
    """A discount on the item's price; EN 16931 knows one, with its amount alone (BT-147)."""

    amount: Annotated[Decimal, term("BT-147", "Item price discount")]
    base_amount: Annotated[Decimal | None, extension("Base amount")] = None
    percent: Annotated[Decimal | None, extension("Percentage")] = None
    reason: Annotated[str | None, extension("Reason")] = None
    reason_code: Annotated[str | None, extension("Reason code")] = None


class LogisticsCharge(Struct, frozen=True, kw_only=True):
    """LOGISTICS SERVICE CHARGE (BG-X-42, EXTENDED): freight and the like, with its VAT."""

    description: Annotated[str | None, term("BT-X-271", "Logistics charge description")] = None
    amount: Annotated[Decimal, term("BT-X-272", "Logistics charge amount")]
    vat_category_code: Annotated[str | None, term("BT-X-273", "VAT category code")] = None
    vat_rate: Annotated[Decimal | None, term("BT-X-274", "VAT rate")] = None
