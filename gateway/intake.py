"""What comes in, read to one model: a request in our own words, XML of either syntax, a hybrid PDF.

Nothing is filled in on documents: what is absent stays absent, and what is given is kept.
"""

import asyncio
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from gateway.choices import DEFAULT_LOCALE, choose_profile, require_agreement
from gateway.decoding import (
    decode,
    invalid_input,
    refuse_large_amounts,
    too_many_lines,
    unreadable,
)
from gateway.dialects.zugio.mapping import Meaning, map_request
from gateway.dialects.zugio.request import Request
from gateway.file_findings import other_than_said
from gateway.files import Source
from gateway.order import Order
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Finding, Wording
from profiles.profile import Profile, Syntax
from profiles.registry import profile_of
from profiles.semantic.differences import differences
from profiles.semantic.invoice import Invoice
from profiles.semantic.totals import compute
from profiles.syntax.source import MalformedXML
from profiles.syntax.syntaxes import read_document
from validation.container.reader import ContainerReader

# Above so many bytes XML is read in a thread, so that other requests go on.
_BYTES_AT_ONCE = 200_000


class Intake(Struct, frozen=True, kw_only=True):
    """An invoice as it came in, with its totals, and what was found on the way.

    request: what was asked in our own words; None where a document came in.
    syntax: the syntax that a document came in.
    keeps_all: whether it is issued under its own profile, so that it keeps whatever it holds.
    """

    invoice: Invoice
    profile: Profile
    locale: str
    findings: tuple[Finding, ...]
    request: Request | None = None
    syntax: Syntax | None = None
    keeps_all: bool = False


async def take_in(
    order: Order, settings: Settings, containers: ContainerReader, stopwatch: Stopwatch
) -> Intake:
    """Read an order's body; raises Refusal with everything that is wrong with it."""
    if (other := other_than_said(order.body, order.source)) is not None:
        raise unreadable(_REFUSED_AS[order.source], other)
    if order.source == "application/json":
        return _take_in_request(order, settings, stopwatch)
    with stopwatch.stage("decode"):
        xml: bytes = order.body
        findings: tuple[Finding, ...] = ()
        if order.source == "application/pdf":
            xml, findings = await _take_out_of_pdf(order.body, containers)
        if order.problems:
            raise invalid_input(order.problems)
        if len(xml) <= _BYTES_AT_ONCE:
            taken = _take_in_document(xml, order, settings.lines_max)
        else:
            taken = await asyncio.to_thread(_take_in_document, xml, order, settings.lines_max)
    return replace(taken, findings=findings + taken.findings)


def _take_in_request(order: Order, settings: Settings, stopwatch: Stopwatch) -> Intake:
    with stopwatch.stage("decode"):
        request = decode(order.body, lines_max=settings.lines_max, problems=order.problems)
        require_agreement(order, request)
        as_it_stands = not request.fill_in and order.profile_urn in {None, request.profile_urn}
        profile = (
            profile_of(request.profile_urn)
            if as_it_stands and request.profile_urn
            else choose_profile(order, request.profile_urn)
        )
        locale = order.locale or request.company.defaults.locale or DEFAULT_LOCALE
        meaning = map_request(request, profile, locale=locale)
    with stopwatch.stage("compute"):
        invoice = completed(meaning, request)
        refuse_large_amounts(invoice)
        differing = differences(invoice, sum_slack=profile.amount_slack)
    return Intake(
        invoice=invoice,
        profile=profile,
        locale=locale,
        findings=meaning.findings + differing,
        request=request,
        keeps_all=as_it_stands,
    )


def completed(meaning: Meaning, request: Request) -> Invoice:
    """Return what a request means with all that follows from it, unless it wants none of that."""
    return compute(meaning.invoice) if request.fill_in else meaning.invoice


def _take_in_document(xml: bytes, order: Order, lines_max: int) -> Intake:
    try:
        syntax, reading = read_document(xml)
    except MalformedXML as malformed:
        finding = malformed.finding
        raise Refusal("INVALID_XML", finding.message, findings=(finding,)) from malformed
    if amiss := reading.unreadable + reading.incomplete:
        raise Refusal("INVALID_XML", _UNREADABLE, findings=amiss)
    invoice = reading.invoice
    if len(invoice.lines) > lines_max:
        raise too_many_lines(len(invoice.lines), lines_max)
    own_urn = invoice.process.specification_identifier
    is_reissued = order.profile_urn is None or order.profile_urn == own_urn
    profile = profile_of(own_urn) if is_reissued else choose_profile(order, None)
    return Intake(
        invoice=invoice if is_reissued else issued_under(profile, invoice),
        profile=profile,
        locale=order.locale or DEFAULT_LOCALE,
        findings=reading.beyond,
        syntax=syntax,
        keeps_all=is_reissued,
    )


def issued_under(profile: Profile, invoice: Invoice) -> Invoice:
    """Name the profile in an invoice, and its business process where there is none."""
    process = replace(
        invoice.process,
        specification_identifier=profile.urn,
        business_process_type=(
            invoice.process.business_process_type or profile.business_process_urn
        ),
    )
    return replace(invoice, process=process)


async def _take_out_of_pdf(
    pdf: bytes, containers: ContainerReader
) -> tuple[bytes, tuple[Finding, ...]]:
    container = await containers.read_container(pdf)
    if container.xml is None or container.outdated == "ZUGFeRD 1.0":
        raise Refusal("INVALID_PDF", _NO_INVOICE, findings=container.findings)
    return container.xml, container.findings


_REFUSED_AS: Mapping[Source, str] = {
    "application/json": "INVALID_JSON",
    "application/xml": "INVALID_XML",
    "application/pdf": "INVALID_PDF",
}
_UNREADABLE = Wording(
    de="Das XML enthält Werte, die keine Rechnung haben kann; siehe findings.",
    en="The XML holds values that no invoice can have; see findings.",
)
_NO_INVOICE = Wording(
    de="In diesem PDF steckt keine elektronische Rechnung, die lesbar ist; siehe findings.",
    en="There is no electronic invoice in this PDF that can be read; see findings.",
)
