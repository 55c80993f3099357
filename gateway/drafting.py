"""From an invoice that came in to XML that can be judged: the profile's terms in the syntax asked
for."""

from gateway.anchoring import anchored
from gateway.choices import choose_media_type, choose_syntax, language_of, remarks_on
from gateway.intake import Intake
from gateway.order import Draft, Order
from gateway.refusals import Refusal
from profiles.finding import Finding, Wording
from profiles.restriction import restrict
from profiles.semantic.cash_discounts import in_form
from profiles.syntax.limits import carry
from profiles.syntax.syntaxes import WRITERS


def draft(taken: Intake, order: Order) -> Draft:
    """Write the XML; raises Refusal NOT_ACCEPTABLE, or VALIDATION_FAILED where a sum is lost."""
    profile = taken.profile
    syntax = choose_syntax(order, profile, taken.syntax if taken.keeps_all else None)
    media_type = choose_media_type(order, profile, syntax)
    carried = taken.invoice
    said: tuple[Finding, ...] = ()
    losses: tuple[Finding, ...] = ()
    if not taken.keeps_all:
        carried, said = in_form(carried, profile.cash_discounts, language_of(taken.locale))
        carried, losses = restrict(carried, profile)
    if not (taken.keeps_all and syntax == taken.syntax):
        carried, lost = carry(carried, syntax, is_extended=profile.is_extended)
        losses += lost
    if any(finding.severity == "error" for finding in losses):
        findings = anchored(losses, taken.request)
        raise Refusal("VALIDATION_FAILED", _SUM_LOST, findings=findings)
    remarks = remarks_on(profile, taken.locale, taken.invoice, profile.scenario)
    return Draft(
        request=taken.request,
        invoice=taken.invoice,
        profile=profile,
        syntax=syntax,
        media_type=media_type,
        locale=taken.locale,
        xml=WRITERS[syntax](carried),
        remarks=remarks + taken.findings + said + losses,
        external_id=None if taken.request is None else taken.request.invoice.external_id,
    )


_SUM_LOST = Wording(
    de="Das Profil hat keinen Platz für eine Angabe, von der der Zahlbetrag abhängt; siehe "
    "findings.",
    en="The profile has no place for something that the amount due depends on; see findings.",
)
