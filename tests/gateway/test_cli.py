"""The command line: what it writes, what it prints, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.cli import main
from profiles.registry import PROFILES_BY_URN

ZUGIO = Path(sys.executable).parent / "zugio"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([ZUGIO, *arguments], input=given, capture_output=True, check=False)


def test_converts_to_pdf_and_says_what_was_done(tmp_path: Path) -> None:
    target = tmp_path / "invoice.pdf"
    done = run("convert", EXAMPLES / "invoice.json", "-o", target, "--locale", "en-GB")
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF-")
    for said in (b"EN 16931", b"cen-cii 1.3.16", b"valid", b"render"):
        assert said in done.stdout


def test_standard_streams_are_files_too() -> None:
    done = run("convert", "-", "-o", "-", given=(EXAMPLES / "seed.json").read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith(b"%PDF-")
    assert b"BR-CO-26" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--locale", "xx"), b"locale"),
        (("--profile-urn", "urn:nope"), b"urn:cen.eu:en16931:2017"),
        (("--validation", "strict"), b"BR-S-02"),
    ],
)
def test_a_refusal_ends_in_1_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, str], said: bytes
) -> None:
    target = tmp_path / "seed.xml"
    done = run("convert", EXAMPLES / "seed.json", "-o", target, *arguments)
    assert done.returncode == 1
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("validate", "-x"), "unknown option -x; "),
        (("validate", "-rechnung.xml"), "./-rechnung.xml"),
        (("validate", "--formt=json"), "unknown option --formt; "),
        (("read", "-rechnung.xml"), "./-rechnung.xml"),
        (("validate",), "required: FILE"),
        (("validate", "--language", "en", "x", "-x"), "unrecognized arguments: -x"),
        (("validates", "--language", "en"), "invalid choice: 'validates'"),
        (("validate", "--form", "json"), "required: FILE"),
        (("validate", "--format", "csv", "x"), "invalid choice: 'csv'"),
    ],
)
def test_wrong_usage_is_called_what_it_is(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code, said in capsys.readouterr().err) == (64, True)


def test_a_file_that_brings_no_rules_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    missing, other = tmp_path / "missing.jar", tmp_path / "other.jar"
    other.write_bytes(b"no archive")
    for file in (missing, other):
        assert main(("rules", "add", str(file))) == 1
        said = capsys.readouterr().err
        assert (str(file) in said, "doctor" in said) == (True, False)


@pytest.mark.parametrize("name", ["x.docx", "x", "x.json", ".pdf"])
def test_an_unknown_ending_is_refused_first(tmp_path: Path, name: str) -> None:
    done = run("convert", tmp_path / "nowhere.json", "-o", tmp_path / name)
    assert done.returncode == 64
    assert b".pdf, .xml, .html, .png" in done.stderr
    assert b"nowhere" not in done.stderr


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("convert", tmp_path / "nowhere.json", "-o", tmp_path / "out.xml")
    assert done.returncode == 1
    assert b"nowhere.json" in done.stderr


def test_rules_are_listed_and_verified() -> None:
    listed, verified = run("rules", "list"), run("rules", "verify")
    assert (listed.returncode, verified.returncode) == (0, 0)
    for pack in (b"cen-cii 1.3.16", b"xrechnung-cii 2.6.0"):
        assert pack in listed.stdout
        assert pack in verified.stdout


def test_profiles_are_listed_for_people_and_for_programs() -> None:
    listed = run("profiles").stdout.decode().splitlines()
    told = json.loads(run("profiles", "--format", "json").stdout)["profiles"]
    assert [row.split()[-1] for row in listed] == [each["urn"] for each in told]
    assert [each["urn"] for each in told] == list(PROFILES_BY_URN)


def test_version() -> None:
    assert run("version").stdout == b"0.1.0\n"
