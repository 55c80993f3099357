"""INVOICE LINE (BG-25): what was sold, how much of it, at which price and VAT."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import term
from profiles.semantic.vat import LineVAT


class Item(Struct, frozen=True, kw_only=True):
    """ITEM INFORMATION (BG-31)."""

    name: Annotated[str, term("BT-153", "Item name")]
    description: Annotated[str | None, term("BT-154", "Item description")] = None


class Line(Struct, frozen=True, kw_only=True):
    """INVOICE LINE (BG-25).

    quantity and net_price have up to 10 decimals; net_amount has 2 and is absent until
    `profiles.semantic.totals` has computed it.
    """

    identifier: Annotated[str, term("BT-126", "Invoice line identifier")]
    quantity: Annotated[Decimal, term("BT-129", "Invoiced quantity")]
    unit_code: Annotated[str, term("BT-130", "Invoiced quantity unit of measure code")]
    net_price: Annotated[Decimal, term("BT-146", "Item net price")]
    net_amount: Annotated[Decimal | None, term("BT-131", "Invoice line net amount")] = None
    vat: Annotated[LineVAT, term("BG-30", "Line VAT information")]
    item: Annotated[Item, term("BG-31", "Item information")]
