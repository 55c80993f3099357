"""Value added tax on a line (BG-30) and in the breakdown (BG-23)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import extension, term


class LineVAT(Struct, frozen=True, kw_only=True):
    """LINE VAT INFORMATION (BG-30).

    rate is a percentage (19 means 19 %), absent where the category is O. An exemption reason
    belongs to the breakdown; EXTENDED alone writes it on lines.
    """

    category_code: Annotated[str | None, term("BT-151", "Invoiced item VAT category code")] = None
    rate: Annotated[Decimal | None, term("BT-152", "Invoiced item VAT rate")] = None
    exemption_reason: Annotated[str | None, extension("VAT exemption reason text")] = None
    exemption_reason_code: Annotated[str | None, extension("VAT exemption reason code")] = None
    tax_point_date_code: Annotated[str | None, extension("VAT point date code")] = None


class VATBreakdown(Struct, frozen=True, kw_only=True):
    """VAT BREAKDOWN (BG-23): one group for each category and rate, amounts with 2 decimals.

    BT-7 and BT-8 are the invoice's; CII repeats them, or says others, in its further groups.
    """

    taxable_amount: Annotated[Decimal | None, term("BT-116", "VAT category taxable amount")] = None
    tax_amount: Annotated[Decimal | None, term("BT-117", "VAT category tax amount")] = None
    category_code: Annotated[str | None, term("BT-118", "VAT category code")] = None
    rate: Annotated[Decimal | None, term("BT-119", "VAT category rate")] = None
    exemption_reason: Annotated[str | None, term("BT-120", "VAT exemption reason text")] = None
    exemption_reason_code: Annotated[str | None, term("BT-121", "VAT exemption reason code")] = None
    tax_point_date: Annotated[date | None, extension("VAT point date of a further group")] = None
    tax_point_date_code: Annotated[
        str | None, extension("VAT point date code of a further group")
    ] = None
    line_total_amount: Annotated[Decimal | None, extension("Sum of lines in this group")] = None
    allowance_charge_amount: Annotated[
        Decimal | None, extension("Sum of allowances and charges in this group")
    ] = None
