"""`zugio validate` as a shell sees it: exit codes, formats, folders, and how little it loads."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.assessment import Assessment
from gateway.assessment_batch import Agenda
from gateway.assessment_listing import listing
from profiles.finding import Finding, Wording
from profiles.registry import PROFILES
from tests.conftest import EXAMPLES
from tests.validation.conftest import HERE
from validation.judge import Tally

VALID = HERE / "xrechnung.xml"
VALID_UBL = HERE / "xrechnung-ubl.xml"
HEAVY = {"babel", "jinja2", "litestar", "pikepdf", "playwright", "saxonche", "sqlalchemy"}


def validate(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gateway.cli", "validate", *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """An invoice without its number."""
    xml = VALID.read_text(encoding="utf-8")
    file = tmp_path / "broken.xml"
    file.write_text(xml.replace("<ram:TypeCode>380</ram:TypeCode>", "", 1), encoding="utf-8")
    return file


def test_exit_codes_say_the_verdict(broken: Path, tmp_path: Path) -> None:
    peppol = tmp_path / "peppol.xml"
    peppol.write_text(
        VALID_UBL.read_text(encoding="utf-8").replace(
            "urn:xeinkauf.de:kosit:xrechnung_3.0", "urn:fdc:peppol.eu:2017:poacc:billing:3.0"
        ),
        encoding="utf-8",
    )
    assert validate(VALID).returncode == 0
    assert validate(VALID, broken).returncode == 1
    assert validate(peppol).returncode in {0, 2}  # undecided unless somebody added its rules
    assert validate(tmp_path / "absent.xml").returncode == 64
    assert validate("--format", "csv", VALID).returncode == 64
    assert validate().returncode == 64


def test_without_rules_nothing_is_decided(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZUGIO_RULES_DIR", str(tmp_path))
    done = validate(VALID)
    assert done.returncode == 2
    assert "zugio doctor" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_are_told_apart_by_what_is_in_them(tmp_path: Path) -> None:
    for name, source in {
        "a.xml": VALID,
        "b.XML": VALID_UBL,
        "deep/c.pdf": VALID,
        "d.json": EXAMPLES / "invoice.json",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(source.read_bytes())
    (tmp_path / "other.txt").write_text("not looked at")
    done = validate("--format", "json", tmp_path)
    told = {Path(each["file"]).name: each for each in json.loads(done.stdout)}
    assert {name: each["verdict"] for name, each in told.items()} == dict.fromkeys(
        ("a.xml", "b.XML", "c.pdf", "d.json"), "valid"
    )
    assert told["a.xml"]["totals"]["due_for_payment"] == told["b.XML"]["totals"]["due_for_payment"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("empty.xml", "ZG-XML-EMPTY"),
        ("empty.PDF", "ZG-PDF-EMPTY"),
        ("empty.json", "ZG-FILE-EMPTY"),
        ("empty", "ZG-FILE-EMPTY"),
    ],
)
def test_a_file_that_says_nothing_is_what_its_name_says(
    tmp_path: Path, name: str, rule: str
) -> None:
    (tmp_path / name).touch()
    (told,) = json.loads(validate("--format", "json", tmp_path / name).stdout)
    assert (told["verdict"], [each["rule"] for each in told["findings"]]) == ("invalid", [rule])


@pytest.mark.parametrize("source", [VALID, VALID_UBL, EXAMPLES / "invoice.json"])
def test_standard_input_is_a_file_too(source: Path) -> None:
    done = validate("-", given=source.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout.split()[:2]) == (0, ["gültig", "-;"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("ungültig", "2 Fehler, 0 Warnungen", "  Fehler BR-S-02", "2 Dateien: 1 gültig")),
        ("en", ("invalid", "2 errors, 0 warnings", "  error BR-S-02", "2 files: 1 valid")),
    ],
)
def test_a_person_reads_one_language(language: str, said: tuple[str, ...]) -> None:
    text = validate("--language", language, EXAMPLES / "seed.json", VALID).stdout
    assert text.startswith(said[0])
    assert all(words in text for words in said)


def test_one_of_each_is_said_in_the_singular() -> None:
    tally = Tally(pack="cen-cii 1.3.16", errors=1, warnings=1)
    assessment = Assessment(verdict="invalid", findings=(), tallies=(tally,))
    told = "".join(listing([("a.xml", assessment)], "de"))
    assert told == "ungültig  a.xml; cen-cii 1.3.16: 1 Fehler, 1 Warnung\n"


def test_what_is_left_out_is_said_and_other_information_is_not() -> None:
    words = Wording("Wort", "word")
    rules = ("BR-DE-TMP-32", "ZG-RULES-NOT-ASKED", "ZG-XSD-MORE")
    findings = tuple(Finding(severity="information", rule=rule, message=words) for rule in rules)
    told = "".join(listing([("a.xml", Assessment(verdict="invalid", findings=findings))], "de"))
    assert "Hinweis ZG-RULES-NOT-ASKED, ZG-XSD-MORE: Wort" in told
    assert "BR-DE-TMP-32" not in told


def test_the_preflight_is_a_row_a_profile() -> None:
    text = validate("--preflight", VALID).stdout
    _, _, table = text.partition("Ausstellbar als\n")
    rows = [row for row in table.splitlines() if not row.startswith("      ")]
    assert len(rows) == len([p for p in PROFILES if p.official_urn is None])
    assert "    XRechnung 3.0            CII  gültig" in rows
    short = {p.name for p in PROFILES if not p.is_invoice}
    assert {row.split("  ")[2] for row in rows if "§ 14 UStG" in row} == short
    (told,) = json.loads(validate("--preflight", "--format", "json", VALID).stdout)
    assert [each["profile_urn"] for each in told["profiles"]] == [p.urn for p in PROFILES]


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("de", "fehlt: Käuferreferenz oder Leitweg-ID (BT-10)"),
        ("en", "missing: Buyer reference (BT-10)"),
    ],
)
def test_the_preflight_names_terms_and_where_they_belong(language: str, named: str) -> None:
    text = validate("--preflight", "--language", language, EXAMPLES / "seed.json").stdout
    assert f"      {named}, /invoice/buyer/buyer_reference\n" in text


def test_a_wrong_profile_gets_a_list_that_can_be_read() -> None:
    done = validate("--profile-urn", "urn:nope", VALID)
    assert done.returncode == 64
    assert len(done.stderr.splitlines()) == len(PROFILES) + 1


def test_html_shows_every_file(broken: Path, tmp_path: Path) -> None:
    unlike = tmp_path / "unlike.xml"
    xml = VALID.read_text(encoding="utf-8")
    unlike.write_text(xml.replace("ram:TypeCode>", "ram:TypCode>"), encoding="utf-8")
    page = validate("--format", "html", VALID, broken, unlike).stdout
    assert page.count("<article>") == 3
    assert page.count("verletzt das XML-Schema") == 1


def test_starting_loads_no_engine() -> None:
    code = "import gateway.cli, gateway.assessment_batch, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(done.stdout.split()) == set()


def test_a_worker_stays_with_its_syntax() -> None:
    agenda = Agenda([(0, "cii"), (1, "ubl"), (2, "cii")])
    assert [agenda.join(), agenda.join(), agenda.join()] == ["cii", "ubl", None]
    assert [agenda.take("cii"), agenda.take("cii"), agenda.take("cii")] == [0, 2, None]
    assert agenda.take("ubl") == 1


def test_many_files_of_a_syntax_are_worth_two_workers() -> None:
    agenda = Agenda((index, "cii") for index in range(300))
    assert [agenda.join(), agenda.join(), agenda.join(), agenda.join()] == ["cii"] * 3 + [None]
