"""`POST /api/invoices`: checks a request in the order of the contract, then issues the invoice."""

from litestar import Response
from litestar.exceptions import ClientException, InternalServerException

from gateway.answers import answer_document
from gateway.callers import Caller, is_anonymous
from gateway.deadlines import Deadline, Deadlines
from gateway.engines import Engines
from gateway.entrance import Entrance, tell_balance
from gateway.ledger.keys import Key, fingerprint_of
from gateway.metrics import Metrics
from gateway.negotiation import (
    AnyRequest,
    source_of,
    wanted_language,
    wanted_media_types,
)
from gateway.order import Issued, MediaType, Order, Source
from gateway.queries import Query, read_query
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from gateway.till import FreeTill, LedgerTill, Till
from profiles.finding import Wording


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
        self._refuse_large(headers.get("content-length", ""))
        with self._admission.arrival(is_anonymous=is_anonymous(headers)):
            caller = await self._entrance.admit(request)
        source = source_of(headers)
        media_types = wanted_media_types(headers)
        query = read_query(list(request.query_params.multi_items()))
        stopwatch = Stopwatch()
        try:
            async with self._deadlines.one() as deadline:
                body = await self._read_body(request)
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

    def _refuse_large(self, content_length: str) -> None:
        if content_length.isdecimal() and int(content_length) > self._settings.body_bytes_max:
            raise self._too_large()

    async def _read_body(self, request: AnyRequest) -> bytes:
        try:
            return await request.body()
        except ClientException as refused:
            if refused.status_code == 413:
                raise self._too_large() from refused
            raise
        except InternalServerException as cut:
            raise Refusal("INVALID_JSON", _CUT_OFF) from cut

    def _too_large(self) -> Refusal:
        bytes_max = self._settings.body_bytes_max
        return Refusal(
            "REQUEST_TOO_LARGE",
            Wording(
                de=f"Die Anfrage ist größer als {bytes_max} Bytes.",
                en=f"The request is larger than {bytes_max} bytes.",
            ),
        )

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


_CUT_OFF = Wording(
    de="Die Anfrage brach ab, bevor sie ganz angekommen war. Senden Sie sie erneut.",
    en="The request broke off before all of it had arrived. Send it again.",
)
