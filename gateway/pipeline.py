"""The product on one screen: from a JSON invoice to a judged electronic invoice.

decode → pick profile → map → compute totals → write XML → (rules ∥ page) → PDF/A-3 with the XML
"""

from msgspec.structs import replace

from gateway.anchoring import anchored
from gateway.choices import choose_locale, choose_profile, notice_in
from gateway.concurrency import side_by_side
from gateway.decoding import decode
from gateway.dialects.zugio.mapping import map_request
from gateway.order import Issued, Order
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.semantic.invoice import Invoice
from profiles.semantic.totals import compute
from profiles.syntax.cii import write_cii
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.renderer import Drawing, Renderer
from validation.judge import Judge, Judgement


class Pipeline:
    """Turns orders into electronic invoices, with one judge and one renderer."""

    def __init__(self, settings: Settings, judge: Judge, renderer: Renderer) -> None:
        self._settings = settings
        self._judge = judge
        self._renderer = renderer

    async def issue(self, order: Order, stopwatch: Stopwatch) -> Issued:
        """Issue one invoice.

        Raises Refusal for what the caller did wrong, ZugioError for what we did.
        """
        with stopwatch.stage("decode"):
            request = decode(order.body, lines_max=self._settings.lines_max)
            profile, remarks = choose_profile(order.profile_urn, request.profile_urn)
            locale = choose_locale(order.locale, request.company.defaults.locale)
            meaning = map_request(request, profile)
        with stopwatch.stage("compute"):
            invoice = compute(meaning.invoice)
        with stopwatch.stage("write"):
            xml = write_cii(invoice)
        remarks += meaning.findings

        judgement, drawing = await side_by_side(
            self._judged(xml, profile, order, remarks, stopwatch),
            self._drawn(invoice, xml, profile, locale, order, stopwatch),
        )
        return Issued(
            request=request,
            invoice=invoice,
            profile=profile,
            syntax="cii",
            xml=xml,
            pdf=drawing.pdf if drawing else None,
            verdict=judgement.verdict,
            rules=judgement.rules,
            findings=anchored(judgement.findings + remarks + (drawing.findings if drawing else ())),
        )

    async def _judged(
        self,
        xml: bytes,
        profile: Profile,
        order: Order,
        remarks: tuple[Finding, ...],
        stopwatch: Stopwatch,
    ) -> Judgement:
        with stopwatch.stage("validate"):
            judgement = await self._judge.judge(xml, scenario=profile.scenario, syntax="cii")
        is_strict = profile.promised if order.mode is None else order.mode == "strict"
        if is_strict and judgement.verdict != "valid":
            raise _refused(judgement, profile, remarks)
        return judgement

    async def _drawn(
        self,
        invoice: Invoice,
        xml: bytes,
        profile: Profile,
        locale: str,
        order: Order,
        stopwatch: Stopwatch,
    ) -> Drawing | None:
        if not order.wants_page:
            return None
        notice = notice_in(locale, self._settings) if order.has_notice else None
        with stopwatch.stage("render"):
            drawing = await self._renderer.draw(invoice, locale=locale, notice=notice)
        with stopwatch.stage("assemble"):
            pdf = make_hybrid(
                drawing.pdf,
                xml,
                container=profile.container,
                metadata=describe(invoice, locale),
            )
        return replace(drawing, pdf=pdf)


def _refused(judgement: Judgement, profile: Profile, remarks: tuple[Finding, ...]) -> Refusal:
    errors = len([finding for finding in judgement.findings if finding.severity == "error"])
    broken = Wording(
        de=f"{profile.name} wird nicht erfüllt: {errors} Verstöße, siehe findings.",
        en=f"{profile.name} is not met: {errors} errors, see findings.",
    )
    unknown = Wording(
        de=f"Ob {profile.name} erfüllt ist, ließ sich nicht feststellen; siehe findings.",
        en=f"Whether {profile.name} is met could not be determined; see findings.",
    )
    return Refusal(
        "VALIDATION_FAILED",
        broken if judgement.verdict == "invalid" else unknown,
        findings=anchored(judgement.findings + remarks),
    )
