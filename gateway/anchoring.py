"""Gives each finding its place in the caller's own words."""

from msgspec.structs import replace

from gateway.decoding import pointer_of
from gateway.dialects.zugio.request import Request
from gateway.entries import entry_at, line_meant
from profiles.finding import Finding, in_order
from profiles.semantic.invoice import Invoice


def anchored(
    findings: tuple[Finding, ...], request: Request | None, invoice: Invoice | None = None
) -> tuple[Finding, ...]:
    """Point findings into the request instead of into the XML that was made of it.

    invoice: what the request was mapped to.

    Where a document came in, they point into its XML as they are. Errors come first, then
    warnings, then information, each in the order in which it was found.
    """
    if request is None:
        return in_order(findings)
    return in_order(_placed(finding, request, invoice) for finding in findings)


def _placed(finding: Finding, request: Request, invoice: Invoice | None) -> Finding:
    items = request.invoice.items
    line = finding.line
    if invoice is not None and len(invoice.lines) == len(items):
        line = line_meant(finding, invoice)
    holders = (request.invoice,) if finding.line is None else items[finding.line :][:1]
    entry = next((entry_at(finding.xpath, holder) for holder in holders), None)
    path = finding.path or pointer_of(finding.term, line, request, entry)
    return replace(finding, path=path, xpath=None)
