"""Gives each finding its place in the caller's own words."""

from msgspec.structs import replace

from gateway.decoding import pointer_of
from profiles.finding import SEVERITIES, Finding


def anchored(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Point findings into the request instead of into the XML that was made of it.

    Errors come first, then warnings, then information, each in the order in which it was found.
    """
    placed = [
        replace(finding, path=finding.path or pointer_of(finding.term, finding.line), xpath=None)
        for finding in findings
    ]
    return tuple(sorted(placed, key=lambda finding: SEVERITIES.index(finding.severity)))
