"""`zugio convert` and `zugio read`: one file in, one file out, and a report of what was done."""

import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from gateway.dialects.zugio.reverse import request_of, to_json
from gateway.engines import Engines
from gateway.files import STANDARD_STREAM, source_of, target_of
from gateway.findings_json import encoder
from gateway.intake import take_in
from gateway.order import Issued, Order
from gateway.queries import read_query
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.stopwatch import Stopwatch
from profiles.finding import Finding, Language
from validation.container.reader import ContainerReader


class Conversion(Struct, frozen=True, kw_only=True):
    """What to convert; how the target's name ends says what is wanted.

    parameters: what the query of a request may say too.
    """

    source: Path
    target: Path
    parameters: tuple[tuple[str, str], ...] = ()
    language: Language = "de"


class Report(Struct, frozen=True):
    """What a person reads afterwards; remarks stand beside a text that is meant for programs."""

    ok: bool
    text: str
    remarks: str = ""


async def convert(conversion: Conversion, settings: Settings) -> Report:
    """Convert one file; raises ZugioError for what we did wrong."""
    try:
        body = _read(conversion.source)
    except OSError as error:
        return Report(ok=False, text=f"zugio: {conversion.source}: {error.strerror}")
    query = read_query(conversion.parameters)
    wanted = target_of(conversion.target) or "application/pdf"
    order = Order(
        body=body,
        source=source_of(body, conversion.source),
        media_types=(wanted,),
        problems=query.problems,
        profile_urn=query.profile_urn,
        syntax=query.syntax,
        locale=query.locale,
        mode=query.validation,
    )
    stopwatch = Stopwatch()
    try:
        with stopwatch.stage("start"):
            engines = Engines(settings)
        async with engines.running():
            issued = await engines.pipeline.issue(order, stopwatch)
    except Refusal as refusal:
        return Report(ok=False, text=_describe_refusal(refusal, conversion.language))
    try:
        _write(conversion.target, issued.draft.xml if issued.page is None else issued.page)
    except OSError as error:
        return Report(ok=False, text=f"zugio: {conversion.target}: {error.strerror}")
    return Report(ok=True, text=_describe(issued, conversion, stopwatch))


async def read(source: Path, settings: Settings, language: Language) -> Report:
    """Read one document into a request in our own words; raises ZugioError."""
    try:
        body = _read(source)
    except OSError as error:
        return Report(ok=False, text=f"zugio: {source}: {error.strerror}")
    order = Order(body=body, source=source_of(body, source))
    containers = ContainerReader(workers=1, waiting_max=1)
    try:
        if order.source == "application/pdf":
            await containers.start()
        taken = await take_in(order, settings, containers, Stopwatch())
    except Refusal as refusal:
        return Report(ok=False, text=_describe_refusal(refusal, language))
    finally:
        await containers.stop()
    request = taken.request or request_of(taken.invoice)
    text = msgspec.json.format(encoder.encode(to_json(request)), indent=2).decode()
    return Report(
        ok=True, text=text, remarks="\n".join(_describe_findings(taken.findings, language))
    )


def _read(source: Path) -> bytes:
    return sys.stdin.buffer.read() if source == STANDARD_STREAM else source.read_bytes()


def _write(target: Path, document: bytes) -> None:
    if target == STANDARD_STREAM:
        sys.stdout.buffer.write(document)
    else:
        target.write_bytes(document)


def _describe(issued: Issued, conversion: Conversion, stopwatch: Stopwatch) -> str:
    times = ", ".join(f"{lap.stage} {lap.seconds * 1000:.0f} ms" for lap in stopwatch.laps)
    return "\n".join(
        (
            f"written   {conversion.target}",
            f"profile   {issued.draft.profile.name} ({issued.draft.profile.urn})",
            f"verdict   {issued.verdict}",
            f"rules     {', '.join(issued.rules)}",
            f"findings  {len(issued.findings) or 'none'}",
            *_describe_findings(issued.findings, conversion.language),
            f"times     {times}",
        )
    )


def _describe_refusal(refusal: Refusal, language: Language) -> str:
    lines = _describe_findings(refusal.findings, language)
    return "\n".join((f"zugio: {refusal.code}: {refusal.detail.to(language)}", *lines))


def _describe_findings(findings: tuple[Finding, ...], language: Language) -> list[str]:
    lines = []
    for finding in findings:
        place = f" {finding.path}" if finding.path else ""
        lines.append(f"  {finding.severity} {finding.rule}{place}: {finding.message.to(language)}")
        if finding.hint is not None:
            lines.append(f"    {finding.hint.to(language)}")
    return lines
