"""Dates in CII: an element around the date's text, in one of two namespaces."""

from profiles.syntax.codecs import DATE_102
from profiles.syntax.tree import Element, Leaf


def date_time(tag: str, path: str) -> Element:
    return Element(tag, (Leaf("udt:DateTimeString", path, DATE_102),))


def formatted_date_time(tag: str, path: str) -> Element:
    return Element(tag, (Leaf("qdt:DateTimeString", path, DATE_102),))


def period(path: str) -> Element:
    return Element(
        "ram:BillingSpecifiedPeriod",
        (
            date_time("ram:StartDateTime", f"{path}.start"),  # BT-73, 134
            date_time("ram:EndDateTime", f"{path}.end"),  # BT-74, 135
        ),
    )
