"""What was found about a document, as the report for people wants it."""

from gateway.assessment import Assessment, Candidate
from profiles.finding import Wording
from profiles.semantic.names import name_of
from renderers.report import CandidateRow, NamedTerm, Report, RuleRow


def report_of(assessment: Assessment, file_name: str | None = None) -> Report:
    """Return what is to be shown; file_name heads it where there are several."""
    profile, container = assessment.profile, assessment.container
    return Report(
        file_name=file_name,
        verdict=assessment.verdict,
        profile_name=None if profile is None else profile.name,
        profile_urn=assessment.profile_urn,
        syntax=assessment.syntax,
        rules=tuple(RuleRow(t.pack, t.errors, t.warnings) for t in assessment.tallies),
        findings=assessment.findings,
        terms={
            term: name
            for term in {finding.term or "" for finding in assessment.findings}
            if (name := name_of(term))
        },
        invoice=assessment.invoice,
        attached_as=None if container is None else container.file_name,
        attachments=() if container is None else tuple(a.name for a in container.attachments),
        candidates=tuple(_row(candidate) for candidate in assessment.candidates or ()),
        breaks_schema=any(finding.rule == "ZG-XSD" for finding in assessment.findings),
    )


def _row(candidate: Candidate) -> CandidateRow:
    return CandidateRow(
        name=candidate.profile.name,
        syntax=candidate.syntax,
        verdict=candidate.verdict,
        is_legacy=candidate.profile.official_urn is not None,
        is_invoice=candidate.profile.is_invoice,
        missing=tuple(_named(term) for term in candidate.missing),
        wrong=tuple(_named(term) for term in candidate.wrong),
        dropped=tuple(_named(term) for term in candidate.dropped),
        unnamed_rules=tuple(
            dict.fromkeys(error.rule for error in candidate.errors if error.term is None)
        ),
    )


def _named(term: str) -> NamedTerm:
    return NamedTerm(term, name_of(term) or Wording("", ""))
