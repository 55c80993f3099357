"""What was found about files, as a suite of tests in JUnit's XML, which build servers read.

An undecided verdict is an error there, not skipped, so that no build goes on as if all were well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from gateway.assessment import Assessment
from gateway.assessment_listing import details
from profiles.finding import Language
from validation.judge import Verdict

_ELEMENTS: Mapping[Verdict, str] = {"invalid": "failure", "undecided": "error"}
_not_in_xml = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def suite(judged: Sequence[tuple[str, Assessment]], language: Language) -> Iterator[str]:
    """Yield one suite with a case a file, named by it."""
    verdicts = [assessment.verdict for _, assessment in judged]
    counts = (
        f'tests="{len(verdicts)}" failures="{verdicts.count("invalid")}" '
        f'errors="{verdicts.count("undecided")}" skipped="0"'
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="zugio" {counts}>\n<testsuite name="zugio validate" {counts}>\n'
    for name, assessment in judged:
        file = _attribute(name)
        yield f'<testcase classname="zugio.validate" name={file} file={file}>'
        yield _outcome(assessment, language)
        yield "</testcase>\n"
    yield "</testsuite>\n</testsuites>\n"


def _outcome(assessment: Assessment, language: Language) -> str:
    text = escape(_writable("".join(details(assessment, language))))
    element = _ELEMENTS.get(assessment.verdict)
    if element is None:
        return f"<system-out>{text}</system-out>" if text else ""
    message = "; ".join(
        dict.fromkeys(f.rule for f in assessment.findings if f.severity != "information")
    )
    return (
        f'<{element} type="{assessment.verdict}" message={_attribute(message)}>{text}</{element}>'
    )


def _attribute(text: str) -> str:
    return quoteattr(_writable(text))


def _writable(text: str) -> str:
    return _not_in_xml.sub("\ufffd", text)
