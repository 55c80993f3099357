"""DELIVERY INFORMATION (BG-13): when the goods or services came, and to whom."""

from datetime import date
from typing import Annotated

from msgspec import Struct

from profiles.semantic.party import Party
from profiles.semantic.term import extension, term


class Period(Struct, frozen=True, kw_only=True):
    """A time span, both days included: BG-14 of the invoice, BG-26 of a line."""

    start: Annotated[date | None, term("BT-73", "Period start date", BG_26="BT-134")] = None
    end: Annotated[date | None, term("BT-74", "Period end date", BG_26="BT-135")] = None


class Delivery(Struct, frozen=True, kw_only=True):
    """DELIVERY INFORMATION (BG-13); BT-70, BT-71 and BG-15 are the recipient's."""

    actual_date: Annotated[date | None, term("BT-72", "Actual delivery date")] = None
    recipient: Annotated[Party | None, term("BG-13", "Deliver to party")] = None
    ultimate_recipient: Annotated[Party | None, extension("Ultimate ship-to party")] = None
    sender: Annotated[Party | None, extension("Ship-from party")] = None
