"""What was found about a document, as JSON."""

from typing import Any

from gateway.assessment import Assessment, Candidate
from gateway.findings_json import finding_as_json, totals_as_json
from profiles.finding import Finding, Language
from validation.categories import category_of
from validation.container.reading import Attachment, ContainerReading
from validation.judge import Tally
from validation.packs import PACKS_BY_ID


def assessment_as_json(assessment: Assessment, language: Language) -> dict[str, Any]:
    """Return all that is known; what does not apply is null."""
    profile, invoice = assessment.profile, assessment.invoice
    container, candidates = assessment.container, assessment.candidates
    return {
        "verdict": assessment.verdict,
        "profile_urn": assessment.profile_urn,
        "profile": None if profile is None else profile.name,
        "syntax": assessment.syntax,
        "rules": [_rules(tally) for tally in (assessment.schema, *assessment.tallies) if tally],
        "findings": [classed_as_json(finding, language) for finding in assessment.findings],
        "totals": None if invoice is None else totals_as_json(invoice),
        "container": None if container is None else _container(container),
        "profiles": None if candidates is None else [_candidate(c, language) for c in candidates],
    }


def classed_as_json(finding: Finding, language: Language) -> dict[str, str | None]:
    """Return a finding with its class, and what a sum should be and is."""
    return {
        **finding_as_json(finding, language),
        "category": finding.category or category_of(finding.rule, finding.term),
        "expected": finding.expected,
        "actual": finding.actual,
    }


def _rules(tally: Tally) -> dict[str, Any]:
    name, _, version = tally.pack.partition(" ")
    return {
        "name": name,
        "version": version,
        "date": PACKS_BY_ID[name].date,
        "errors": tally.errors,
        "warnings": tally.warnings,
    }


def _container(container: ContainerReading) -> dict[str, Any]:
    return {
        "file_name": container.file_name,
        "relationship": container.relationship,
        "outdated": container.outdated,
        "attachments": [_attachment(attachment) for attachment in container.attachments],
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "relationship": attachment.relationship,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }


def _candidate(candidate: Candidate, language: Language) -> dict[str, Any]:
    return {
        "profile_urn": candidate.profile.urn,
        "profile": candidate.profile.name,
        "syntax": candidate.syntax,
        "verdict": candidate.verdict,
        "missing": candidate.missing,
        "wrong": candidate.wrong,
        "dropped": candidate.dropped,
        "findings": [classed_as_json(finding, language) for finding in candidate.errors],
    }
