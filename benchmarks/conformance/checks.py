"""What is asked of one document: the official verdict, and that nothing is lost on its way."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.conformance.corpus import KositVerdict, Sample
from benchmarks.conformance.leaves import leaves
from profiles.en16931 import EN16931
from profiles.profile import Syntax
from profiles.registry import profile_of
from profiles.restriction import restrict
from profiles.semantic.invoice import Invoice
from profiles.syntax.limits import carry
from profiles.syntax.source import MalformedXML, parse_xml
from profiles.syntax.syntaxes import WRITERS, read_document
from validation.container.reader import ContainerReader
from validation.document import Identity, identify
from validation.judge import Judge, Judgement
from validation.scenarios import scenario_for, scenario_of

# Each check and what it promises, in the order of the report.
CHECKS = {
    "kosit": "The verdict and the error ids of KoSIT's validator, where it has a scenario",
    "observed": "Elsewhere: the verdict that the official rules gave when the corpus was made",
    "rule": "The rule that a file was made for fires, or stays silent",
    "leaves": "Read and issued again in its own syntax: the same leaves",
    "verdict": "Read and issued again in its own syntax: the same verdict",
    "other-verdict": "Issued in the other syntax: valid under the rules that it was judged by",
    "other-terms": "Issued in the other syntax and read back: the same business terms",
}
_OTHER: dict[Syntax, Syntax] = {"cii": "ubl", "ubl": "cii"}


class Result(Struct, frozen=True):
    """One check of one document; misses say what is not as promised, in words that group."""

    check: str
    name: str
    misses: tuple[str, ...] = ()


async def examine(sample: Sample, judge: Judge, containers: ContainerReader) -> list[Result]:
    """Check one document; a file that holds no invoice gives no results."""
    xml = sample.path.read_bytes()
    if sample.path.suffix.lower() == ".pdf":
        xml = (await containers.read_container(xml)).xml or b""
    if not xml:
        return []
    judgement = await judge.judge(xml)
    results = list(_judged(sample, judgement, xml))
    if judgement.verdict == "valid" and judgement.scenario is not None:
        results += await _reissued(sample.name, xml, judge, judgement.scenario)
    return results


def _judged(sample: Sample, judgement: Judgement, xml: bytes) -> Iterator[Result]:
    errors = {finding.rule for finding in judgement.findings if finding.severity == "error"}
    verdict = judgement.verdict
    if sample.kosit is not None:
        misses = tuple(_against_kosit(sample.kosit, judgement, errors, _levelled(xml)))
        yield Result("kosit", sample.name, misses)
    elif sample.observed in {"valid", "invalid"}:
        said = f"{judgement.scenario}: {verdict}, not {sample.observed}"
        misses = () if verdict == sample.observed else (said,)
        yield Result("observed", sample.name, misses)
    fired = {finding.rule for finding in judgement.findings}
    if sample.must_fire or sample.must_not_fire:
        reason = " after the schema" if "ZG-XSD" in fired else ""
        silent = tuple(f"{rule} silent{reason}" for rule in sorted(sample.must_fire - fired))
        loud = tuple(f"{rule} fires" for rule in sorted(sample.must_not_fire & errors))
        yield Result("rule", sample.name, silent + loud)


def _against_kosit(
    kosit: KositVerdict, judgement: Judgement, errors: set[str], levelled: set[str]
) -> Iterator[str]:
    if (judgement.verdict == "valid") != kosit.accepted:
        yield f"{judgement.verdict}, not {'accepted' if kosit.accepted else 'rejected'}"
    # What the schema finds has other names there.
    theirs = {rule for rule in kosit.errors if not rule.startswith("cvc-")}
    ours = {rule for rule in errors if not rule.startswith("ZG-")}
    for rule in sorted((theirs ^ ours) - levelled):
        yield f"{rule} {'missing' if rule in theirs else 'added'}"


def _levelled(xml: bytes) -> set[str]:
    """Return the rules whose severity the scenario changes: KoSIT's table has them unchanged."""
    identity = identify(parse_xml(xml))
    if not isinstance(identity, Identity):
        return set()
    return set(scenario_for(scenario_of(identity.guideline), identity.kind).custom_levels)


async def _reissued(name: str, xml: bytes, judge: Judge, scenario: str) -> list[Result]:
    try:
        syntax, reading = read_document(xml)
    except MalformedXML as malformed:
        return [Result("leaves", name, (f"not read: {malformed.finding.rule}",))]
    if reading.unreadable:
        return [
            Result("leaves", name, tuple(f"unreadable: {one.term}" for one in reading.unreadable))
        ]
    invoice = reading.invoice
    again = WRITERS[syntax](invoice)
    verdict = (await judge.judge(again)).verdict
    results = [
        Result("leaves", name, tuple(_lost(xml, again))),
        Result("verdict", name, () if verdict == "valid" else tuple(_lost(xml, again))),
    ]
    if not invoice.lines:
        return results  # MINIMUM and BASIC WL have no lines, and EN 16931 wants some
    converted = await _converted(name, invoice, _OTHER[syntax], judge, scenario)
    return results + converted


def _lost(xml: bytes, again: bytes) -> Iterator[str]:
    before, after = leaves(parse_xml(xml)), leaves(parse_xml(again))
    for path in sorted({leaf.path for leaf in before - after}):
        yield f"lost {path}"
    for path in sorted({leaf.path for leaf in after - before}):
        yield f"new {path}"


async def _converted(
    name: str, invoice: Invoice, other: Syntax, judge: Judge, scenario: str
) -> list[Result]:
    """Convert one document; where its profile lacks the other syntax, to EN 16931."""
    if other not in profile_of(invoice.process.specification_identifier).syntaxes:
        scenario = EN16931.scenario
        process = replace(invoice.process, specification_identifier=EN16931.urn)
        invoice, _ = restrict(replace(invoice, process=process), EN16931)
    carried, lost = carry(invoice, other)
    if any(finding.severity == "error" for finding in lost):
        return []  # the amount due depends on what has no place there, and that is said
    written = WRITERS[other](carried)
    judgement = await judge.judge(written, scenario=scenario)
    errors = {finding.rule for finding in judgement.findings if finding.severity == "error"}
    _, reading = read_document(written)
    terms = tuple(sorted(f"{finding.xpath}" for finding in reading.beyond + reading.unreadable))
    if not terms and reading.invoice != carried:
        terms = tuple(
            f"differs: {field}"
            for field in Invoice.__struct_fields__
            if getattr(reading.invoice, field) != getattr(carried, field)
        )
    return [
        Result("other-verdict", name, tuple(sorted(errors))),
        Result("other-terms", name, terms),
    ]
