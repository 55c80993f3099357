"""Gives each finding its place in the caller's own words."""

from msgspec.structs import replace

from gateway.decoding import pointer_of
from profiles.finding import Finding, in_order


def anchored(findings: tuple[Finding, ...], *, is_request: bool) -> tuple[Finding, ...]:
    """Point findings into the request instead of into the XML that was made of it.

    Where a document came in, they point into its XML as they are. Errors come first, then
    warnings, then information, each in the order in which it was found.
    """
    placed = [_in_request(finding) for finding in findings] if is_request else findings
    return in_order(placed)


def _in_request(finding: Finding) -> Finding:
    path = finding.path or pointer_of(finding.term, finding.line)
    return replace(finding, path=path, xpath=None)
