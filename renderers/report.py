"""The report on a document that was judged, as one HTML page for people: no script, printable."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from profiles.finding import SEVERITIES, Finding, Language, Wording
from profiles.finding_groups import groups_of
from profiles.profile import Syntax
from profiles.semantic.invoice import Invoice
from renderers.formats import Formats
from renderers.report_labels import COUNTED, REPORT_LABELS

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

    is_invoice: whether that would be an invoice under German VAT law.
    unnamed_rules: those that are broken and are about no single term.
    """

    name: str
    syntax: Syntax
    verdict: Verdict
    is_legacy: bool
    is_invoice: bool
    missing: tuple[NamedTerm, ...]
    wrong: tuple[NamedTerm, ...]
    dropped: tuple[NamedTerm, ...]
    unnamed_rules: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """Everything that the report shows of one document.

    terms: what business terms are called.
    attached_as: the name of the invoice inside a PDF.
    breaks_schema: whether the XML Schema failed, so that no rule was asked.
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
    breaks_schema: bool = False


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
            verdicts=Counter(report.verdict for report in reports),
        )
