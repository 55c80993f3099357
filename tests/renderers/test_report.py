"""The report on a judged document: what it counts, and what it puts together."""

import re

import pytest
from msgspec.structs import replace

from profiles.finding import Finding, Language, Wording
from renderers.report import CandidateRow, Report, ReportTemplate, RuleRow

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


def report_with(*findings: Finding) -> Report:
    errors = len([finding for finding in findings if finding.severity == "error"])
    return Report(
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


def written(language: Language, *findings: Finding) -> str:
    return text_of(language, report_with(*findings))


def text_of(language: Language, *reports: Report) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", ReportTemplate().render(reports, language))


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


def test_several_files_are_summed_up_with_links_to_each() -> None:
    invalid, valid = report_with(NO_REASON), replace(report_with(), verdict="valid")
    reports = [replace(invalid, file_name="a"), replace(valid, file_name="b"), invalid]
    assert "3 files: 1 valid, 2 invalid " in text_of("en", *reports)
    page = ReportTemplate().render(reports, "de")
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == len(reports)
    assert targets == re.findall(r'<header id="([^"]+)"', page)
    assert "<nav>" not in ReportTemplate().render(reports[:1], "de")


def test_the_schema_is_named_where_it_kept_the_rules_from_being_asked() -> None:
    unasked = replace(report_with(NO_REASON), rules=())
    assert "XML Schema" not in text_of("en", unasked)
    assert "breaks the XML Schema" in text_of("en", replace(unasked, breaks_schema=True))


def test_what_would_be_no_invoice_is_said_beside_it() -> None:
    row = CandidateRow(
        name="MINIMUM",
        syntax="cii",
        verdict="valid",
        is_legacy=False,
        is_invoice=False,
        missing=(),
        wrong=(),
        dropped=(),
        unnamed_rules=(),
    )
    assert "§ 14 UStG" in text_of("de", replace(report_with(), candidates=(row,)))
    full = replace(row, is_invoice=True)
    assert "§ 14 UStG" not in text_of("de", replace(report_with(), candidates=(full,)))
