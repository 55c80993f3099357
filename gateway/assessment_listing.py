"""What was found about files, as lines of text for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gateway.assessment import Assessment, Candidate
from profiles.finding import Finding, Language, Severity, Wording
from validation.judge import Tally, Verdict

_SHOWN: tuple[Severity, ...] = ("error", "warning")
_NAMED_MAX = 6

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
_MISSING = Wording("fehlt oder stimmt nicht", "missing or wrong")
_DROPPED = Wording("fiele weg", "would be left out")


def listing(judged: Sequence[tuple[Path, Assessment]], language: Language) -> Iterator[str]:
    """Yield a line a file with its findings below, and the sum of several files."""
    for file, assessment in judged:
        yield _headline(file, assessment, language)
        yield from details(assessment, language)
    if len(judged) > 1:
        yield _sum([assessment.verdict for _, assessment in judged], language)


def details(assessment: Assessment, language: Language) -> Iterator[str]:
    """Yield the findings of one file, and its preflight where that was made."""
    for finding in _distinct(assessment.findings):
        yield from _finding_lines(finding, language)
    if assessment.candidates is not None:
        yield from _preflight_lines(assessment.candidates, language)


def _headline(file: Path, assessment: Assessment, language: Language) -> str:
    profile = assessment.profile
    about = [str(file)]
    if profile is not None:
        about.append(f"{profile.name} ({(assessment.syntax or '').upper()})")
    about += [_tally(tally, language) for tally in assessment.tallies]
    return f"{_VERDICTS[assessment.verdict].to(language):<9} {'; '.join(about)}\n"


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
    return f"{len(verdicts)} {_FILES.to(language)}: {', '.join(counts)}\n"


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Keep the first of those that say the same, and nothing that is only worth knowing."""
    shown = (finding for finding in findings if finding.severity in _SHOWN)
    return list({(f.rule, f.message): f for f in reversed(list(shown))}.values())[::-1]


def _finding_lines(finding: Finding, language: Language) -> Iterator[str]:
    severity = _SEVERITIES[finding.severity].to(language)
    term = f" {finding.term}" if finding.term else ""
    yield f"  {severity} {finding.rule}{term}: {finding.message.to(language)}\n"
    place = finding.path or finding.xpath
    if place:
        yield f"    {place}\n"
    if finding.hint is not None:
        yield f"    {finding.hint.to(language)}\n"


def _preflight_lines(candidates: Sequence[Candidate], language: Language) -> Iterator[str]:
    """Yield a row a profile; one with a legacy id fares as the one with the official id."""
    yield f"  {_POSSIBLE_AS.to(language)}\n"
    shown = [each for each in candidates if each.profile.official_urn is None]
    width = max(len(candidate.profile.name) for candidate in shown)
    for candidate in shown:
        verdict = _VERDICTS[candidate.verdict].to(language)
        row = f"{candidate.profile.name:<{width}}  {candidate.syntax.upper()}  {verdict:<9}"
        yield f"    {row}  {_reasons(candidate, language)}".rstrip() + "\n"


def _reasons(candidate: Candidate, language: Language) -> str:
    unnamed = (error.rule for error in candidate.errors if error.term is None)
    wrong = (*candidate.missing, *dict.fromkeys(unnamed))
    told = ((_MISSING, wrong), (_DROPPED, candidate.dropped))
    return "; ".join(f"{word.to(language)}: {_some(names)}" for word, names in told if names)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_MAX
    return ", ".join(names[:_NAMED_MAX]) + (f" … (+{more})" if more > 0 else "")
