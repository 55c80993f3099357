"""Line net amounts, VAT breakdown and document totals, computed from prices and quantities."""

from decimal import Decimal

from msgspec.structs import replace

from profiles.semantic.invoice import Invoice, Totals
from profiles.semantic.line import Line
from profiles.semantic.money import ZERO, add, multiply, percentage, round_amount
from profiles.semantic.vat import VATBreakdown

# The categories that have one fitting reason of their own in the VATEX code list.
EXEMPTION_REASON_CODES = {
    "AE": "VATEX-EU-AE",
    "K": "VATEX-EU-IC",
    "G": "VATEX-EU-G",
    "O": "VATEX-EU-O",
}


def compute(invoice: Invoice) -> Invoice:
    """Return the invoice with every amount that follows from its lines."""
    lines = tuple(_with_net_amount(line) for line in invoice.lines)
    breakdown = _break_down(lines)
    return replace(invoice, lines=lines, vat_breakdown=breakdown, totals=_total(lines, breakdown))


def _with_net_amount(line: Line) -> Line:
    # EN 16931-1, BT-131: quantity times net price, with two decimals (BR-DEC-23).
    return replace(line, net_amount=round_amount(multiply(line.quantity, line.net_price)))


def _break_down(lines: tuple[Line, ...]) -> tuple[VATBreakdown, ...]:
    """Group the lines by VAT category and rate (BR-CO-18), in the order of their appearance."""
    groups: dict[tuple[str, Decimal | None], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.vat.category_code, line.vat.rate), []).append(line)
    return tuple(
        _vat_group(category_code, rate, members)
        for (category_code, rate), members in groups.items()
    )


def _vat_group(category_code: str, rate: Decimal | None, lines: list[Line]) -> VATBreakdown:
    taxable_amount = add(line.net_amount or ZERO for line in lines)  # BR-S-08 and its siblings
    reasons = dict.fromkeys(
        line.vat.exemption_reason for line in lines if line.vat.exemption_reason is not None
    )
    return VATBreakdown(
        taxable_amount=taxable_amount,
        tax_amount=percentage(taxable_amount, rate or ZERO),  # BR-CO-17
        category_code=category_code,
        # BR-O-05 wants no rate on the lines, BR-DE-14 wants one here.
        rate=ZERO if rate is None else rate,
        exemption_reason="; ".join(reasons) or None,
        exemption_reason_code=EXEMPTION_REASON_CODES.get(category_code),
    )


def _total(lines: tuple[Line, ...], breakdown: tuple[VATBreakdown, ...]) -> Totals:
    line_net_amount = add(line.net_amount or ZERO for line in lines)  # BR-CO-10
    vat_amount = add(group.tax_amount for group in breakdown)  # BR-CO-14
    with_vat = add((line_net_amount, vat_amount))  # BR-CO-15
    return Totals(
        line_net_amount=line_net_amount,
        without_vat=line_net_amount,  # BR-CO-13: there are no document level allowances yet
        vat_amount=vat_amount,
        with_vat=with_vat,
        due_for_payment=with_vat,  # BR-CO-16: nothing is prepaid or rounded yet
    )
