"""What was found about files, in the formats of the command line: text, JSON, HTML, JUnit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from gateway.assessment import Assessment
from gateway.assessment_listing import listing
from gateway.assessment_suite import suite
from gateway.output import put_out, shown_name
from profiles.finding import Language

Judged = Sequence[tuple[str, Assessment]]
Writer = Callable[[Judged, Language], Iterator[str]]


def put_out_assessments(
    judged: Sequence[tuple[Path, Assessment]], format_name: str, language: Language
) -> None:
    """Print all in one format; raises OutputLost and BrokenPipeError."""
    named = [(shown_name(file), assessment) for file, assessment in judged]
    # What programs read says of itself that it is UTF-8, whatever the terminal speaks.
    encoding = None if format_name == "text" else "utf-8"
    put_out(_WRITERS[format_name](named, language), encoding)


def _as_json(judged: Judged, language: Language) -> Iterator[str]:
    from gateway.assessment_answers import assessment_as_json  # noqa: PLC0415  (takes time to load)
    from gateway.findings_json import encoder  # noqa: PLC0415

    yield "["
    for index, (file, assessment) in enumerate(judged):
        shown = {"file": file, **assessment_as_json(assessment, language)}
        yield ("," if index else "") + "\n" + encoder.encode(shown).decode()
    yield "\n]\n"


def _as_html(judged: Judged, language: Language) -> Iterator[str]:
    from gateway.assessment_reports import report_of  # noqa: PLC0415  (takes time to load)
    from renderers.report import ReportTemplate  # noqa: PLC0415

    reports = [report_of(assessment, file) for file, assessment in judged]
    yield ReportTemplate().render(reports, language)


_WRITERS: Mapping[str, Writer] = {
    "text": listing,
    "json": _as_json,
    "html": _as_html,
    "junit": suite,
}
