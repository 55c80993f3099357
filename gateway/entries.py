"""What of an invoice a finding is about: which line, which entry of a list, and is it there."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from profiles.finding import Finding
from profiles.semantic.breakdown import group_key
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.vat import VATBreakdown
from profiles.syntax.draft import members
from profiles.syntax.terms_in import holds, terms_possible

# The fields whose entries an element stands for, in the order in which they are written. They have
# the same names in the model and in a request.
_LISTS = {
    "SpecifiedTradeAllowanceCharge": ("allowances", "charges"),
    "AllowanceCharge": ("allowances", "charges"),
    "ApplicableTradeTax": ("vat_breakdown",),
    "TaxSubtotal": ("vat_breakdown",),
    "InvoiceReferencedDocument": ("preceding_invoices",),
    "BillingReference": ("preceding_invoices",),
    "ApplicableProductCharacteristic": ("attributes",),
    "AdditionalItemProperty": ("attributes",),
}
_element = re.compile(rf"(?<!cac:Price)/\w+:({'|'.join(_LISTS)})(?:\[(\d+)\])?(?=/|$)")


class Entry(Struct, frozen=True):
    """One entry of a list, by the name of its field and its index from 0."""

    field: str
    index: int

    def in_pointer(self, pointer: str) -> str:
        """Put the index into a pointer that leads to the list, or through it."""
        head, name, rest = pointer.partition(f"/{self.field}")
        if not name or (rest and not rest.startswith("/*")):
            return pointer
        return f"{head}{name}/{self.index}{rest.removeprefix('/*')}"


def entry_at(xpath: str | None, holder: Struct) -> Entry | None:
    """Return the entry that a place in the XML lies in.

    holder: the invoice or the line, of the model or of a request, that was written there.
    """
    found = _element.search(xpath or "")
    if found is None:
        return None
    index = int(found[2] or 1) - 1
    for field in _LISTS[found[1]]:
        entries = getattr(holder, field, None) or ()
        if index < len(entries):
            return Entry(field, index)
        index -= len(entries)
    return None


def line_meant(finding: Finding, invoice: Invoice) -> int | None:
    """Return the line that a finding is about, where it speaks of a group of VAT (BG-23) instead.

    It is the first one of that category and rate, of those without a reason for the exemption
    where there are any.
    """
    entry = None if finding.line is not None else entry_at(finding.xpath, invoice)
    if entry is None or entry.field != "vat_breakdown":
        return finding.line
    group = invoice.vat_breakdown[entry.index]
    of_group = [index for index, line in enumerate(invoice.lines) if _is_in(line, group)]
    unreasoned = (index for index in of_group if not _has_reason(invoice.lines[index]))
    return next(unreasoned, next(iter(of_group), None))


def _has_reason(line: Line) -> bool:
    return bool(line.vat.exemption_reason or line.vat.exemption_reason_code)


def _is_in(line: Line, group: VATBreakdown) -> bool:
    of_line = group_key(line.vat.category_code, line.vat.rate)
    return of_line == group_key(group.category_code, group.rate)


def lacking(findings: Iterable[Finding], invoice: Invoice) -> tuple[Finding, ...]:
    """Return the findings whose term is not there at all, where they are.

    Where their entry or line has no field for the term, the whole invoice counts; a scheme or
    another part that the model has no term for is there if its holder is.
    """
    return tuple(finding for finding in findings if _is_lacking(finding, invoice))


def _is_lacking(finding: Finding, invoice: Invoice) -> bool:
    for holder, group in _holders(invoice, finding):
        term = _known(finding.term or "", terms_possible(type(holder), group))
        if term is not None:
            return not holds(holder, term, group)
    return False


def _known(term: str, terms: frozenset[str]) -> str | None:
    """Return a term, or the one that it is a part of."""
    while term not in terms and term.count("-") > 1:
        term = term.rpartition("-")[0]
    return term if term in terms else None


def _holders(invoice: Invoice, finding: Finding) -> Iterator[tuple[Struct, str | None]]:
    """Yield what a finding lies in, from the inside out, with the group that it is."""
    is_in_line = finding.line is not None and finding.line < len(invoice.lines)
    around: Struct = invoice.lines[finding.line or 0] if is_in_line else invoice
    entry = entry_at(finding.xpath, around)
    if entry is not None:
        group = members(type(around))[entry.field].term_in("BG-25" if is_in_line else None)
        yield getattr(around, entry.field)[entry.index], group
    if is_in_line:
        yield around, "BG-25"
    yield invoice, None
