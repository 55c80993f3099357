"""What was found about files, as lines of text for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence

from gateway.assessment import Assessment, Candidate
from profiles.finding import SEVERITIES, Finding, Language, Severity, Wording
from profiles.finding_groups import FindingGroup, groups_of
from profiles.profile import NO_INVOICE
from profiles.semantic.names import name_of
from validation.judge import Tally, Verdict

_TO_BE_MENDED: tuple[Severity, ...] = ("error", "warning")
_ON_WHAT_IS_LEFT_OUT = ("ZG-RULES-", "ZG-XSD-")
_NAMED_MAX = 6
_PLACES_MAX = 3

_VERDICTS: Mapping[Verdict, Wording] = {
    "valid": Wording("gültig", "valid"),
    "invalid": Wording("ungültig", "invalid"),
    "undecided": Wording("offen", "undecided"),
}
_SEVERITIES: Mapping[Severity, Wording] = {
    "error": Wording("Fehler", "error"),
    "warning": Wording("Warnung", "warning"),
    "information": Wording("Hinweis", "information"),
}
_PLURALS: Mapping[str, Wording] = {
    "error": Wording("Fehler", "errors"),
    "warning": Wording("Warnungen", "warnings"),
}
_FILES = Wording("Dateien", "files")
_POSSIBLE_AS = Wording("Ausstellbar als", "Could be issued as")
_MORE = Wording("weitere", "more")
_MISSING = Wording("fehlt", "missing")
_WRONG = Wording("stimmt nicht", "wrong")
_DROPPED = Wording("fiele weg", "would be left out")

# What would move a terminal's cursor, or begin a line that nobody wrote.
_ESCAPED = {
    code: chr(code).encode("unicode_escape").decode() for code in (*range(32), *range(127, 160))
}


def listing(judged: Sequence[tuple[str, Assessment]], language: Language) -> Iterator[str]:
    """Yield a line a file with its findings below, and the sum of several files."""
    for name, assessment in judged:
        yield _line(_headline(name, assessment, language))
        yield from details(assessment, language)
    if len(judged) > 1:
        yield _line(_sum([assessment.verdict for _, assessment in judged], language))


def details(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the findings of one file, and its preflight where that was made."""
    for severity in SEVERITIES:
        for group in groups_of(tuple(filter(_is_shown, assessment.findings)), severity):
            yield from map(_line, _finding_lines(group, language))
    if assessment.candidates is not None:
        yield from map(_line, _preflight_lines(assessment.candidates, language))


def _is_shown(finding: Finding) -> bool:
    """Whether it is to be mended, or says what the others leave out."""
    return finding.severity in _TO_BE_MENDED or finding.rule.startswith(_ON_WHAT_IS_LEFT_OUT)


def _line(text: str) -> str:
    return f"{text.translate(_ESCAPED)}\n"


def _headline(name: str, assessment: Assessment, language: Language) -> str:
    profile = assessment.profile
    about = [name]
    if profile is not None:
        about.append(f"{profile.name} ({(assessment.syntax or '').upper()})")
    about += [_tally(tally, language) for tally in assessment.tallies]
    return f"{_VERDICTS[assessment.verdict].to(language):<9} {'; '.join(about)}"


def _tally(tally: Tally, language: Language) -> str:
    counts = (_count(tally.errors, "error", language), _count(tally.warnings, "warning", language))
    return f"{tally.pack}: {', '.join(counts)}"


def _count(number: int, severity: Severity, language: Language) -> str:
    words = _SEVERITIES if number == 1 else _PLURALS
    return f"{number} {words[severity].to(language)}"


def _sum(verdicts: list[Verdict], language: Language) -> str:
    counts = (
        f"{verdicts.count(verdict)} {word.to(language)}"
        for verdict, word in _VERDICTS.items()
        if verdict in verdicts
    )
    return f"{len(verdicts)} {_FILES.to(language)}: {', '.join(counts)}"


def _finding_lines(group: FindingGroup, language: Language) -> Iterator[str]:
    finding = group.finding
    severity = _SEVERITIES[finding.severity].to(language)
    term = f" {finding.term}" if finding.term else ""
    yield f"  {severity} {', '.join(group.rules)}{term}: {finding.message.to(language)}"
    for place in group.places[:_PLACES_MAX]:
        yield f"    {place}"
    more = len(group.places) + group.more - _PLACES_MAX
    if more > 0:
        yield f"    … (+{more} {_MORE.to(language)})"
    if finding.hint is not None:
        yield f"    {finding.hint.to(language)}"


def _preflight_lines(candidates: Sequence[Candidate], language: Language) -> Iterator[str]:
    """Yield a row a profile; one with a legacy id fares as the one with the official id."""
    yield f"  {_POSSIBLE_AS.to(language)}"
    shown = [each for each in candidates if each.profile.official_urn is None]
    width = max(len(candidate.profile.name) for candidate in shown)
    for candidate in shown:
        told = [_VERDICTS[candidate.verdict].to(language)]
        if not candidate.profile.is_invoice:
            told.append(NO_INVOICE.to(language))
        row = f"{candidate.profile.name:<{width}}  {candidate.syntax.upper()}"
        yield f"    {row}  {'; '.join(told)}"
        yield from _reasons(candidate, language)


def _reasons(candidate: Candidate, language: Language) -> Iterator[str]:
    """Yield what is in the way, and where it belongs in the request if one came in."""
    fields = {error.term: error.path for error in reversed(candidate.errors) if error.path}
    unnamed = (error.rule for error in candidate.errors if error.term is None)
    missing = [_named(term, language, fields.get(term)) for term in candidate.missing]
    wrong = [_named(term, language, fields.get(term)) for term in candidate.wrong]
    dropped = [_named(term, language) for term in candidate.dropped]
    for words, names in (
        (_MISSING, missing),
        (_WRONG, [*wrong, *dict.fromkeys(unnamed)]),
        (_DROPPED, dropped),
    ):
        for name in names[:_NAMED_MAX]:
            yield f"      {words.to(language)}: {name}"
        if len(names) > _NAMED_MAX:
            more = len(names) - _NAMED_MAX
            yield f"      {words.to(language)}: … (+{more} {_MORE.to(language)})"


def _named(term: str, language: Language, field: str | None = None) -> str:
    name = name_of(term)
    named = term if name is None else f"{name.to(language)} ({term})"
    return named if field is None else f"{named}, {field}"
