"""The product on one screen: from an invoice to a judged electronic invoice.

take in → compute totals → pick profile → write XML → reserve a credit
→ wait for a turn → (rules ∥ page → PDF/A-3 with the XML) → settle the credit
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256

from gateway.admission import Admission
from gateway.anchoring import anchored
from gateway.answers import invoice_headers
from gateway.choices import notice_in
from gateway.concurrency import side_by_side
from gateway.drafting import draft
from gateway.intake import take_in
from gateway.ledger.entries import Delivery
from gateway.order import Draft, Issued, Order
from gateway.queries import no_such_page
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Wording
from renderers.attachments import read_attachments
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.picture import NoSuchPage
from renderers.renderer import Preview, Renderer
from validation.container.reader import ContainerReader
from validation.judge import Judge, Judgement


class Pipeline:
    """Turns orders into electronic invoices, with one of each engine."""

    def __init__(
        self,
        settings: Settings,
        admission: Admission,
        *,
        judge: Judge,
        containers: ContainerReader,
        renderer: Renderer,
    ) -> None:
        self._settings = settings
        self._admission = admission
        self._judge = judge
        self._containers = containers
        self._renderer = renderer

    async def issue(self, order: Order, stopwatch: Stopwatch) -> Issued:
        """Issue one invoice.

        Raises Refusal for what the caller did wrong, ZugioError for what we did.
        """
        drafted = await self.draft(order, stopwatch)
        async with order.till.sale(costs=drafted.is_priced) as sale, self._turn(order, stopwatch):
            judgement, page = await side_by_side(
                self._judge_draft(drafted, order, stopwatch),
                self._draw_draft(drafted, order, stopwatch),
            )
            with stopwatch.stage("settle"):
                balance = await sale.settle(_delivery(drafted, page))
        found = judgement.findings + drafted.remarks + (page.findings if page else ())
        return Issued(
            draft=drafted,
            page=page.document if page else None,
            verdict=judgement.verdict,
            rules=judgement.rules,
            findings=anchored(found, drafted.request, drafted.invoice),
            balance=balance,
            is_replay=sale.is_replay,
        )

    async def draft(self, order: Order, stopwatch: Stopwatch) -> Draft:
        """Read an order and write its XML, which nobody has judged yet; raises Refusal."""
        taken = await take_in(order, self._settings, self._containers, stopwatch)
        with stopwatch.stage("write"):
            return draft(taken, order)

    @asynccontextmanager
    async def _turn(self, order: Order, stopwatch: Stopwatch) -> AsyncIterator[None]:
        async with AsyncExitStack() as turn:
            with stopwatch.stage("wait"):
                await turn.enter_async_context(
                    self._admission.turn(is_anonymous=order.is_anonymous)
                )
            yield

    async def _judge_draft(self, draft: Draft, order: Order, stopwatch: Stopwatch) -> Judgement:
        scenario, syntax = draft.profile.scenario, draft.syntax
        with stopwatch.stage("validate"):
            judgement = await self._judge.judge(draft.xml, scenario=scenario, syntax=syntax)
        is_strict = draft.profile.promised if order.mode is None else order.mode == "strict"
        if is_strict and judgement.verdict != "valid":
            raise _refused(judgement, draft)
        return judgement

    async def _draw_draft(self, draft: Draft, order: Order, stopwatch: Stopwatch) -> Preview | None:
        invoice, locale = draft.invoice, draft.locale
        notice = notice_in(locale, self._settings) if order.is_anonymous else None
        match draft.media_type:
            case "text/html":
                with stopwatch.stage("render"):
                    return await self._renderer.preview_html(invoice, locale=locale, notice=notice)
            case "image/png":
                with stopwatch.stage("render"):
                    return await self._picture(draft, order, notice)
        if not draft.is_priced or draft.profile.container is None:
            return None
        with stopwatch.stage("render"):
            drawing = await self._renderer.draw(invoice, locale=locale, notice=notice)
        with stopwatch.stage("assemble"):
            attachments = read_attachments(invoice)
            pdf = make_hybrid(
                drawing.pdf,
                draft.xml,
                container=draft.profile.container,
                metadata=describe(invoice, locale),
                attachments=attachments.files,
            )
        return Preview(pdf, drawing.findings + attachments.findings)

    async def _picture(self, draft: Draft, order: Order, notice: str | None) -> Preview:
        try:
            return await self._renderer.preview_png(
                draft.invoice, locale=draft.locale, notice=notice, page=order.page
            )
        except NoSuchPage as none:
            raise no_such_page(none.pages) from none


def _delivery(draft: Draft, page: Preview | None) -> Delivery:
    document = page.document if page else draft.xml
    return Delivery(
        document_hash=sha256(document).hexdigest(),
        profile=draft.profile.id,
        media_type=draft.media_type,
    )


def _refused(judgement: Judgement, draft: Draft) -> Refusal:
    name = draft.profile.name
    findings = anchored(judgement.findings + draft.remarks, draft.request, draft.invoice)
    errors = len([finding for finding in judgement.findings if finding.severity == "error"])
    broken = Wording(
        de=f"{name} wird nicht erfüllt, Zahl der Verstöße: {errors}; siehe findings.",
        en=f"{name} is not met, number of errors: {errors}; see findings.",
    )
    unknown = Wording(
        de=f"Ob {name} erfüllt ist, ließ sich nicht feststellen; siehe findings.",
        en=f"Whether {name} is met could not be determined; see findings.",
    )
    return Refusal(
        "VALIDATION_FAILED",
        broken if judgement.verdict == "invalid" else unknown,
        findings=findings,
        headers=invoice_headers(draft.profile.urn, judgement.verdict, judgement.rules, findings),
    )
