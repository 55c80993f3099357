"""What was found about files, in the formats of the command line: text, JSON, HTML, JUnit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from gateway.assessment import Assessment
from gateway.assessment_listing import details, listing
from profiles.finding import Language

Judged = Sequence[tuple[Path, Assessment]]
Writer = Callable[[Judged, Language], Iterator[str]]

# Nothing else can stand in XML 1.0.
_NOT_IN_XML = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}


def writer_of(format_name: str) -> Writer:
    """Return what writes a format, in parts."""
    return _WRITERS[format_name]


def _as_json(judged: Judged, language: Language) -> Iterator[str]:
    from gateway.assessment_answers import assessment_as_json  # noqa: PLC0415  (takes time to load)
    from gateway.findings_json import encoder  # noqa: PLC0415

    yield "["
    for index, (file, assessment) in enumerate(judged):
        shown = {"file": str(file), **assessment_as_json(assessment, language)}
        yield ("," if index else "") + "\n" + encoder.encode(shown).decode()
    yield "\n]\n"


def _as_html(judged: Judged, language: Language) -> Iterator[str]:
    from gateway.assessment_reports import report_of  # noqa: PLC0415  (takes time to load)
    from renderers.report import ReportTemplate  # noqa: PLC0415

    reports = [report_of(assessment, str(file)) for file, assessment in judged]
    yield ReportTemplate().render(reports, language)


def _as_junit(judged: Judged, language: Language) -> Iterator[str]:
    verdicts = [assessment.verdict for _, assessment in judged]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<testsuite name="zugio validate" tests="{len(verdicts)}" '
        f'failures="{verdicts.count("invalid")}" errors="{verdicts.count("undecided")}">\n'
    )
    for file, assessment in judged:
        yield f"<testcase name={_attribute(str(file))}>"
        text = escape("".join(details(assessment, language)).translate(_NOT_IN_XML))
        match assessment.verdict:
            case "valid":
                yield f"<system-out>{text}</system-out>" if text else ""
            case "invalid":
                yield f'<failure message="invalid">{text}</failure>'
            case "undecided":
                yield f'<error message="undecided">{text}</error>'
        yield "</testcase>\n"
    yield "</testsuite>\n"


def _attribute(text: str) -> str:
    return quoteattr(text.encode(errors="replace").decode().translate(_NOT_IN_XML))


_WRITERS: Mapping[str, Writer] = {
    "text": listing,
    "json": _as_json,
    "html": _as_html,
    "junit": _as_junit,
}
