"""Puts findings together that say the same of several places, for people who read many."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from profiles.finding import Finding, Severity, Wording

PLACES_MAX = 10


class FindingGroup(Struct, frozen=True, kw_only=True):
    """Findings that say the same, and their places.

    rules: those that say so; one mistake can break several.
    lines: numbers of the invoice lines, from 1.
    more: how many places are not listed.
    """

    finding: Finding
    rules: tuple[str, ...]
    lines: tuple[int, ...]
    places: tuple[str, ...]
    more: int


def groups_of(findings: Sequence[Finding], severity: Severity) -> tuple[FindingGroup, ...]:
    """Put findings of one severity together that say the same of several places."""
    alike: dict[tuple[str | None, Wording], list[Finding]] = {}
    for finding in findings:
        if finding.severity == severity:
            alike.setdefault((finding.term, finding.message), []).append(finding)
    return tuple(_group(members) for members in alike.values())


def _group(findings: Sequence[Finding]) -> FindingGroup:
    places = tuple(dict.fromkeys(_places(findings)))
    lines = {finding.line + 1 for finding in findings if finding.line is not None}
    return FindingGroup(
        finding=findings[0],
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        lines=tuple(sorted(lines))[:PLACES_MAX],
        places=places[:PLACES_MAX],
        more=max(0, len(places) - PLACES_MAX),
    )


def _places(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        place = finding.path or finding.xpath
        if place:
            yield place
