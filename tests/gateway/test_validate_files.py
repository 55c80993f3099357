"""`zugio validate` on what is no invoice, cannot be read, has an odd name, or cannot be printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from gateway.assessment import Assessment
from gateway.assessment_listing import listing
from gateway.assessment_suite import suite
from profiles.finding import Finding, Wording
from tests.conftest import EXAMPLES
from tests.validation.conftest import HERE
from tests.validation.test_peppol import PEPPOL_ID

VALID = HERE / "xrechnung.xml"
SEED = EXAMPLES / "seed.json"
COMMAND: tuple[str | Path, ...] = (sys.executable, "-m", "gateway.cli", "validate")
FULL = Path("/dev/full")


def validate(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("note.txt", b"Dear customer,", "ZG-FILE-UNKNOWN"),
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0", "ZG-FILE-UNKNOWN"),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "ZG-FILE-UNKNOWN"),
        ("zipped.xml", b"PK\x03\x04 invoice.pdf %PDF-1.7", "ZG-FILE-ARCHIVE"),
        ("packed.json", b"\x1f\x8b\x08\0\0", "ZG-FILE-ARCHIVE"),
        ("scan.pdf", b"\x89PNG\r\n\x1a\n\0\0", "ZG-FILE-UNKNOWN"),
        ("blank", b"\xef\xbb\xbf \n", "ZG-FILE-EMPTY"),
        ("note.json", b"Dear customer,", "ZG-JSON-MALFORMED"),
        ("note.xml", b"Dear customer,", "ZG-XML-MALFORMED"),
        ("utf-16.json", "{}".encode("utf-16"), "ZG-JSON-MALFORMED"),
    ],
)
def test_what_is_no_invoice_is_invalid(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = validate("--format", "json", "--language", "en", tmp_path / name)
    (told,) = json.loads(done.stdout)
    assert (done.returncode, [each["rule"] for each in told["findings"]]) == (1, [rule])
    assert all(each["hint"] for each in told["findings"])
    assert "request" not in done.stdout.decode()


def test_what_cannot_be_read_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    missing, folder, long = tmp_path / "missing.xml", tmp_path / "folder", tmp_path / ("x" * 300)
    folder.mkdir()
    done = validate("--format", "json", missing, VALID, folder, long)
    assert done.returncode == 64
    assert [each["verdict"] for each in json.loads(done.stdout)] == ["valid"]
    said = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in said] == [str(p) for p in (missing, folder, long)]


def test_nothing_that_can_be_read_is_json_too(tmp_path: Path) -> None:
    done = validate("--format", "json", tmp_path / "missing.xml")
    assert (done.returncode, json.loads(done.stdout)) == (64, [])


def test_a_file_that_is_not_to_be_read_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "locked.xml"
    locked.write_bytes(VALID.read_bytes())
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    done = validate(tmp_path, VALID)
    assert (done.returncode, str(locked) in done.stderr.decode()) == (64, True)


def test_standard_input_that_is_empty_is_no_invoice() -> None:
    done = validate("--language", "en", "-")
    assert (done.returncode, b"standard input" in done.stdout) == (1, True)


def test_a_pipe_is_read_once() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(VALID.read_bytes())  # less than a pipe holds
    command = [*COMMAND, f"/dev/fd/{reading}"]
    done = subprocess.run(command, pass_fds=[reading], capture_output=True, check=False)
    os.close(reading)
    assert done.returncode == 0


def test_names_may_hold_anything(tmp_path: Path) -> None:
    names = [b"two\nlines.txt", b"\x1b[2Jclears.txt", b"latin-\xe4.txt", b'<&">.txt']
    files = [os.path.join(os.fsencode(tmp_path), name) for name in names]  # noqa: PTH118  bytes
    for file in files:
        Path(os.fsdecode(file)).write_bytes(b"no invoice")
    arguments = [os.fsdecode(file) for file in files]
    told = json.loads(run_named("json", arguments))
    assert [Path(each["file"]).name for each in told] == [
        "two\nlines.txt",
        "\x1b[2Jclears.txt",
        "latin-\\xe4.txt",
        '<&">.txt',
    ]
    cases = etree.fromstring(run_named("junit", arguments)).iter("testcase")
    assert [Path(case.get("name", "")).name for case in cases] == [
        "two\nlines.txt",
        "\ufffd[2Jclears.txt",
        "latin-\\xe4.txt",
        '<&">.txt',
    ]
    text = run_named("text", arguments).decode()
    assert ("\x1b" in text, "two\nlines" in text, r"\x1b[2Jclears" in text) == (False, False, True)
    assert run_named("html", arguments).decode().count("<article>") == len(names)


def run_named(format_name: str, arguments: list[str]) -> bytes:
    command = [*COMMAND, "--format", format_name, *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    return done.stdout


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("format_name", ["text", "json", "html", "junit"])
def test_output_that_is_lost_is_told(format_name: str) -> None:
    with FULL.open("wb") as full:
        command = [*COMMAND, "--format", format_name, SEED]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (74, 1)


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("command", [("profiles",), ("profiles", "--format", "json"), ("version",)])
def test_other_commands_tell_it_too(command: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        zugio = (sys.executable, "-m", "gateway.cli", *command)
        done = subprocess.run(zugio, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (74, 1)


def test_who_stops_reading_hears_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run([*COMMAND, SEED], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_may_speak_another_encoding(encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for format_name, spoken in (("text", encoding), ("json", "utf-8")):
        command = [*COMMAND, "--format", format_name, SEED]
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert (done.returncode, "BR-S-02" in done.stdout.decode(spoken)) == (1, True)


def test_a_build_server_reads_junit(tmp_path: Path) -> None:
    undecided, invalid = tmp_path / "undecided.xml", tmp_path / "invalid.xml"
    xml = VALID.read_text(encoding="utf-8")
    start = xml.index("urn:cen.eu:")
    undecided.write_text(xml[:start] + PEPPOL_ID + xml[xml.index("<", start) :], encoding="utf-8")
    invalid.write_bytes(b"<no/>")
    root = etree.fromstring(validate("--format", "junit", VALID, undecided, invalid).stdout)
    (suite,) = root
    counts = {"tests": "3", "failures": "1", "errors": "1", "skipped": "0"}
    assert [{name: each.get(name) for name in counts} for each in (root, suite)] == [counts] * 2
    assert [[child.tag for child in case] for case in suite] == [[], ["error"], ["failure"]]
    assert [case.get("classname") for case in suite] == ["zugio.validate"] * 3
    assert suite.xpath("testcase/*/@message") == ["ZG-RULES-NONE", "ZG-XML-ROOT"]


def test_junit_holds_no_character_that_xml_cannot() -> None:
    odd = Wording("\x1b\x00\ud800\ufffe\uffff ]]> <", "")
    finding = Finding(severity="error", rule="ZG-\x07", message=odd)
    assessment = Assessment(verdict="invalid", findings=(finding,))
    xml = "".join(suite([("\ud800\ufffe\n", assessment)], "de"))
    (case,) = etree.fromstring(xml.encode()).iter("testcase")
    assert case.get("name") == "\ufffd\ufffd\n"


def test_what_is_found_in_many_places_is_said_once() -> None:
    message = Wording("falsch", "wrong")
    findings = tuple(
        Finding(severity="error", rule="R", message=message, path=f"/{place}")
        for place in range(12)
    )
    told = "".join(listing([("a.json", Assessment(verdict="invalid", findings=findings))], "en"))
    assert told.splitlines()[1:] == [
        "  error R: wrong",
        *(f"    /{place}" for place in range(3)),
        "    … (+9 more)",
    ]
