"""Judges what has to be read to the model first: requests, and documents that more is asked of."""

from msgspec.structs import replace

from gateway.anchoring import anchored
from gateway.assessment import Assessment, assessment_of, with_more
from gateway.assessment_preflight import Issuable
from gateway.choices import DEFAULT_LOCALE, remarks_on
from gateway.dialects.zugio.mapping import map_request
from gateway.drafting import draft
from gateway.intake import Intake, completed, issued_under, take_in
from gateway.order import Order
from gateway.refusals import KINDS, Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Finding
from profiles.profile import Profile, Syntax
from profiles.semantic.invoice import Invoice
from profiles.syntax.source import DocumentKind, MalformedXML
from profiles.syntax.syntaxes import read_document
from validation.container.reader import ContainerReader
from validation.judge import Judge
from validation.scenarios import scenario_for, scenario_of


class RequestAssessor:
    """Judges requests with one of each engine."""

    def __init__(self, settings: Settings, judge: Judge, containers: ContainerReader) -> None:
        self._settings = settings
        self._judge = judge
        self._containers = containers

    async def assess(self, order: Order, stopwatch: Stopwatch) -> tuple[Assessment, Issuable]:
        """Judge the XML that a request becomes; raises Refusal for what no invoice can mean."""
        taken = await take_in(order, self._settings, self._containers, stopwatch)
        issuable = _issuable(taken, order.locale)
        try:
            with stopwatch.stage("write"):
                drafted = draft(taken, order)
        except Refusal as refusal:
            if refusal.code != "VALIDATION_FAILED":
                raise
            return _unissued(taken, refusal.findings), issuable
        scenario, syntax = drafted.profile.scenario, drafted.syntax
        with stopwatch.stage("validate"):
            judgement = await self._judge.judge(drafted.xml, scenario=scenario, syntax=syntax)
        judged = assessment_of(judgement, drafted.xml, drafted.profile.urn)
        judged = with_more(judged, drafted.remarks)
        findings = anchored(judged.findings, taken.request, taken.invoice)
        return replace(judged, findings=findings, invoice=taken.invoice), issuable

    async def assess_or_refuse(
        self, body: bytes, profile_urn: str | None
    ) -> tuple[Assessment, Issuable | None]:
        """Judge a request of which nobody but the reader hears why it cannot be read."""
        order = Order(body=body, media_types=("application/xml",), profile_urn=profile_urn)
        try:
            return await self.assess(order, Stopwatch())
        except Refusal as refusal:
            refused = Finding(
                severity="error",
                rule=f"ZG-{refusal.code.replace('_', '-')}",
                category="format",
                message=refusal.detail,
                hint=KINDS[refusal.code].remedy,
            )
            return Assessment(verdict="invalid", findings=refusal.findings or (refused,)), None


def with_invoice(assessment: Assessment) -> tuple[Assessment, Issuable | None]:
    """Read a document that has been judged to the model, for its totals and for more to be said.

    Returns nothing to issue where the document holds what the model cannot.
    """
    try:
        syntax, reading = read_document(assessment.xml or b"")
    except MalformedXML:
        return assessment, None
    invoice = reading.invoice
    remarks = _remarks(assessment, invoice)
    said = replace(with_more(assessment, remarks), invoice=invoice)
    if reading.unreadable or reading.incomplete:
        return said, None

    def under(profile: Profile) -> Invoice:
        return issued_under(profile, invoice)

    return said, Issuable(under=under, syntax=syntax)


def _remarks(assessment: Assessment, invoice: Invoice) -> tuple[Finding, ...]:
    """Say about the profile what has its place in XML here, and in no JSON."""
    if assessment.profile is None:
        return ()
    scenario = _scenario_of(assessment.profile.urn, assessment.syntax)
    remarks = remarks_on(assessment.profile, DEFAULT_LOCALE, invoice, scenario)
    place = assessment.profile_xpath
    return tuple(replace(remark, path=None, xpath=place) for remark in remarks)


def _scenario_of(urn: str, syntax: Syntax | None) -> str:
    """Return what judges a document, which its id alone does not say: some exist as CII only."""
    kind: DocumentKind = "cii" if syntax == "cii" else "ubl-invoice"
    return scenario_for(scenario_of(urn), kind).name


def _issuable(taken: Intake, locale: str | None) -> Issuable:
    def under(profile: Profile) -> Invoice:
        if taken.request is None:
            return issued_under(profile, taken.invoice)
        return completed(map_request(taken.request, profile, locale=locale), taken.request)

    return Issuable(under=under, syntax="cii", request=taken.request)


def _unissued(taken: Intake, findings: tuple[Finding, ...]) -> Assessment:
    """Judge an invoice that its profile has no place for, before any rule has seen it."""
    return Assessment(
        verdict="invalid",
        findings=findings,
        profile_urn=taken.profile.urn,
        invoice=taken.invoice,
    )
