"""Cash discounts and late payment charges as sentences, however a document encodes them."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from profiles.finding import Wording
from profiles.semantic.invoice import Invoice
from profiles.semantic.money import percentage
from profiles.semantic.payment import DiscountTerms
from renderers.formats import Formats
from renderers.units import counted, unit_of

Kind = Literal["cash_discount", "late_payment"]

# A line of BT-20 as XRechnung encodes it (BR-DE-18).
_ENCODED = re.compile(
    r"^#(?P<kind>SKONTO|VERZUG)#TAGE=(?P<days>[0-9]{1,6})#PROZENT=(?P<percent>[0-9]{1,6}\.[0-9]{2})"
    r"(#BASISBETRAG=(?P<base>-?[0-9]{1,15}\.[0-9]{2}))?#[ \t\r]*$",
    re.MULTILINE,
)

_KINDS: dict[str, Kind] = {"SKONTO": "cash_discount", "VERZUG": "late_payment"}
_CONDITIONS: dict[Kind, str] = {"cash_discount": "within", "late_payment": "after"}

_DAYS_MAX = 3650

# After "innerhalb von" and "nach", German declines the unit.
_PERIODS = {
    "DAY": Wording("Tag|Tagen", "day|days"),
    "WEE": Wording("Woche|Wochen", "week|weeks"),
    "MON": Wording("Monat|Monaten", "month|months"),
    "ANN": Wording("Jahr|Jahren", "year|years"),
}


def spell_out(formats: Formats, terms: str, invoice: Invoice) -> str:
    """Put a sentence in place of each encoded line of the payment terms."""

    def sentence(found: re.Match[str]) -> str:
        encoded = DiscountTerms(
            period=Decimal(found["days"]),
            period_unit="DAY",
            percent=Decimal(found["percent"]),
            basis_amount=None if found["base"] is None else Decimal(found["base"]),
        )
        return in_a_sentence(formats, encoded, _KINDS[found["kind"]], invoice)

    return _ENCODED.sub(sentence, terms).strip()


def in_a_sentence(formats: Formats, terms: DiscountTerms, kind: Kind, invoice: Invoice) -> str:
    """Say how much comes off or on, and until when or after which time."""
    off = terms.amount
    if off is None and kind == "cash_discount":
        off = _amount_off(terms, invoice)
    share = formats.share(terms.percent, terms.basis_amount)
    amount = "" if off is None else formats.money(off)
    parts = [f"{formats.label(kind)}:", share, f"({amount})" if share and amount else amount]
    if terms.period is not None:
        parts += [formats.label(_CONDITIONS[kind]), _period(formats, terms)]
    if terms.basis_date is not None:
        parts += [formats.label("from"), formats.date(terms.basis_date)]
    last_day = _last_day(terms, invoice) if kind == "cash_discount" else None
    if last_day is not None:
        parts.append(f"({formats.label('until')} {formats.date(last_day)})")
    return " ".join(part for part in parts if part)


def _amount_off(terms: DiscountTerms, invoice: Invoice) -> Decimal | None:
    """Return the percentage of the base, else of the amount due (BT-115), where that is clear."""
    base = terms.basis_amount
    if base is None and all(it.partial_amount is None for it in invoice.payment_terms):
        base = invoice.totals.due_for_payment
    if base is None or terms.percent is None:
        return None
    try:
        return percentage(base, terms.percent)
    except ArithmeticError:  # a number that is none, or is beyond all amounts
        return None


def _last_day(terms: DiscountTerms, invoice: Invoice) -> date | None:
    """Return the day so many days after the basis date, else after the issue date (BT-2)."""
    start, days = terms.basis_date or invoice.issue_date, terms.period
    if start is None or days is None or (terms.period_unit or "DAY") != "DAY":
        return None
    try:
        is_whole = 0 <= days <= _DAYS_MAX and days == int(days)
        return start + timedelta(days=int(days)) if is_whole else None
    except ArithmeticError:  # not a number, or beyond the calendar
        return None


def _period(formats: Formats, terms: DiscountTerms) -> str:
    period, code = terms.period or Decimal(0), terms.period_unit or "DAY"
    if code in _PERIODS:
        unit = counted(_PERIODS[code].to(formats.language), period)
    else:
        unit = unit_of(code, period, formats.language)
    return f"{formats.number(period)} {unit}"
