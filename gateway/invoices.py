"""`POST /api/invoices`: checks a request in the order of the contract, then issues the invoice."""

from litestar import Response

from gateway.answers import answer_document
from gateway.callers import Caller, is_anonymous
from gateway.deadlines import Deadline, Deadlines
from gateway.engines import Engines
from gateway.entrance import Entrance, tell_balance
from gateway.files import Source
from gateway.ledger.keys import Key, fingerprint_of
from gateway.metrics import Metrics
from gateway.negotiation import (
    AnyRequest,
    source_of,
    wanted_language,
    wanted_media_types,
)
from gateway.order import Issued, MediaType, Order
from gateway.queries import Query, read_query
from gateway.receiving import read_body, refuse_large
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from gateway.till import FreeTill, LedgerTill, Till


class InvoiceDesk:
    """Takes orders over HTTP and hands documents out."""

    def __init__(
        self,
        settings: Settings,
        engines: Engines,
        entrance: Entrance,
        deadlines: Deadlines,
        metrics: Metrics,
    ) -> None:
        self._settings = settings
        self._entrance = entrance
        self._deadlines = deadlines
        self._pipeline = engines.pipeline
        self._admission = engines.admission
        self._metrics = metrics

    async def answer(self, request: AnyRequest) -> Response[bytes]:
        """Answer one request; raises Refusal or ZugioError."""
        headers = request.headers
        refuse_large(headers, self._settings.body_bytes_max)
        with self._admission.arrival(is_anonymous=is_anonymous(headers)):
            caller = await self._entrance.admit(request)
        source = source_of(headers)
        media_types = wanted_media_types(headers)
        query = read_query(list(request.query_params.multi_items()))
        stopwatch = Stopwatch()
        try:
            async with self._deadlines.one() as deadline:
                body = await read_body(request, self._settings.body_bytes_max)
                till = self._till(request, caller, body, deadline)
                order = _order(body, till, query, source, media_types)
                with self._admission.presence(is_anonymous=order.is_anonymous):
                    issued = await self._pipeline.issue(order, stopwatch)
        finally:
            self._metrics.observe_stages(stopwatch.laps)
        if caller.token is not None:
            tell_balance(request, caller.token, issued.balance)
            if issued.draft.is_priced and not issued.is_replay:
                self._metrics.count_charge(unlimited=caller.token.unlimited)
        self._note(request, issued)
        language = wanted_language(headers.get("accept-language", ""))
        response = answer_document(issued, query.disposition, language)
        response.headers["Server-Timing"] = stopwatch.server_timing()
        return response

    def _till(self, request: AnyRequest, caller: Caller, body: bytes, deadline: Deadline) -> Till:
        if caller.token is None:
            return FreeTill()
        text = request.headers.get("idempotency-key", "").strip()
        parameters = sorted(request.query_params.multi_items())
        fingerprint = fingerprint_of(body, repr(parameters).encode())
        key = Key(text, fingerprint) if text else None
        return LedgerTill(self._entrance.ledger, caller.token, deadline, key=key)

    def _note(self, request: AnyRequest, issued: Issued) -> None:
        media_type, profile = issued.draft.media_type, issued.draft.profile.id
        self._metrics.count_document(media_type, profile, issued.verdict)
        request.scope["log"].update(  # type: ignore[typeddict-item]  # laid there by Observed
            profile=profile, verdict=issued.verdict, media_type=media_type
        )


def _order(
    body: bytes, till: Till, query: Query, source: Source, media_types: tuple[MediaType, ...]
) -> Order:
    return Order(
        body=body,
        source=source,
        media_types=media_types,
        problems=query.problems,
        is_anonymous=isinstance(till, FreeTill),
        till=till,
        profile_urn=query.profile_urn,
        syntax=query.syntax,
        locale=query.locale,
        mode=query.validation,
        page=query.page,
    )
