"""The VAT of items and of allowances, said by a treatment, by a category, or by a rate alone."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.request import Request
from profiles.finding import Finding, Language, Wording
from profiles.semantic.allowance import DocumentAllowance
from profiles.semantic.breakdown import UNTAXED, GroupKey, group_key
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.money import ZERO
from profiles.semantic.treatments import TREATMENTS, with_consequences, with_treatment

NO_VAT_CATEGORY = "O"


def taxed(
    invoice: Invoice, request: Request, language: Language
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with the VAT of each line, and of allowances where lines share one."""
    items, shared = request.invoice.items, request.invoice.tax_treatment
    lines = tuple(
        _taxed_line(line, item, shared, language)
        for line, item in zip(invoice.lines, items, strict=True)
    )
    invoice = replace(invoice, lines=lines)
    names = frozenset(name for item in items if (name := treatment_of(item, shared)) is not None)
    invoice, findings = with_consequences(invoice, names, language)
    groups = groups_of(invoice)
    invoice = replace(
        invoice,
        allowances=tuple(_taxed_allowance(one, groups) for one in invoice.allowances),
        charges=tuple(_taxed_allowance(one, groups) for one in invoice.charges),
    )
    return invoice, findings + tuple(_doubts(items, shared))


def treatment_of(item: Item, shared: str | None) -> str | None:
    """Return the name of an item's tax treatment; what it says itself outweighs the invoice."""
    if item.tax_treatment is not None:
        return item.tax_treatment
    return shared if item.vat_category_code is None else None


def groups_of(invoice: Invoice) -> tuple[GroupKey, ...]:
    """Return the VAT groups of the lines, each once."""
    return tuple(
        dict.fromkeys(group_key(line.vat.category_code, line.vat.rate) for line in invoice.lines)
    )


def _taxed_line(line: Line, item: Item, shared: str | None, language: Language) -> Line:
    name = treatment_of(item, shared)
    if name is not None:
        line = with_treatment(line, TREATMENTS[name], language)
    category_code = line.vat.category_code or _category(line.vat.rate)
    rate = line.vat.rate
    if category_code == NO_VAT_CATEGORY:
        rate = None  # BR-O-05
    elif rate is None and category_code in UNTAXED:
        rate = ZERO
    parts = zip(line.sub_lines, item.sub_lines, strict=True)
    return replace(
        line,
        vat=replace(line.vat, category_code=category_code, rate=rate),
        sub_lines=tuple(_taxed_line(part, said, shared, language) for part, said in parts),
    )


def _category(rate: Decimal | None) -> str:
    return "Z" if rate == 0 else "S"


def _taxed_allowance(
    allowance: DocumentAllowance, groups: tuple[GroupKey, ...]
) -> DocumentAllowance:
    """Give an allowance the VAT of the only group of lines that it can belong to."""
    category_code, rate = allowance.vat_category_code, allowance.vat_rate
    fitting = [
        group for group in groups if category_code in {None, group[0]} and rate in {None, group[1]}
    ]
    if len(fitting) == 1:
        category_code, rate = fitting[0]
    elif rate is not None:
        category_code = category_code or _category(rate)
    if category_code == NO_VAT_CATEGORY:
        rate = None  # BR-O-06, BR-O-07
    return replace(allowance, vat_category_code=category_code, vat_rate=rate)


def _doubts(items: tuple[Item, ...], shared: str | None) -> Iterator[Finding]:
    for index, item in enumerate(items):
        rate = item.vat_percent
        if rate is None:
            continue
        is_said = item.vat_category_code is not None or treatment_of(item, shared) is not None
        if rate == 0 and not is_said:
            yield _zero_rated(index)
        if 0 < rate < 1:
            yield _fraction(rate, index)


def _fraction(rate: Decimal, index: int) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-VAT-FRACTION",
        term="BT-152",
        path=f"/invoice/items/{index}/vat_percent",
        line=index,
        message=Wording(
            de=f"Der Steuersatz ist {rate:f} %, also weniger als 1 %.",
            en=f"The VAT rate is {rate:f} %, which is less than 1 %.",
        ),
        hint=Wording(
            de=f"Gemeint ist wohl {(100 * rate).normalize():f}.",
            en=f"Did you mean {(100 * rate).normalize():f}?",
        ),
    )


def _zero_rated(index: int) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-VAT-ZERO",
        term="BT-151",
        path=f"/invoice/items/{index}/vat_percent",
        line=index,
        message=Wording(
            de="0 % ohne Umsatzsteuerkategorie gilt als Nullsatz (Z).",
            en="0 % without a VAT category is taken as zero rated (Z).",
        ),
        hint=Wording(
            de="Sagen Sie mit tax_treatment, warum keine Steuer anfällt: " + _UNTAXED_NAMES,
            en="Say with tax_treatment why there is no VAT: " + _UNTAXED_NAMES,
        ),
    )


_UNTAXED_NAMES = ", ".join(name for name, row in TREATMENTS.items() if not row.has_rate)
