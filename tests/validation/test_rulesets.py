"""Rule packs get into a folder whole and right, or not at all."""

import hashlib
import io
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from profiles.errors import SetupIncomplete
from validation import rulesets
from validation.installed import Installed
from validation.judge import Judge
from validation.pack import ArchiveSource, PackageSource, WheelSource
from validation.packs import PACKS

WHEEL_PACKS = tuple(pack for pack in PACKS if isinstance(pack.source, WheelSource))
(WHEEL,) = {pack.source for pack in WHEEL_PACKS if isinstance(pack.source, WheelSource)}


def copied(rules_dir: Path, to: Path) -> Path:
    for pack in WHEEL_PACKS:
        (to / pack.file_name).write_bytes((rules_dir / pack.file_name).read_bytes())
    return to


def test_every_pack_has_an_id_of_its_own() -> None:
    assert len({pack.id for pack in PACKS}) == len(PACKS)


def test_the_dates_are_those_in_the_files(rules_dir: Path) -> None:
    created = "{http://purl.org/dc/terms/}created"
    for pack in WHEEL_PACKS:
        stamps = etree.parse(rules_dir / pack.file_name).getroot().iter(created)
        assert (next(stamps).text or "").startswith(pack.date)


def test_a_package_is_of_the_pinned_version() -> None:
    sources = {pack.source for pack in PACKS if isinstance(pack.source, PackageSource)}
    assert sources
    for source in sources:
        name, _, version = source.requirement.partition("==")
        assert metadata.version(name) == version


def test_an_empty_folder_has_only_what_packages_bring(tmp_path: Path) -> None:
    states = {state.pack.id: state.state for state in rulesets.verify(tmp_path / "nowhere")}
    there = {name for name, state in states.items() if state == "present"}
    assert there == {pack.id for pack in PACKS if isinstance(pack.source, PackageSource)}
    assert {states[pack.id] for pack in WHEEL_PACKS} == {"missing"}


def test_a_copy_is_enough(rules_dir: Path, tmp_path: Path) -> None:
    rulesets.require(copied(rules_dir, tmp_path))


def test_a_changed_byte_is_damage(rules_dir: Path, tmp_path: Path) -> None:
    path = copied(rules_dir, tmp_path) / WHEEL_PACKS[0].file_name
    path.write_bytes(path.read_bytes() + b"\n")
    amiss = [state for state in rulesets.verify(tmp_path) if state.amiss]
    assert [(state.pack, state.state) for state in amiss] == [(WHEEL_PACKS[0], "damaged")]


def test_another_wheel_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete):
        rulesets.install(b"PK", WHEEL, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_the_listed_members_are_taken(
    rules_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = a_zip(
        {pack.members[0]: (rules_dir / pack.file_name).read_bytes() for pack in WHEEL_PACKS}
    )
    source = repinned(monkeypatch, archive)
    assert len(rulesets.install(archive, source, tmp_path)) == len(WHEEL_PACKS)
    assert {path.name for path in tmp_path.iterdir()} == {pack.file_name for pack in WHEEL_PACKS}


def test_a_changed_member_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = a_zip({pack.members[0]: b"<xsl/>" for pack in WHEEL_PACKS})
    source = repinned(monkeypatch, archive)
    with pytest.raises(SetupIncomplete):
        rulesets.install(archive, source, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_pack_is_added_by_its_hash_alone(rules_dir: Path, tmp_path: Path) -> None:
    pack = WHEEL_PACKS[0]
    archive = a_zip({"elsewhere/any.XSLT": (rules_dir / pack.file_name).read_bytes()})
    (tmp_path / "some.jar").write_bytes(archive)
    assert rulesets.add_file(tmp_path / "some.jar", tmp_path / "rules") == (pack,)
    assert rulesets.is_present(pack, tmp_path / "rules")


@pytest.mark.parametrize(
    "archive", [b"", b"no zip", b"PK\x03\x04", "a_zip", "cut"], ids=lambda value: str(value)[:8]
)
def test_an_archive_without_a_pack_adds_nothing(tmp_path: Path, archive: bytes | str) -> None:
    whole = a_zip({"any.xslt": b"<xsl/>"})
    content = {"a_zip": whole, "cut": whole[:-9]}[archive] if isinstance(archive, str) else archive
    with pytest.raises(SetupIncomplete):
        rulesets.add(content, tmp_path / "rules")
    assert not (tmp_path / "rules").exists()


def test_a_file_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete):
        rulesets.add_file(tmp_path / "no.jar", tmp_path)


async def test_without_packs_nothing_starts(tmp_path: Path) -> None:
    judge = Judge(
        tmp_path, workers=1, timeout_seconds=1, waiting_max=1, worker_memory_bytes_max=1 << 30
    )
    with pytest.raises(SetupIncomplete):
        await judge.start()
    assert not judge.ready


def test_a_pack_counts_from_the_moment_at_which_it_stands_there(tmp_path: Path) -> None:
    content = b"<rules/>"
    source = ArchiveSource("some:rules:1")
    pack = replace(PACKS[0], source=source, sha256=hashlib.sha256(content).hexdigest())
    installed = Installed(tmp_path, (pack,))
    assert not installed.has(pack.id)
    (tmp_path / pack.file_name).write_bytes(content)
    assert installed.has(pack.id)
    (tmp_path / pack.file_name).write_bytes(b"<other/>")
    assert not installed.has(pack.id)
    (tmp_path / pack.file_name).unlink()
    assert not installed.has(pack.id)


def a_zip(members: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in {**members, "package/__init__.py": b"", "../evil": b""}.items():
            wheel.writestr(name, content)
    return archive.getvalue()


def repinned(monkeypatch: pytest.MonkeyPatch, wheel: bytes) -> WheelSource:
    """Pin another wheel, as an update of the table would."""
    source = WheelSource("some-wheel==1", hashlib.sha256(wheel).hexdigest())
    monkeypatch.setattr(
        rulesets, "PACKS", tuple(replace(pack, source=source) for pack in WHEEL_PACKS)
    )
    return source
