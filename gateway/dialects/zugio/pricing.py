"""Prices and reductions as people say them: with VAT, in percent, or spread over all items."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from gateway.dialects.zugio.amounts import Allowance, LineAllowance
from gateway.dialects.zugio.invoice_part import InvoicePart
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.request import Request
from gateway.dialects.zugio.taxing import taxed
from profiles.finding import Finding, Language, Wording
from profiles.semantic.allowance import DocumentAllowance
from profiles.semantic.allowance import LineAllowance as SemanticLineAllowance
from profiles.semantic.breakdown import GroupKey, by_group, group_key, line_contributions
from profiles.semantic.discounts import DISCOUNT, DISCOUNT_REASON_CODE, Reduction
from profiles.semantic.gross import with_prices
from profiles.semantic.invoice import Invoice
from profiles.semantic.money import ZERO, percentage

_SURCHARGE = Wording(de="Zuschlag", en="Surcharge")


def priced(
    invoice: Invoice, request: Request, language: Language
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with its VAT, its prices and all that is taken off or put on."""
    part = request.invoice
    invoice, remarks = taxed(invoice, request, language)
    gross = {
        index: item.unit_price_gross
        for index, item in enumerate(part.items)
        if item.unit_price_gross is not None
    }
    reduced = {
        index: tuple(_line_reductions(item, language)) for index, item in enumerate(part.items)
    }
    reduced = {index: reductions for index, reductions in reduced.items() if reductions}
    invoice = _with_line_amounts(invoice, part)
    if any(_is_of_one_group(said) for said in (*part.allowances, *part.charges)):
        bare = replace(invoice, allowances=(), charges=())
        bases = by_group(line_contributions(with_prices(bare, gross, line_reductions=reduced)[0]))
    else:
        bases = {}
    final = replace(
        invoice,
        allowances=_final(part.allowances, invoice.allowances, bases),
        charges=_final(part.charges, invoice.charges, bases),
    )
    reductions = tuple(_document_reductions(invoice, part, language))
    issued, findings = with_prices(final, gross, line_reductions=reduced, reductions=reductions)
    return issued, remarks + tuple(_placed(finding, gross) for finding in findings)


def _placed(finding: Finding, gross: Mapping[int, Decimal]) -> Finding:
    if finding.term == "BT-146" and finding.line in gross:
        return replace(finding, path=f"/invoice/items/{finding.line}/unit_price_gross")
    return finding


def _line_reductions(item: Item, language: Language) -> Iterator[Reduction]:
    if item.discount_percent is not None:
        yield _discount(item.discount_percent, language)
    for entries, is_charge in ((item.allowances, False), (item.charges, True)):
        for said in entries:
            if _is_line_reduction(said, item):
                yield _reduction(said, language, is_charge=is_charge)


def _is_line_reduction(said: LineAllowance, item: Item) -> bool:
    """Where the price includes VAT, so does what is taken off it; else an amount is final."""
    return item.unit_price_gross is not None or _amount(said) is None


def _with_line_amounts(invoice: Invoice, part: InvoicePart) -> Invoice:
    """Return the invoice whose lines have those allowances and charges alone that are final."""
    lines = tuple(
        replace(
            line,
            allowances=_final_on_line(item.allowances, line.allowances, item),
            charges=_final_on_line(item.charges, line.charges, item),
        )
        if item.allowances or item.charges
        else line
        for item, line in zip(part.items, invoice.lines, strict=True)
    )
    return replace(invoice, lines=lines)


def _final_on_line(
    entries: Sequence[LineAllowance], meant: Sequence[SemanticLineAllowance], item: Item
) -> tuple[SemanticLineAllowance, ...]:
    return tuple(
        replace(allowance, amount=_amount(said))
        for said, allowance in zip(entries, meant, strict=True)
        if not _is_line_reduction(said, item)
    )


def _final(
    entries: Sequence[Allowance],
    meant: Sequence[DocumentAllowance],
    bases: Mapping[GroupKey, Decimal],
) -> tuple[DocumentAllowance, ...]:
    """Return those of the document whose amount and VAT are known."""
    return tuple(
        _with_amount(said, allowance, bases)
        for said, allowance in zip(entries, meant, strict=True)
        if not _is_reduction(said, allowance)
    )


def _with_amount(
    said: Allowance, allowance: DocumentAllowance, bases: Mapping[GroupKey, Decimal]
) -> DocumentAllowance:
    amount = _amount(said)
    if amount is not None:
        return replace(allowance, amount=amount)
    base = bases.get(group_key(allowance.vat_category_code, allowance.vat_rate), ZERO)
    amount = percentage(base, said.percent or ZERO)
    return replace(allowance, amount=amount, base_amount=base)


def _document_reductions(
    invoice: Invoice, part: InvoicePart, language: Language
) -> Iterator[Reduction]:
    if part.discount_percent is not None:
        yield _discount(part.discount_percent, language)
    for entries, meant, is_charge in (
        (part.allowances, invoice.allowances, False),
        (part.charges, invoice.charges, True),
    ):
        for said, allowance in zip(entries, meant, strict=True):
            if _is_reduction(said, allowance):
                yield _reduction(said, language, is_charge=is_charge)


def _is_reduction(said: Allowance, allowance: DocumentAllowance) -> bool:
    """Without VAT of its own it is spread over all groups; so is a bare percentage."""
    if allowance.vat_category_code is None:
        return True
    return _amount(said) is None and not _is_of_one_group(said)


def _is_of_one_group(said: Allowance) -> bool:
    """Say whether it is a percentage of what has the VAT that it names."""
    names_group = said.vat_category_code is not None or said.vat_percent is not None
    return names_group and _amount(said) is None


def _amount(said: LineAllowance) -> Decimal | None:
    if said.amount is None and said.base_amount is not None and said.percent is not None:
        return percentage(said.base_amount, said.percent)
    return said.amount


def _discount(percent: Decimal, language: Language) -> Reduction:
    return Reduction(
        reason=DISCOUNT.to(language), reason_code=DISCOUNT_REASON_CODE, percent=percent
    )


def _reduction(said: LineAllowance, language: Language, *, is_charge: bool) -> Reduction:
    amount = _amount(said)
    return Reduction(
        reason=said.reason or (_SURCHARGE if is_charge else DISCOUNT).to(language),
        reason_code=said.reason_code,
        percent=said.percent if amount is None else None,
        amount=amount or ZERO,
        is_charge=is_charge,
    )
