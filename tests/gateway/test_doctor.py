"""What the doctor sees on a machine where a part is missing, damaged or does not work."""

import sys
from pathlib import Path

import pytest

from gateway import doctor
from gateway.doctor import Check, Places
from renderers.browser import find_browser
from validation.rulesets import PACKS


@pytest.fixture
def bare(tmp_path: Path) -> Places:
    """A machine on which nothing was installed, but for what the system has."""
    return Places(
        rules_dir=tmp_path / "rules",
        fonts_dir=tmp_path / "fonts",
        browsers_dir=tmp_path / "browsers",
    )


def program(path: Path, script: str) -> Path:
    """A program that stands where the browser is looked for."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_missing_rule_packs_are_named_with_their_mend(bare: Places) -> None:
    check = doctor.check_rules(bare)
    assert not check.ok
    assert check.mend
    assert all(pack.label in check.detail for pack in PACKS)


def test_a_damaged_rule_pack_is_seen(bare: Places) -> None:
    bare.rules_dir.mkdir()
    for pack in PACKS:
        (bare.rules_dir / pack.file_name).write_text("<damaged/>")
    assert not doctor.check_rules(bare).ok


def test_a_browser_that_lacks_a_library_is_not_well(bare: Places, tmp_path: Path) -> None:
    broken = Places(
        rules_dir=bare.rules_dir,
        fonts_dir=bare.fonts_dir,
        browsers_dir=bare.browsers_dir,
        browser=program(tmp_path / "browser", "exit 127"),
    )
    assert not doctor.check_browser(broken).ok
    assert doctor.check_browser(broken).mend


def test_a_browser_that_has_a_version_but_does_not_start_is_not_well(
    bare: Places, tmp_path: Path
) -> None:
    mute = Places(
        rules_dir=bare.rules_dir,
        fonts_dir=bare.fonts_dir,
        browsers_dir=bare.browsers_dir,
        browser=program(tmp_path / "browser", 'test "$1" = --version'),
    )
    assert doctor.check_browser(mute).ok
    assert not doctor.check_start(mute, sandbox=False).ok


@pytest.mark.skipif(find_browser() is None, reason="no browser is installed by the system")
def test_the_machine_under_test_is_well(bare: Places) -> None:
    assert doctor.check_driver().ok
    assert doctor.check_start(bare, sandbox=None).ok
    assert doctor.check_fonts(bare).ok
    assert doctor.check_memory().ok
    assert doctor.check_temporary_files().ok


def test_a_ledger_that_does_not_exist_yet_is_well_and_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "credits.db"
    assert doctor.check_ledger(f"sqlite:///{file}").ok
    assert not file.parent.exists()


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////dev/null/credits.db", "/dev/null is no folder"),
        (f"sqlite:///{__file__}", "not a database"),
        ("postgresql://zugio:hunter2@127.0.0.1:1/zugio", "Connect"),
        ("mysql://host/zugio", "sqlite or postgresql"),
    ],
)
def test_a_ledger_that_cannot_be_used_is_named_with_its_mend(url: str, reason: str) -> None:
    check = doctor.check_ledger(url)
    assert not check.ok
    assert reason in check.detail
    assert "hunter2" not in check.detail
    assert check.mend


def test_this_python_is_new_enough() -> None:
    check = doctor.check_python()
    assert check.ok
    assert check.detail.startswith(f"{sys.version_info.major}.{sys.version_info.minor}")


def test_only_what_is_not_well_comes_with_a_mend() -> None:
    text = doctor.describe(
        (
            Check(name="fonts", ok=True, detail="there", mend="mend the fonts"),
            Check(name="browser", ok=False, detail="gone", mend="mend the browser"),
        )
    )
    assert "mend the browser" in text
    assert "mend the fonts" not in text
