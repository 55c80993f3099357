"""Prices that include VAT, so that the payable sum is to the cent what the customer saw.

With the VAT of a group as its taxable amount times the rate, one gross total in six cannot be
reached at all (9.99 at 19 %). So each group's taxable amount (BT-116) is its gross amount without
VAT, its VAT (BT-117) is the rest, and the cents are spread over the lines; the official rules
leave room for that (BR-CO-17, BR-S-09).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Wording
from profiles.remedies import NOTHING_TO_DO
from profiles.semantic.breakdown import (
    GroupKey,
    by_group,
    contributions,
    group_key,
    taken_out,
    tax_on,
    without_vat,
)
from profiles.semantic.discounts import (
    Reduction,
    negative_price,
    with_document_reductions,
    with_line_allowances,
    with_line_reductions,
    with_positive_price,
)
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line, Price
from profiles.semantic.lines import (
    base_quantity,
    counting,
    counts,
    surplus,
    times,
    with_net_amounts,
)
from profiles.semantic.money import (
    add,
    divide,
    in_parts,
    multiply,
    round_amount,
    round_to,
    subtract,
)
from profiles.semantic.vat import VATBreakdown

_NO_REDUCTIONS: Mapping[int, tuple[Reduction, ...]] = MappingProxyType({})
_DECIMALS = range(2, 11)


def with_prices(
    invoice: Invoice,
    gross: Mapping[int, Decimal],
    *,
    line_reductions: Mapping[int, tuple[Reduction, ...]] = _NO_REDUCTIONS,
    reductions: tuple[Reduction, ...] = (),
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with its prices, discounts and surcharges; `compute` does the rest.

    gross: the unit price with VAT, per base quantity, of each line that has one, by its index.
    line_reductions: by the index of the line, whether its price includes VAT or not.
    reductions: those of the whole document.
    """
    findings: list[Finding] = []
    lines = list(invoice.lines)
    sold: dict[int, _GrossLine] = {}
    for index, line in enumerate(invoice.lines):
        wanted = line_reductions.get(index, ())
        if index in gross and line.quantity is not None:
            if gross[index] < 0:
                findings.append(negative_price(index))
            sold[index] = _gross_line(line, line.quantity, gross[index], wanted)
        else:
            positive, said = with_positive_price(line, index)
            lines[index] = with_line_reductions(positive, wanted)
            findings += said
    for index, net_amount in _net_amounts(sold).items():
        lines[index] = _priced(sold[index], net_amount)
    invoice = replace(invoice, lines=with_net_amounts(tuple(lines)))
    invoice = _settled(invoice, sold, reductions)
    if any(line.key[1] for line in sold.values()):
        findings.append(_VAT_TAKEN_OUT)
    return invoice, tuple(findings)


_VAT_TAKEN_OUT = Finding(
    severity="information",
    rule="ZG-GROSS-PRICES",
    term="BT-117",
    message=Wording(
        de="Preise enthalten die Umsatzsteuer: Je Steuersatz ist der Nettobetrag aus dem "
        "Bruttobetrag gerechnet und die Steuer der Rest, damit der Zahlbetrag auf den Cent stimmt.",
        en="Prices include VAT: for each rate the net amount is taken out of the gross amount and "
        "the VAT is the rest, so that the amount due is right to the cent.",
    ),
    hint=NOTHING_TO_DO,
)


