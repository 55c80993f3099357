"""Judges one document that came in as it is, byte by byte: XML of either syntax, or a hybrid PDF.

Loads nothing that needs a server, a browser or a ledger, so that `zugio validate` starts at once.
"""

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import SEVERITIES, Finding
from profiles.profile import Profile, Syntax
from profiles.registry import profile_of
from profiles.semantic.invoice import Invoice
from validation.container.reader import ContainerReader, ContainerReading
from validation.judge import Judge, Judgement, Tally, Verdict
from validation.scenarios import scenario_of


class Candidate(Struct, frozen=True, kw_only=True):
    """Whether an invoice could be issued under one profile, and what stands in the way.

    errors: what breaks the rules of the profile, or why that is not known in time.
    missing: the business terms that the rules ask for and the invoice lacks there.
    wrong: the business terms that are there and break a rule.
    dropped: the business terms that the profile or its syntax has no place for.
    """

    profile: Profile
    syntax: Syntax
    verdict: Verdict
    errors: tuple[Finding, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    dropped: tuple[str, ...]


class Assessment(Struct, frozen=True, kw_only=True):
    """What is known of a document once it has been judged.

    profile_urn: the guideline id that it was judged by, or its own (BT-24); None where it has none
        that could be read.
    profile_xpath: where the document names it; None where it does not.
    schema, tallies: the XML Schema and the rule packs that ran, with what they found.
    xml: what was judged; None where there is none.
    container: what a PDF says of itself.
    invoice: the document as the model reads it, for its totals; None where nobody has asked.
    candidates: the preflight; None where it was not made.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    profile_urn: str | None = None
    profile_xpath: str | None = None
    syntax: Syntax | None = None
    schema: Tally | None = None
    tallies: tuple[Tally, ...] = ()
    xml: bytes | None = None
    container: ContainerReading | None = None
    invoice: Invoice | None = None
    candidates: tuple[Candidate, ...] | None = None

    @property
    def profile(self) -> Profile | None:
        """The profile of that id; one without terms where the id is unknown."""
        return None if self.profile_urn is None else profile_of(self.profile_urn)


class Assessor:
    """Judges documents with one of each engine."""

    def __init__(self, judge: Judge, containers: ContainerReader) -> None:
        self._judge = judge
        self._containers = containers

    async def assess_xml(
        self, xml: bytes, profile_urn: str | None = None, syntax: Syntax | None = None
    ) -> Assessment:
        """Judge XML by its own guideline id unless another is named; raises ZugioError.

        syntax: what it must be; None takes either.
        """
        scenario = None if profile_urn is None else scenario_of(profile_urn)
        judgement = await self._judge.judge(xml, scenario=scenario, syntax=syntax)
        return assessment_of(judgement, xml, profile_urn or judgement.guideline or None)

    async def assess_pdf(
        self, pdf: bytes, profile_urn: str | None = None, syntax: Syntax | None = None
    ) -> Assessment:
        """Judge a PDF and the invoice inside; raises ZugioError.

        What is wrong with the container counts like what is wrong with the invoice.
        """
        container = await self._containers.read_container(pdf)
        if container.xml is None or container.outdated == "ZUGFeRD 1.0":
            return Assessment(
                verdict="invalid",
                findings=container.findings,
                profile_urn=container.guideline,
                container=container,
            )
        assessment = await self.assess_xml(container.xml, profile_urn, syntax)
        return replace(with_more(assessment, container.findings), container=container)


def assessment_of(judgement: Judgement, xml: bytes, profile_urn: str | None) -> Assessment:
    """Say of XML what the rules found."""
    is_its_own = profile_urn == judgement.guideline
    syntax: Syntax | None = None
    if judgement.kind is not None:
        syntax = "cii" if judgement.kind == "cii" else "ubl"
    return Assessment(
        verdict=judgement.verdict,
        findings=judgement.findings,
        profile_urn=profile_urn,
        profile_xpath=judgement.guideline_xpath if is_its_own else None,
        syntax=syntax,
        schema=judgement.schema,
        tallies=judgement.tallies,
        xml=xml,
    )


def with_more(assessment: Assessment, findings: tuple[Finding, ...]) -> Assessment:
    """Add findings; an error among them makes the verdict invalid."""
    is_broken = any(finding.severity == "error" for finding in findings)
    together = sorted(
        assessment.findings + findings, key=lambda finding: SEVERITIES.index(finding.severity)
    )
    return replace(
        assessment,
        verdict="invalid" if is_broken else assessment.verdict,
        findings=tuple(together),
    )
