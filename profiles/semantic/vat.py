"""Value added tax on a line (BG-30) and in the breakdown (BG-23)."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import term


class LineVAT(Struct, frozen=True, kw_only=True):
    """LINE VAT INFORMATION (BG-30).

    rate is a percentage (19 means 19 %), absent where the category is O. The exemption reason
    belongs to the breakdown; lines carry it only until the totals are computed.
    """

    category_code: Annotated[str, term("BT-151", "Invoiced item VAT category code")]
    rate: Annotated[Decimal | None, term("BT-152", "Invoiced item VAT rate")] = None
    exemption_reason: Annotated[str | None, term("BT-120", "VAT exemption reason text")] = None


class VATBreakdown(Struct, frozen=True, kw_only=True):
    """VAT BREAKDOWN (BG-23): one group for each category and rate, amounts with 2 decimals."""

    taxable_amount: Annotated[Decimal, term("BT-116", "VAT category taxable amount")]
    tax_amount: Annotated[Decimal, term("BT-117", "VAT category tax amount")]
    category_code: Annotated[str, term("BT-118", "VAT category code")]
    rate: Annotated[Decimal | None, term("BT-119", "VAT category rate")] = None
    exemption_reason: Annotated[str | None, term("BT-120", "VAT exemption reason text")] = None
    exemption_reason_code: Annotated[str | None, term("BT-121", "VAT exemption reason code")] = None