class _GrossLine(Struct, frozen=True):
    """A line whose price includes VAT: its amount before reductions, and what these take off.

    All amounts are with VAT and have two decimals. The unit price has no sign.
    """

    line: Line
    quantity: Decimal
    unit_price: Decimal
    base: Decimal
    reductions: tuple[tuple[Reduction, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        return add((self.base, *(_signed(*reduction) for reduction in self.reductions)))

    @property
    def key(self) -> GroupKey:
        return group_key(self.line.vat.category_code, self.line.vat.rate)


def _gross_line(
    line: Line, quantity: Decimal, unit_price: Decimal, wanted: tuple[Reduction, ...]
) -> _GrossLine:
    if unit_price < 0:
        quantity, unit_price = quantity.copy_negate(), unit_price.copy_negate()
    base = round_amount(times(quantity, unit_price, base_quantity(line.price)))
    amounts = tuple((reduction, reduction.of(base)) for reduction in wanted)
    reductions = tuple((reduction, amount) for reduction, amount in amounts if amount != 0)
    return _GrossLine(line, quantity, unit_price, base, reductions)


def _signed(reduction: Reduction, amount: Decimal) -> Decimal:
    return amount if reduction.is_charge else amount.copy_negate()


def _net_amounts(sold: Mapping[int, _GrossLine]) -> dict[int, Decimal]:
    """Return each line's amount without VAT; in a VAT group they add up to the rounded whole."""
    groups: dict[object, list[int]] = {}
    for index, line in sold.items():
        # What does not count stands for itself.
        groups.setdefault(line.key if counts(line.line) else index, []).append(index)
    amounts: dict[int, Decimal] = {}
    for members in groups.values():
        rate = sold[members[0]].key[1]
        gross = [sold[index].amount for index in members]
        amounts |= zip(members, in_parts(gross, partial(taken_out, rate)), strict=True)
    return amounts


def _priced(sold: _GrossLine, net_amount: Decimal) -> Line:
    """Return the line with its price, reductions and net amount (BT-131), all without VAT."""
    base, parts = net_amount, list(sold.reductions)
    if parts:
        base = without_vat(sold.key, sold.base)
        parts = [(reduction, without_vat(sold.key, amount)) for reduction, amount in parts]
        # The last one takes the cents that the others leave.
        last = parts.pop()[0]
        rest = subtract(subtract(net_amount, base), add(_signed(*part) for part in parts))
        parts.append((last, rest if last.is_charge else rest.copy_negate()))
    line = replace(
        sold.line,
        quantity=sold.quantity,
        price=_net_price(sold, base),
        net_amount=add((net_amount, surplus(sold.line))),
    )
    return with_line_allowances(line, base, parts)


def _net_price(sold: _GrossLine, amount: Decimal) -> Price:
    """Return the price with the fewest decimals that the quantity makes the amount of."""
    price, quantity = sold.line.price, sold.quantity
    for candidate in _candidates(sold, amount):
        if round_amount(times(quantity, candidate, base_quantity(price))) == amount:
            return replace(price, net_price=candidate)
    # For a quantity so large that ten decimals are too few: the price of all of it.
    return replace(price, net_price=amount.copy_abs(), base_quantity=quantity.copy_abs())


def _candidates(sold: _GrossLine, amount: Decimal) -> Iterator[Decimal]:
    natural = taken_out(sold.key[1], sold.unit_price)
    fitting = natural
    if sold.quantity != 0:
        fitting = divide(multiply(amount, base_quantity(sold.line.price)), sold.quantity)
    for decimals in _DECIMALS:
        yield round_to(natural, decimals)
        yield round_to(fitting, decimals)


def _settled(
    invoice: Invoice, sold: Mapping[int, _GrossLine], reductions: tuple[Reduction, ...]
) -> Invoice:
    """Return the invoice with the document's reductions, and with the VAT of what is gross."""
    counting_sold = [line for line in sold.values() if counts(line.line)]
    gross: Mapping[GroupKey, Decimal] = by_group((line.key, line.amount) for line in counting_sold)
    invoice, gross = with_document_reductions(
        invoice,
        reductions,
        gross=gross,
        amounts_include_vat=len(counting_sold) == sum(1 for _ in counting(invoice.lines)),
    )
    if invoice.vat_breakdown or not gross:
        return invoice
    taxable = by_group(contributions(invoice))
    return replace(
        invoice,
        vat_breakdown=tuple(_group(key, taxable[key], gross.get(key)) for key in taxable),
    )


def _group(key: GroupKey, taxable_amount: Decimal, gross: Decimal | None) -> VATBreakdown:
    tax = tax_on(key, taxable_amount)
    if gross is not None:
        net = without_vat(key, gross)
        tax = add((subtract(gross, net), tax_on(key, subtract(taxable_amount, net))))
    category_code, rate = key
    return VATBreakdown(
        taxable_amount=taxable_amount, tax_amount=tax, category_code=category_code, rate=rate
    )
