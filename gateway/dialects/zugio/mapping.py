"""What a Zugio request means in EN 16931, and what was filled in on the way."""

from msgspec import Struct
from msgspec.structs import replace

from gateway.dialects.binding import mapping_of
from gateway.dialects.zugio.filling import filled_in
from gateway.dialects.zugio.pricing import priced
from gateway.dialects.zugio.request import Request
from profiles.finding import Finding, Language
from profiles.profile import Profile
from profiles.semantic.invoice import Invoice

_MAPPING = mapping_of(Request)


class Meaning(Struct, frozen=True, kw_only=True):
    """An invoice without what follows from it yet, and findings on what the request left open."""

    invoice: Invoice
    findings: tuple[Finding, ...]


def map_request(request: Request, profile: Profile, *, locale: str | None = None) -> Meaning:
    """Map a request to the semantic model as the profile wants it issued.

    locale: of the page, in whose language legal sentences are; absent: the request's own.
    """
    invoice: Invoice = _MAPPING.to_model(request)
    process = replace(invoice.process, specification_identifier=profile.urn)
    if not request.fill_in:
        return Meaning(invoice=replace(invoice, process=process), findings=())
    business_process = process.business_process_type or profile.business_process_urn
    process = replace(process, business_process_type=business_process)
    invoice = replace(invoice, process=process)
    language = _language(locale or request.company.defaults.locale)
    filled, remarks = filled_in(invoice, request)
    invoice, findings = priced(filled, request, language)
    return Meaning(invoice=invoice, findings=remarks + findings)


def _language(locale: str | None) -> Language:
    return "de" if locale is None or locale.startswith("de") else "en"
