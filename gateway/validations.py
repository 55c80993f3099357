"""`POST /api/validations`: the verdict on a request or a document, and nothing else; it is free."""

import asyncio
from hashlib import sha256

from litestar import Response
from msgspec.structs import replace

from gateway.answers import invoice_headers
from gateway.assessment import Assessment, Assessor
from gateway.assessment_answers import assessment_as_json
from gateway.assessment_preflight import Issuable, preflight
from gateway.assessment_reports import report_of
from gateway.assessment_requests import RequestAssessor, with_invoice
from gateway.callers import is_anonymous
from gateway.deadlines import Deadlines
from gateway.decoding import invalid_input
from gateway.engines import Engines
from gateway.entrance import Entrance
from gateway.file_findings import other_than_said
from gateway.files import Source
from gateway.findings_json import encoder
from gateway.metrics import Metrics
from gateway.negotiation import AnyRequest, source_of, wanted_language, wanted_media_types
from gateway.order import MediaType, Order
from gateway.queries import VALIDATION_PARAMETERS, Query, read_query
from gateway.receiving import read_body, refuse_large
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from renderers.report import ReportTemplate

REPORT_MEDIA_TYPES: tuple[MediaType, ...] = ("application/json", "text/html")

# Of the time of a request, so that the verdict itself is never lost to what it was not asked for.
_PREFLIGHT_SHARE = 1 / 3


class ValidationDesk:
    """Takes documents over HTTP and says what is wrong with them."""

    def __init__(
        self,
        settings: Settings,
        engines: Engines,
        entrance: Entrance,
        deadlines: Deadlines,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._engines = engines
        self._entrance = entrance
        self._deadlines = deadlines
        self._metrics = metrics
        self._documents = Assessor(engines.judge, engines.containers)
        self._requests = RequestAssessor(settings, engines.judge, engines.containers)
        self._reports = ReportTemplate()
        # To try all profiles of one invoice must not keep everybody else from being judged.
        self._preflight_turn = asyncio.Semaphore(max(1, settings.rule_workers_effective - 1))

    async def answer(self, request: AnyRequest) -> Response[bytes]:
        """Answer one request; raises Refusal or ZugioError."""
        headers = request.headers
        refuse_large(headers, self._settings.body_bytes_max)
        admission = self._engines.admission
        with admission.arrival(is_anonymous=is_anonymous(headers)):
            caller = await self._entrance.admit(request)
        source = source_of(headers)
        media_type = wanted_media_types(headers, REPORT_MEDIA_TYPES)[0]
        query = read_query(list(request.query_params.multi_items()), VALIDATION_PARAMETERS)
        stopwatch = Stopwatch()
        try:
            async with self._deadlines.one():
                body = await read_body(request, self._settings.body_bytes_max)
                async with admission.turn(is_anonymous=caller.token is None):
                    assessment = await self._assess(body, source, query, stopwatch)
        finally:
            self._metrics.observe_stages(stopwatch.laps)
        request.scope["log"].update(  # type: ignore[typeddict-item]  # laid there by Observed
            verdict=assessment.verdict, media_type=media_type
        )
        language = wanted_language(headers.get("accept-language", ""))
        if media_type == "text/html":
            text = self._reports.render((report_of(assessment),), language)
            content = text.encode()
        else:
            content = encoder.encode(assessment_as_json(assessment, language))
        answer = Response(content, media_type=media_type, headers=_headers(assessment, content))
        answer.headers["Server-Timing"] = stopwatch.server_timing()
        return answer

    async def _assess(
        self, body: bytes, source: Source, query: Query, stopwatch: Stopwatch
    ) -> Assessment:
        issuable: Issuable | None
        if source == "application/json":
            assessment, issuable = await self._requests.assess(_order(body, query), stopwatch)
        else:
            if query.problems:
                raise invalid_input(query.problems)
            if (other := other_than_said(body, source)) is not None:
                return Assessment(verdict="invalid", findings=(other,))
            with stopwatch.stage("validate"):
                assess = (
                    self._documents.assess_pdf
                    if source == "application/pdf"
                    else self._documents.assess_xml
                )
                assessment = await assess(body, query.profile_urn, query.syntax)
            with stopwatch.stage("decode"):
                assessment, issuable = await asyncio.to_thread(with_invoice, assessment)
        if not query.preflight or issuable is None:
            return assessment
        with stopwatch.stage("preflight"):
            seconds_max = self._settings.request_timeout_seconds * _PREFLIGHT_SHARE
            candidates = await preflight(
                issuable, self._engines.judge, seconds_max, self._preflight_turn
            )
        return replace(assessment, candidates=candidates)


def _order(body: bytes, query: Query) -> Order:
    return Order(
        body=body,
        media_types=("application/xml",),
        problems=query.problems,
        profile_urn=query.profile_urn,
        syntax=query.syntax,
    )


def _headers(assessment: Assessment, content: bytes) -> dict[str, str]:
    # An id that came in may hold what a header cannot.
    urn = assessment.profile_urn or ""
    urn = urn if urn.isascii() and urn.isprintable() else ""
    rules = tuple(tally.pack for tally in assessment.tallies)
    return {
        **invoice_headers(urn, assessment.verdict, rules, assessment.findings),
        "ETag": f'"{sha256(content).hexdigest()}"',
    }
