"""A rule file is code: what it reports counts, and it gets at nothing but the document."""

from pathlib import Path

import pytest
from saxonche import PySaxonApiError

from validation.findings import finding_of
from validation.rulesets import PACKS
from validation.scenarios import scenario_for
from validation.schematron import Hit, Schematron

PACK = PACKS[0]
STYLESHEET = """<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
  <xsl:template match="/"><svrl:schematron-output>
    <svrl:fired-rule/>REPORT<xsl:sequence select="SELECT"/>
  </svrl:schematron-output></xsl:template>
</xsl:transform>"""


def hits(folder: Path, *, report: str = "", select: str = "()") -> list[Hit]:
    """What a rule file with this in it has against a small document."""
    stylesheet = STYLESHEET.replace("REPORT", report).replace("SELECT", select)
    (folder / PACK.file_name).write_text(stylesheet, encoding="utf-8")
    schematron = Schematron(folder, (PACK,))
    return schematron.run(PACK.id, schematron.load("<a/>"))


def test_what_only_fired_is_no_hit(tmp_path: Path) -> None:
    assert hits(tmp_path) == []


@pytest.mark.parametrize("element", ["failed-assert", "successful-report"])
@pytest.mark.parametrize("attribute", ["flag", "role"])
def test_asserts_and_reports_count(tmp_path: Path, element: str, attribute: str) -> None:
    report = f'<svrl:{element} id="X" location="/a[1]" {attribute}="warning">'
    report += f"<svrl:text> one\n two </svrl:text></svrl:{element}>"
    assert hits(tmp_path, report=report) == [Hit("X", "warning", "/a[1]", "one two")]


@pytest.mark.parametrize(
    ("flag", "severity"),
    [
        (None, "error"),
        ("fatal", "error"),
        ("error", "error"),
        ("warning", "warning"),
        ("information", "information"),
    ],
)
def test_flags_become_severities(flag: str | None, severity: str) -> None:
    hit = Hit("X", flag, "", "[X]-text")
    assert finding_of(hit, scenario_for("en16931", "cii"), {}).severity == severity


def test_a_rule_without_id_is_named_by_its_text() -> None:
    hit = Hit(None, None, "", "[BR-CO-16]-text")
    assert finding_of(hit, scenario_for("en16931", "cii"), {}).rule == "BR-CO-16"


@pytest.mark.parametrize(
    "select",
    [
        "doc('FOLDER/x.xml')",
        "document('FOLDER/x.xml')",
        "unparsed-text('FOLDER/x.xml')",
        "collection('FOLDER')",
        "doc('http://127.0.0.1:9/')",
    ],
)
def test_nothing_else_is_read(tmp_path: Path, select: str) -> None:
    (tmp_path / "x.xml").write_text("<x/>", encoding="utf-8")
    with pytest.raises(PySaxonApiError):
        hits(tmp_path, select=select.replace("FOLDER", tmp_path.as_uri()))


def test_a_doctype_is_refused_here_too(rules_dir: Path) -> None:
    schematron = Schematron(rules_dir, ())
    schematron.load("<a/>")
    with pytest.raises(PySaxonApiError):
        schematron.load("<!DOCTYPE a><a/>")
