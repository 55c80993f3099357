"""The preflight: under which profiles could an invoice be issued, and what is in the way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from msgspec import Struct
from msgspec.structs import replace

from gateway.anchoring import anchored
from gateway.assessment import Candidate
from gateway.dialects.zugio.request import Request
from gateway.entries import lacking
from profiles.finding import Finding
from profiles.profile import Profile, Syntax
from profiles.registry import PROFILES, PROFILES_BY_URN
from profiles.restriction import restrict
from profiles.semantic.invoice import Invoice
from profiles.syntax.limits import carry
from profiles.syntax.syntaxes import WRITERS
from validation.judge import Judge, Verdict
from validation.mishaps import could_not_judge

_ANY_TIME: AbstractAsyncContextManager[None] = nullcontext()


class Issuable(Struct, frozen=True, kw_only=True):
    """An invoice that the model holds, to be issued under any profile.

    under: returns it as it would be issued under a profile.
    syntax: the one that it came in, and is issued in where the profile has it.
    request: what findings point into, where a request came in.
    """

    under: Callable[[Profile], Invoice]
    syntax: Syntax
    request: Request | None = None


class _Written(Struct, frozen=True):
    """What issuing under a profile comes to: XML unless something that enters a sum is lost."""

    profile: Profile
    syntax: Syntax
    invoice: Invoice
    xml: bytes
    losses: tuple[Finding, ...]


async def preflight(
    issuable: Issuable,
    judge: Judge,
    seconds_max: float | None = None,
    turn: AbstractAsyncContextManager[None] = _ANY_TIME,
) -> tuple[Candidate, ...]:
    """Try every profile; raises Overloaded and EngineUnreachable.

    turn: what each of them waits for before it is judged.

    One with a legacy id fares as the one with the official id, and what is not known when the time
    is over is undecided.
    """
    tried: dict[str, asyncio.Task[Candidate]] = {}
    try:
        async with _at_most(seconds_max), asyncio.TaskGroup() as group:
            for profile in _LONGEST_FIRST:
                # Long invoices take their time, and other requests go on.
                written = await asyncio.to_thread(_write, issuable, profile)
                work = _judge(written, issuable.request, judge, turn)
                tried[profile.urn] = group.create_task(work)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from failures.exceptions[0].__cause__
    return tuple(
        replace(_result(tried.get(_official(profile).urn), profile, issuable), profile=profile)
        for profile in PROFILES
    )


@asynccontextmanager
async def _at_most(seconds: float | None) -> AsyncIterator[None]:
    """End the block early where the time is over, and go on after it."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        return


def _result(
    task: asyncio.Task[Candidate] | None, profile: Profile, issuable: Issuable
) -> Candidate:
    if task is not None and not task.cancelled():
        return task.result()
    return Candidate(
        profile=profile,
        syntax=_syntax(issuable, profile),
        verdict="undecided",
        errors=(could_not_judge("timeout"),),
        missing=(),
        wrong=(),
        dropped=(),
    )


async def _judge(
    written: _Written,
    request: Request | None,
    judge: Judge,
    turn: AbstractAsyncContextManager[None],
) -> Candidate:
    profile, syntax = written.profile, written.syntax
    errors, _ = _parted(written.losses)
    verdict: Verdict = "invalid"
    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    if not errors:
        async with turn:
            judgement = await judge.judge(written.xml, scenario=profile.scenario, syntax=syntax)
        verdict = judgement.verdict
        errors, _ = _parted(judgement.findings)
        missing, wrong = await asyncio.to_thread(_told_apart, errors, written.invoice)
    return Candidate(
        profile=profile,
        syntax=syntax,
        verdict=verdict,
        # A place in XML that nobody has seen helps nobody.
        errors=tuple(
            replace(error, xpath=None) for error in anchored(errors, request, written.invoice)
        ),
        missing=missing,
        wrong=wrong,
        dropped=_terms(written.losses),
    )


def _write(issuable: Issuable, profile: Profile) -> _Written:
    syntax = _syntax(issuable, profile)
    carried, losses = restrict(issuable.under(profile), profile)
    if syntax != issuable.syntax or issuable.request is not None:
        carried, lost = carry(carried, syntax, is_extended=profile.is_extended)
        losses += lost
    is_whole = not _parted(losses)[0]
    xml = WRITERS[syntax](carried) if is_whole else b""
    return _Written(profile, syntax, carried, xml, losses)


def _syntax(issuable: Issuable, profile: Profile) -> Syntax:
    own = issuable.syntax
    return own if own in profile.syntaxes else profile.syntaxes[0]


def _parted(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return errors, and all that is none."""
    errors = tuple(finding for finding in findings if finding.severity == "error")
    return errors, tuple(finding for finding in findings if finding.severity != "error")


def _told_apart(
    errors: tuple[Finding, ...], invoice: Invoice
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that the invoice lacks where an error is, and those that are wrong there."""
    missing = _terms(lacking(errors, invoice))
    return missing, tuple(term for term in _terms(errors) if term not in missing)


def _terms(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.term for finding in findings if finding.term))


def _official(profile: Profile) -> Profile:
    return PROFILES_BY_URN.get(profile.official_urn or "", profile)


# The more a profile carries, the more rules there are to be compiled and asked, while the other
# workers go through the smaller ones.
_LONGEST_FIRST = sorted(
    (profile for profile in PROFILES if _official(profile) == profile),
    key=lambda profile: len(profile.terms or ()),
    reverse=True,
)
