"""Which VAT BREAKDOWN group (BG-23) an amount belongs to, and what each group adds up to."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.allowance import DocumentAllowance, LogisticsCharge
from profiles.semantic.invoice import Invoice
from profiles.semantic.lines import counting
from profiles.semantic.money import HUNDRED, ZERO, add, divide, multiply, percentage, round_amount
from profiles.semantic.vat import LineVAT, VATBreakdown

# BT-118 and BT-119.
GroupKey = tuple[str | None, Decimal | None]

# The categories whose rate is 0, and that may stand in one group only (BR-E-01 and siblings).
UNTAXED = frozenset({"Z", "E", "AE", "K", "G", "O"})

# The categories that have one fitting reason of their own in the VATEX code list.
EXEMPTION_REASON_CODES = {
    "AE": "VATEX-EU-AE",
    "K": "VATEX-EU-IC",
    "G": "VATEX-EU-G",
    "O": "VATEX-EU-O",
}


def group_key(category_code: str | None, rate: Decimal | None) -> GroupKey:
    """Return the group of a category and rate; BR-O-05 wants no rate, BR-DE-14 wants one here."""
    return (category_code, ZERO if category_code in UNTAXED else rate)


def contributions(invoice: Invoice) -> Iterator[tuple[GroupKey, Decimal]]:
    """Yield what each line, allowance and charge adds to its group, signed, without VAT."""
    yield from line_contributions(invoice)
    for allowance in invoice.allowances:
        key = group_key(allowance.vat_category_code, allowance.vat_rate)
        yield key, allowance.amount.copy_negate()
    for charge in charges(invoice):
        yield group_key(charge.vat_category_code, charge.vat_rate), charge.amount


def line_contributions(invoice: Invoice) -> Iterator[tuple[GroupKey, Decimal]]:
    """Yield what each line that counts adds to its group."""
    for line in counting(invoice.lines):
        yield group_key(line.vat.category_code, line.vat.rate), line.net_amount or ZERO


def charges(invoice: Invoice) -> tuple[DocumentAllowance | LogisticsCharge, ...]:
    """Return all charges on the document; in EXTENDED those for logistics too (BR-FXEXT-CO-12)."""
    logistics = invoice.extended.logistics_charges if invoice.extended else ()
    return (*invoice.charges, *logistics)


def by_group(amounts: Iterable[tuple[GroupKey, Decimal]]) -> dict[GroupKey, Decimal]:
    """Add amounts up by their group, in the order of appearance (BR-CO-18)."""
    groups: dict[GroupKey, Decimal] = {}
    for key, amount in amounts:
        groups[key] = add((groups.get(key, ZERO), amount))
    return groups


def tax_on(key: GroupKey, taxable_amount: Decimal) -> Decimal:
    """Return the VAT of a group (BR-CO-17)."""
    return percentage(taxable_amount, key[1] or ZERO)


def without_vat(key: GroupKey, gross_amount: Decimal) -> Decimal:
    """Take the VAT of a group out of an amount that includes it, rounded to two decimals."""
    return round_amount(taken_out(key[1], gross_amount))


def taken_out(rate: Decimal | None, gross_amount: Decimal) -> Decimal:
    """Take VAT of a rate out of an amount that includes it, not rounded."""
    return divide(multiply(gross_amount, HUNDRED), add((HUNDRED, rate or ZERO)))


def break_down(invoice: Invoice) -> tuple[VATBreakdown, ...]:
    """Return the groups that the invoice states, and after them those that it lacks.

    What a stated group has is kept. Reasons of one category are merged into its BT-120.
    """
    expected = by_group(contributions(invoice))
    stated = {group_key(group.category_code, group.rate) for group in invoice.vat_breakdown}
    lacking = [
        VATBreakdown(category_code=category_code, rate=rate)
        for category_code, rate in expected
        if (category_code, rate) not in stated
    ]
    reasons = _reasons(invoice)
    return tuple(
        _completed(group, expected, reasons.get(group.category_code, _NO_REASONS))
        for group in (*invoice.vat_breakdown, *lacking)
    )


def _completed(
    group: VATBreakdown, expected: Mapping[GroupKey, Decimal], reasons: "_Reasons"
) -> VATBreakdown:
    key = group_key(group.category_code, group.rate)
    taxable = expected.get(key) if group.taxable_amount is None else group.taxable_amount
    tax = group.tax_amount
    if tax is None and taxable is not None:
        tax = tax_on(key, taxable)
    return replace(
        group,
        taxable_amount=taxable,
        tax_amount=tax,
        rate=key[1] if group.rate is None else group.rate,
        exemption_reason=group.exemption_reason or "; ".join(reasons.texts) or None,
        exemption_reason_code=group.exemption_reason_code
        or _reason_code(group.category_code, reasons),
    )


class _Reasons(Struct, frozen=True):
    """The distinct exemption reasons of the lines of one category, in order of appearance."""

    texts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


_NO_REASONS = _Reasons()


def _reason_code(category_code: str | None, reasons: _Reasons) -> str | None:
    # BT-121 is one code: where the lines have several, BT-120 alone says them all.
    if reasons.codes:
        return reasons.codes[0] if len(reasons.codes) == 1 else None
    return EXEMPTION_REASON_CODES.get(category_code or "")


def _reasons(invoice: Invoice) -> dict[str | None, _Reasons]:
    members: dict[str | None, list[LineVAT]] = {}
    for line in counting(invoice.lines):
        members.setdefault(line.vat.category_code, []).append(line.vat)
    return {
        category_code: _Reasons(
            _distinct(vat.exemption_reason for vat in vats),
            _distinct(vat.exemption_reason_code for vat in vats),
        )
        for category_code, vats in members.items()
    }


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
