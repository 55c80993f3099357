"""Dates in CII, which are texts there: official rules do not ask whether such a day exists.

What is none is a warning, and cannot be read. In UBL the schema refuses it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from lxml import etree

from profiles.finding import Finding, Wording
from profiles.syntax.terms_at import terms_at
from validation.categories import category_of
from validation.hit import PLACES_MAX
from validation.location import NAMESPACE_BY_PREFIX, path_of
from validation.meant import with_subject

_TAGS = tuple(f"{{{NAMESPACE_BY_PREFIX[prefix]}}}DateTimeString" for prefix in ("udt", "qdt"))
# Year, month and day in eight digits, after UNTDID 2379.
_FORMAT = "102"
_DIGITS = 8
_SHOWN_MAX = 40


def check_dates(root: etree._Element) -> tuple[Finding, ...]:
    """Return a warning for each date that there is not, PLACES_MAX of them at most."""
    return tuple(islice(_wrong_dates(root), PLACES_MAX))


def _wrong_dates(root: etree._Element) -> Iterator[Finding]:
    for element in root.iter(*_TAGS):
        text = (element.text or "").strip()
        if text and element.get("format", "").strip() == _FORMAT and not _is_day(text):
            yield _finding(element, text)


def _is_day(text: str) -> bool:
    if len(text) != _DIGITS or not (text.isascii() and text.isdigit()):
        return False
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def _finding(element: etree._Element, text: str) -> Finding:
    term = terms_at(element).closest
    shown = text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"
    message = Wording(
        f"„{shown}“ ist kein Datum, das es gibt, in der Form JJJJMMTT.",
        f"“{shown}” is no date that exists, in the form YYYYMMDD.",
    )
    return Finding(
        severity="warning",
        rule="ZG-DATE",
        category=category_of("ZG-DATE", term),
        term=term,
        xpath=path_of(element),
        message=with_subject(message, term),
        hint=Wording(
            "Geben Sie einen Tag mit acht Ziffern an, zum Beispiel 20260105 für den 5. Januar "
            "2026.",
            "Give a day with eight digits, such as 20260105 for 5 January 2026.",
        ),
    )
