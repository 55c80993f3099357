"""Gives each finding its place in the caller's own words."""

from msgspec.structs import replace

from gateway.decoding import pointer_of
from gateway.dialects.zugio.request import Request
from profiles.finding import Finding, in_order


def anchored(findings: tuple[Finding, ...], request: Request | None) -> tuple[Finding, ...]:
    """Point findings into the request instead of into the XML that was made of it.

    Where a document came in, they point into its XML as they are. Errors come first, then
    warnings, then information, each in the order in which it was found.
    """
    placed = findings if request is None else [_placed(finding, request) for finding in findings]
    return in_order(placed)


def _placed(finding: Finding, request: Request) -> Finding:
    path = finding.path or pointer_of(finding.term, finding.line, request)
    return replace(finding, path=path, xpath=None)
