"""The report on a document that was judged, as one HTML page for people: no script, printable."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from profiles.finding import SEVERITIES, Finding, Language, Severity, Wording
from profiles.profile import Syntax
from profiles.semantic.invoice import Invoice
from renderers.formats import Formats
from renderers.report_labels import COUNTED, REPORT_LABELS

PLACES_MAX = 10

Verdict = Literal["valid", "invalid", "undecided"]

_LOCALES: Mapping[Language, str] = {"de": "de_DE", "en": "en_GB"}


class RuleRow(Struct, frozen=True):
    """One rule pack, and how much it found."""

    name: str
    errors: int
    warnings: int


class NamedTerm(Struct, frozen=True):
    """A business term and what it is called."""

    term: str
    name: Wording


class CandidateRow(Struct, frozen=True, kw_only=True):
    """How the invoice would fare under one profile.

    unnamed_rules: those that are broken and are about no single term.
    """

    name: str
    syntax: Syntax
    verdict: Verdict
    is_legacy: bool
    missing: tuple[NamedTerm, ...]
    dropped: tuple[NamedTerm, ...]
    unnamed_rules: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """Everything that the report shows of one document.

    terms: what business terms are called.
    attached_as: the name of the invoice inside a PDF.
    """

    file_name: str | None
    verdict: Verdict
    profile_name: str | None
    profile_urn: str | None
    syntax: Syntax | None
    rules: tuple[RuleRow, ...]
    findings: tuple[Finding, ...]
    terms: Mapping[str, Wording]
    invoice: Invoice | None
    attached_as: str | None
    attachments: tuple[str, ...]
    candidates: tuple[CandidateRow, ...]


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


class ReportTemplate:
    """The template, compiled once."""

    def __init__(self) -> None:
        environment = Environment(
            loader=PackageLoader("renderers"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = environment.get_template("report.html.j2")

    def render(self, reports: Sequence[Report], language: Language) -> str:
        """Write one report after another on one page."""
        return self._template.render(
            reports=reports,
            language=language,
            label={name: wording.to(language) for name, wording in REPORT_LABELS.items()},
            counted=lambda number, what: COUNTED[what][number != 1].to(language),
            formats_of=lambda invoice: Formats(_LOCALES[language], invoice.currency),
            groups_of=groups_of,
            severities=SEVERITIES,
        )


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
