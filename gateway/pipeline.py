"""The product on one screen: from a JSON invoice to a judged electronic invoice.

decode → pick profile → map → compute totals → write XML → reserve a credit
→ wait for a turn → (rules ∥ page → PDF/A-3 with the XML) → settle the credit
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256

from msgspec.structs import replace

from gateway.admission import Admission
from gateway.anchoring import anchored
from gateway.answers import invoice_headers
from gateway.choices import (
    choose_locale,
    choose_profile,
    notice_in,
    remarks_on,
    require_agreement,
)
from gateway.concurrency import side_by_side
from gateway.decoding import decode, refuse_large_amounts
from gateway.dialects.zugio.mapping import map_request
from gateway.ledger.entries import Delivery
from gateway.order import Draft, Issued, Order
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Wording
from profiles.semantic.totals import compute
from profiles.syntax.cii import write_cii
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.renderer import Drawing, Renderer
from validation.judge import Judge, Judgement


class Pipeline:
    """Turns orders into electronic invoices, with one judge and one renderer."""

    def __init__(
        self, settings: Settings, judge: Judge, renderer: Renderer, admission: Admission
    ) -> None:
        self._settings = settings
        self._admission = admission
        self._judge = judge
        self._renderer = renderer

    async def issue(self, order: Order, stopwatch: Stopwatch) -> Issued:
        """Issue one invoice.

        Raises Refusal for what the caller did wrong, ZugioError for what we did.
        """
        draft = self._draft(order, stopwatch)
        async with order.till.sale() as sale, self._turn(order, stopwatch):
            judgement, drawing = await side_by_side(
                self._judge_draft(draft, order, stopwatch),
                self._draw_draft(draft, order, stopwatch),
            )
            with stopwatch.stage("settle"):
                balance = await sale.settle(_delivery(draft, drawing))
        remarks = draft.remarks + (drawing.findings if drawing else ())
        return Issued(
            request=draft.request,
            invoice=draft.invoice,
            profile=draft.profile,
            syntax=draft.syntax,
            xml=draft.xml,
            pdf=drawing.pdf if drawing else None,
            verdict=judgement.verdict,
            rules=judgement.rules,
            findings=anchored(judgement.findings + remarks),
            balance=balance,
            is_replay=sale.is_replay,
        )

    @asynccontextmanager
    async def _turn(self, order: Order, stopwatch: Stopwatch) -> AsyncIterator[None]:
        async with AsyncExitStack() as turn:
            with stopwatch.stage("wait"):
                await turn.enter_async_context(
                    self._admission.turn(is_anonymous=order.is_anonymous)
                )
            yield

    def _draft(self, order: Order, stopwatch: Stopwatch) -> Draft:
        with stopwatch.stage("decode"):
            lines_max = self._settings.lines_max
            request = decode(order.body, lines_max=lines_max, problems=order.problems)
            require_agreement(order, request)
            profile, locale = choose_profile(order, request), choose_locale(order, request)
            meaning = map_request(request, profile)
        with stopwatch.stage("compute"):
            invoice = compute(meaning.invoice)
            refuse_large_amounts(invoice)
        with stopwatch.stage("write"):
            xml = write_cii(invoice)
        return Draft(
            request=request,
            invoice=invoice,
            profile=profile,
            syntax="cii",
            locale=locale,
            xml=xml,
            remarks=remarks_on(profile, locale) + meaning.findings,
        )

    async def _judge_draft(self, draft: Draft, order: Order, stopwatch: Stopwatch) -> Judgement:
        scenario, syntax = draft.profile.scenario, draft.syntax
        with stopwatch.stage("validate"):
            judgement = await self._judge.judge(draft.xml, scenario=scenario, syntax=syntax)
        is_strict = draft.profile.promised if order.mode is None else order.mode == "strict"
        if is_strict and judgement.verdict != "valid":
            raise _refused(judgement, draft)
        return judgement

    async def _draw_draft(self, draft: Draft, order: Order, stopwatch: Stopwatch) -> Drawing | None:
        if not order.wants_page:
            return None
        invoice, locale = draft.invoice, draft.locale
        notice = notice_in(locale, self._settings) if order.is_anonymous else None
        with stopwatch.stage("render"):
            drawing = await self._renderer.draw(invoice, locale=locale, notice=notice)
        with stopwatch.stage("assemble"):
            pdf = make_hybrid(
                drawing.pdf,
                draft.xml,
                container=draft.profile.container,
                metadata=describe(invoice, locale),
            )
        return replace(drawing, pdf=pdf)


def _delivery(draft: Draft, drawing: Drawing | None) -> Delivery:
    document = drawing.pdf if drawing else draft.xml
    return Delivery(
        document_hash=sha256(document).hexdigest(),
        profile=draft.profile.id,
        media_type="application/pdf" if drawing else "application/xml",
    )


def _refused(judgement: Judgement, draft: Draft) -> Refusal:
    name = draft.profile.name
    findings = anchored(judgement.findings + draft.remarks)
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
        headers=invoice_headers(draft.profile, judgement.verdict, judgement.rules, findings),
    )
