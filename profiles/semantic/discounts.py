"""Discounts and surcharges as people say them, on a line or on the document, without a lost cent.

A line's become its allowances and charges (BG-27, BG-28), the document's are spread over the VAT
groups, as one allowance or charge (BG-20, BG-21) for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Wording
from profiles.semantic.allowance import DocumentAllowance, LineAllowance, PriceAllowance
from profiles.semantic.breakdown import GroupKey, by_group, line_contributions, without_vat
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.lines import completed, priced_amount
from profiles.semantic.money import (
    ZERO,
    add,
    in_parts,
    percentage,
    round_amount,
    share,
    spread,
    subtract,
)

# What a discount is called where the caller gave no reason; one is required (BR-33, BR-42).
DISCOUNT = Wording(de="Rabatt", en="Discount")
DISCOUNT_REASON_CODE = "95"  # UNTDID 5189

# PEPPOL-EN16931-R040 lets amount and base times percent be this far apart.
_SLACK = Decimal("0.02")


class Reduction(Struct, frozen=True, kw_only=True):
    """A discount or, with is_charge, a surcharge.

    percent: of the sum before all reductions, of the line or of all lines (10 means 10 %).
    amount: where there is no percent. On a line it includes VAT where the line's price does; on
        the document where the prices of all lines do.
    """

    reason: str
    percent: Decimal | None = None
    amount: Decimal = ZERO
    reason_code: str | None = None
    is_charge: bool = False

    def of(self, base: Decimal) -> Decimal:
        """Return what it takes off a base amount, or puts on, rounded."""
        if self.percent is None:
            return round_amount(self.amount)
        return percentage(base, self.percent)

    def over(self, bases: Sequence[Decimal]) -> tuple[Decimal, ...]:
        """Return its parts on each base; they add up to what it is on the whole."""
        percent = self.percent
        if percent is None:
            return spread(round_amount(self.amount), bases)
        return in_parts(bases, lambda base: share(base, percent))


def with_line_reductions(line: Line, reductions: tuple[Reduction, ...]) -> Line:
    """Return a line whose price is without VAT with its reductions.

    Without quantity or price there is nothing to reduce, and the line stays as it is.
    """
    exact = priced_amount(replace(line, price=completed(line.price)))
    if exact is None or not reductions:
        return line
    base = round_amount(exact)
    return with_line_allowances(line, base, [(item, item.of(base)) for item in reductions])


def with_line_allowances(
    line: Line, base: Decimal, amounts: Iterable[tuple[Reduction, Decimal]]
) -> Line:
    """Return the line with an allowance or charge (BG-27, BG-28) of each amount but zero."""
    allowances, charges = list(line.allowances), list(line.charges)
    for reduction, amount in amounts:
        if amount != 0:
            percent = _stated_percent(reduction, base, amount)
            allowance = LineAllowance(
                amount=amount,
                base_amount=None if percent is None else base,
                percent=percent,
                reason=reduction.reason,
                reason_code=reduction.reason_code,
            )
            (charges if reduction.is_charge else allowances).append(allowance)
    return replace(line, allowances=tuple(allowances), charges=tuple(charges))


class _GroupLines(NamedTuple):
    """What a reduction of the document meets in one VAT group: its lines, with VAT and without."""

    key: GroupKey
    with_vat: Decimal
    without_vat: Decimal


def with_document_reductions(
    invoice: Invoice,
    reductions: tuple[Reduction, ...],
    *,
    gross: Mapping[GroupKey, Decimal],
    amounts_include_vat: bool = False,
) -> tuple[Invoice, Mapping[GroupKey, Decimal]]:
    """Return the invoice with its reductions, and what is left of the gross amounts.

    Its lines have their net amounts. gross: what the lines whose prices include VAT come to in
    each group; a reduction takes its part of that with VAT, of all else without.
    """
    lines = by_group(line_contributions(invoice))
    bases = [
        _GroupLines(
            key, gross.get(key, ZERO), subtract(amount, without_vat(key, gross.get(key, ZERO)))
        )
        for key, amount in lines.items()
    ]
    for reduction in reductions:
        parts = _parts(reduction, bases, amounts_include_vat=amounts_include_vat)
        invoice, gross = _reduced(invoice, reduction, parts, gross, lines)
    return invoice, gross


def _parts(
    reduction: Reduction, bases: list[_GroupLines], *, amounts_include_vat: bool
) -> dict[GroupKey, tuple[Decimal, Decimal]]:
    """Return what the reduction takes off each group, with VAT and without."""
    nothing = (ZERO,) * len(bases)
    with_vat, without = nothing, nothing
    if reduction.percent is not None:
        with_vat = reduction.over([base.with_vat for base in bases])
        without = reduction.over([base.without_vat for base in bases])
    elif amounts_include_vat:
        with_vat = reduction.over([base.with_vat for base in bases])
    else:
        sums = [add((without_vat(base.key, base.with_vat), base.without_vat)) for base in bases]
        without = reduction.over(sums)
    keys = [base.key for base in bases]
    return dict(zip(keys, zip(with_vat, without, strict=True), strict=True))


def _reduced(
    invoice: Invoice,
    reduction: Reduction,
    parts: Mapping[GroupKey, tuple[Decimal, Decimal]],
    gross: Mapping[GroupKey, Decimal],
    lines: Mapping[GroupKey, Decimal],
) -> tuple[Invoice, Mapping[GroupKey, Decimal]]:
    left = dict(gross)
    added = []
    for key, (with_vat, without) in parts.items():
        before = left.get(key, ZERO)
        after = add((before, with_vat)) if reduction.is_charge else subtract(before, with_vat)
        if with_vat != 0:
            left[key] = after
        step = subtract(without_vat(key, after), without_vat(key, before))
        amount = add((step if reduction.is_charge else step.copy_negate(), without))
        if amount != 0:
            added.append(_document_allowance(reduction, key, lines[key], amount))
    field = "charges" if reduction.is_charge else "allowances"
    return replace(invoice, **{field: (*getattr(invoice, field), *added)}), left


def _document_allowance(
    reduction: Reduction, key: GroupKey, base: Decimal, amount: Decimal
) -> DocumentAllowance:
    percent = _stated_percent(reduction, base, amount)
    category_code, rate = key
    return DocumentAllowance(
        amount=amount,
        base_amount=None if percent is None else base,
        percent=percent,
        vat_category_code=category_code,
        vat_rate=None if category_code == "O" else rate,  # BR-O-06, BR-O-07
        reason=reduction.reason,
        reason_code=reduction.reason_code,
    )


def _stated_percent(reduction: Reduction, base: Decimal, amount: Decimal) -> Decimal | None:
    """Return the percent where it may stand beside base and amount, which spread cents can miss."""
    if reduction.percent is None:
        return None
    distance = subtract(amount, share(base, reduction.percent)).copy_abs()
    return reduction.percent if distance <= _SLACK else None


def with_positive_price(line: Line, index: int) -> tuple[Line, tuple[Finding, ...]]:
    """Return the line with the sign of a negative price on its quantity (BR-27, BR-28).

    index: from 0, for the finding that says so.
    """
    price = completed(line.price)
    if price.net_price is None or price.net_price >= 0 or line.quantity is None:
        return line, ()
    turned = replace(
        price,
        net_price=price.net_price.copy_negate(),
        list_price=None if price.list_price is None else price.list_price.copy_negate(),
        discounts=tuple(map(_negated, price.discounts)),
        surcharges=tuple(map(_negated, price.surcharges)),
    )
    quantity = line.quantity.copy_negate()
    return replace(line, price=turned, quantity=quantity), (negative_price(index),)


def _negated(allowance: PriceAllowance) -> PriceAllowance:
    return replace(allowance, amount=allowance.amount.copy_negate())


def negative_price(index: int) -> Finding:
    """Return the information that the sign of a price went to the quantity."""
    return Finding(
        severity="information",
        rule="ZG-NEGATIVE-PRICE",
        term="BT-146",
        line=index,
        message=Wording(
            de="Ein Preis darf nicht negativ sein; das Vorzeichen steht jetzt an der Menge.",
            en="A price must not be negative; its sign now stands on the quantity.",
        ),
        hint=Wording(
            de="Geben Sie künftig den Preis ohne Vorzeichen und die Menge negativ an.",
            en="In future give the price without a sign, and a negative quantity.",
        ),
    )
