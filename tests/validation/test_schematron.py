"""A rule file is code: what it reports counts, and it gets at nothing but the document."""

from pathlib import Path

import pytest
from lxml import etree
from saxonche import PySaxonApiError

from validation.findings import findings_of, rule_of
from validation.hit import Hit
from validation.packs import PACKS, PACKS_BY_ID
from validation.scenarios import scenario_for
from validation.schematron import Schematron

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
    scenario = scenario_for("en16931", "cii")
    (finding,) = findings_of([hit], PACK, scenario, {}, etree.Element("a")).findings
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("pack", "hit", "rule"),
    [
        ("cen-cii", Hit("CII-SR-04", None, "", "[CII-SR-004]-text"), "CII-SR-04"),
        ("cen-cii", Hit(None, None, "", "[BR-CO-16]-text"), "BR-CO-16"),
        ("facturx-basic", Hit("FX-SCH-A-000047", None, "", "[BR-45]-text"), "BR-45"),
        ("facturx-basic", Hit("FX-SCH-A-000047", None, "", "text"), "FX-SCH-A-000047"),
    ],
)
def test_a_rule_is_named_as_its_publisher_means_it(pack: str, hit: Hit, rule: str) -> None:
    assert rule_of(hit, PACKS_BY_ID[pack]) == rule


def test_a_rule_without_a_name_is_told_by_what_it_tests() -> None:
    hits = [Hit(None, None, f"/a[{n}]", "text", "a b") for n in (1, 2)]
    hits.append(Hit(None, None, "/a[1]", "text", "a c"))
    one, same, other = (rule_of(hit, PACKS_BY_ID["facturx-basic"]) for hit in hits)
    assert one == same != other


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
