"""The report on a judged document: what it counts, and what it puts together."""

import re

import pytest
from msgspec.structs import replace

from profiles.finding import Finding, Language, Wording
from renderers.report import Report, ReportTemplate, RuleRow

NO_REASON = Finding(
    severity="error",
    rule="BR-33",
    term="BT-97",
    message=Wording("Der Grund fehlt.", "The reason is missing."),
    hint=Wording("Geben Sie ihn an.", "Give it."),
    xpath="/a",
)
NO_UNIT = replace(
    NO_REASON,
    severity="warning",
    rule="BR-23",
    message=Wording("Ohne Einheit.", "No unit."),
    line=0,
)


def written(language: Language, *findings: Finding) -> str:
    errors = len([finding for finding in findings if finding.severity == "error"])
    report = Report(
        file_name=None,
        verdict="invalid",
        profile_name=None,
        profile_urn=None,
        syntax=None,
        rules=(RuleRow("cen-cii", errors, len(findings) - errors),),
        findings=findings,
        terms={},
        invoice=None,
        attached_as=None,
        attachments=(),
        candidates=(),
    )
    return re.sub(r"<[^>]*>|\s+", " ", ReportTemplate().render([report], language))


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("de", "1 Fehler, 1 Warnung ", "2 Fehler, 2 Warnungen "),
        ("en", "1 error, 1 warning ", "2 errors, 2 warnings "),
    ],
)
def test_what_is_counted_agrees_with_its_number(language: Language, one: str, several: str) -> None:
    assert one in written(language, NO_REASON, NO_UNIT)
    other = replace(NO_REASON, term="BT-104")
    page = written(language, NO_REASON, other, NO_UNIT, replace(NO_UNIT, term="BT-130"))
    assert several in page


def test_one_mistake_that_breaks_two_rules_is_shown_once() -> None:
    page = written("de", NO_REASON, replace(NO_REASON, rule="BR-CO-21"))
    assert page.count("Der Grund fehlt.") == 1
    assert "Regeln BR-33, BR-CO-21" in page
    assert "Regel BR-33 " in written("de", NO_REASON)


def test_lines_are_counted() -> None:
    assert "Position 1 " in written("de", NO_UNIT)
    assert "Lines 1, 2 " in written("en", NO_UNIT, replace(NO_UNIT, line=1, xpath="/b"))
