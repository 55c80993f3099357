"""What only some profiles say in so many words, said in the words that the others have."""

from collections.abc import Iterable

from msgspec.structs import replace

from profiles.semantic.allowance import DocumentAllowance, LogisticsCharge
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import ExtendedLine, Line, Price

# Lines that only group others or inform; their amounts stand in other lines (BT-X-8).
_LINES_THAT_DO_NOT_COUNT = frozenset({"GROUP", "INFORMATION"})


def with_logistics_as_charges(invoice: Invoice) -> Invoice:
    """Make logistics charges (BG-X-42) charges of the document (BG-21): both enter BT-108."""
    if invoice.extended is None or not invoice.extended.logistics_charges:
        return invoice
    charges = tuple(_as_charge(charge) for charge in invoice.extended.logistics_charges)
    return replace(
        invoice,
        charges=invoice.charges + charges,
        extended=replace(invoice.extended, logistics_charges=()),
    )


def _as_charge(charge: LogisticsCharge) -> DocumentAllowance:
    return DocumentAllowance(
        amount=charge.amount,
        vat_category_code=charge.vat_category_code,
        vat_rate=charge.vat_rate,
        reason=charge.description,
    )


def without_reasons_on_lines(invoice: Invoice) -> Invoice:
    """Leave it to the breakdown to say why there is no VAT; only EXTENDED says it on lines too."""
    if not invoice.vat_breakdown:
        return invoice
    return replace(invoice, lines=tuple(_without_reasons(line) for line in invoice.lines))


def _without_reasons(line: Line) -> Line:
    if line.vat.exemption_reason is None and line.vat.exemption_reason_code is None:
        return line
    vat = replace(line.vat, exemption_reason=None, exemption_reason_code=None)
    return replace(line, vat=vat)


def with_net_prices_alone(invoice: Invoice) -> Invoice:
    """Leave out how a net price with a surcharge came about: a part of that would be wrong."""
    return replace(invoice, lines=tuple(_with_net_price_alone(line) for line in invoice.lines))


def _with_net_price_alone(line: Line) -> Line:
    price = line.price
    if not price.surcharges:
        return line
    quantity, unit = price.base_quantity, price.base_quantity_unit
    if quantity is None:
        quantity, unit = price.list_price_base_quantity, price.list_price_base_quantity_unit
    net = Price(net_price=price.net_price, base_quantity=quantity, base_quantity_unit=unit)
    return replace(line, price=net)


def with_counting_lines(invoice: Invoice) -> Invoice:
    """Leave out the lines that only group or inform (BT-X-8)."""
    return replace(invoice, lines=tuple(line for line in invoice.lines if _counts(line)))


def _counts(line: Line) -> bool:
    return line.extended is None or (
        line.extended.status_reason_code not in _LINES_THAT_DO_NOT_COUNT
    )


def with_sub_lines_that_inform(invoice: Invoice) -> Invoice:
    """Put sub-lines (BG-DEX-01) behind their line, as lines of EXTENDED that inform (BT-X-8).

    The amount of the line above stands for theirs in all sums, in both profiles.
    """
    return replace(invoice, lines=tuple(_flat(invoice.lines, parent=None)))


def _flat(lines: Iterable[Line], *, parent: Line | None) -> Iterable[Line]:
    for line in lines:
        flat = replace(line, sub_lines=()) if line.sub_lines else line
        if parent is not None:
            extended = replace(
                line.extended or ExtendedLine(),
                parent_identifier=parent.identifier,
                status_reason_code="INFORMATION",
            )
            flat = replace(flat, extended=extended)
        yield flat
        yield from _flat(line.sub_lines, parent=line)
