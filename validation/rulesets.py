"""How rule packs get into a folder, and whether what stands there is what the table names.

Nothing here fetches: whoever has an archive hands its bytes over, and what counts is the SHA-256
of each file alone.
"""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Literal

from msgspec import Struct

from profiles.errors import SetupIncomplete
from validation.pack import PackageSource, RulePack, WheelSource
from validation.packs import PACKS

__all__ = [
    "PACKS",
    "PackState",
    "RulePack",
    "WheelSource",
    "add",
    "add_file",
    "contents",
    "install",
    "is_present",
    "require",
    "verify",
]

MEND = "run `zugio rules sync`"
ADDED_BYTES_MAX = 200 << 20
_FILES_MAX = 20_000
_RULE_FILE_BYTES_MAX = 16 << 20
_RULE_FILE_NAMES = (".xsl", ".xslt")


class PackState(Struct, frozen=True):
    """What stands of one pack in a rules folder."""

    pack: RulePack
    state: Literal["present", "missing", "damaged"]

    @property
    def amiss(self) -> bool:
        """Whether the product cannot work like this; a pack that is optional may be missing."""
        return self.state == "damaged" or (self.state == "missing" and not self.pack.optional)

    @property
    def described(self) -> str:
        """The state in words, with the mend of a pack that `zugio rules sync` cannot bring."""
        if self.state == "present" or not self.pack.optional:
            return self.state
        return f"{self.state} (`zugio rules add FILE`, out of {self.pack.source.requirement})"


def install(archive: bytes, source: WheelSource, rules_dir: Path) -> tuple[RulePack, ...]:
    """Put the packs of one wheel into `rules_dir`, each whole or not at all.

    Raises SetupIncomplete where the wheel or a file in it is not the pinned one.
    """
    _require_hash(archive, source.sha256, source.requirement)
    packs = tuple(pack for pack in PACKS if pack.source == source)
    rules_dir.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(archive)) as wheel:
        for pack in packs:
            (member,) = pack.members
            content = wheel.read(member)
            _require_hash(content, pack.sha256, member)
            _write_whole(rules_dir / pack.file_name, content)
    return packs


def add(archive: bytes, rules_dir: Path) -> tuple[RulePack, ...]:
    """Put every pack of the table that a zip or jar holds, by whatever name, into `rules_dir`.

    Raises SetupIncomplete where it is no archive, or holds no pack of the table.
    """
    wanted = {pack.sha256: pack for pack in PACKS if not isinstance(pack.source, PackageSource)}
    found: dict[str, bytes] = {}
    try:
        for content in _rule_files(archive):
            sha256 = hashlib.sha256(content).hexdigest()
            if sha256 in wanted:
                found[sha256] = content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SetupIncomplete("the file is no readable zip or jar") from error
    if not found:
        names = ", ".join(f"{p.label} ({p.source.requirement})" for p in wanted.values())
        raise SetupIncomplete(f"the file holds none of the pinned rule packs: {names}")
    rules_dir.mkdir(parents=True, exist_ok=True)
    for sha256, content in found.items():
        _write_whole(rules_dir / wanted[sha256].file_name, content)
    return tuple(wanted[sha256] for sha256 in found)


def add_file(path: Path, rules_dir: Path) -> tuple[RulePack, ...]:
    """Do so with a file; raises SetupIncomplete where it cannot be read, too."""
    try:
        if path.stat().st_size > ADDED_BYTES_MAX:
            raise SetupIncomplete(f"{path} is larger than {ADDED_BYTES_MAX >> 20} MB")
        archive = path.read_bytes()
    except OSError as error:
        raise SetupIncomplete(f"{path} cannot be read: {error.strerror}") from error
    try:
        return add(archive, rules_dir)
    except SetupIncomplete as unfit:
        raise SetupIncomplete(f"{path}: {unfit}") from unfit


def verify(rules_dir: Path) -> tuple[PackState, ...]:
    """Compare what stands in `rules_dir` and in the installed packages with the table."""
    return tuple(PackState(pack, _state(pack, rules_dir)) for pack in PACKS)


def is_present(pack: RulePack, rules_dir: Path) -> bool:
    """Whether one pack is installed, as it was published."""
    return _state(pack, rules_dir) == "present"


def require(rules_dir: Path) -> None:
    """Raise SetupIncomplete, naming packs and mend, unless all but optional packs are whole."""
    amiss = [f"{s.pack.label} is {s.state}" for s in verify(rules_dir) if s.amiss]
    if amiss:
        raise SetupIncomplete(f"rule packs: {', '.join(amiss)}; {MEND}")


def contents(pack: RulePack, rules_dir: Path) -> Mapping[str, bytes]:
    """Read the files of a pack by name, members first; raises OSError where one is missing."""
    if not isinstance(pack.source, PackageSource):
        return {pack.file_name: (rules_dir / pack.file_name).read_bytes()}
    folder = _folder_of(pack.source)
    beside = folder.glob(pack.beside) if pack.beside else ()
    paths = dict.fromkeys([folder / member for member in pack.members] + sorted(beside))
    return {path.name: path.read_bytes() for path in paths}


def digest(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of one file, or that of the lines that `sha256sum` prints for several."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    if len(sums) == 1:
        return next(iter(sums.values()))
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    return hashlib.sha256(lines.encode()).hexdigest()


def _folder_of(source: PackageSource) -> Path:
    """Find a package without importing it, which would take longer than to read its files."""
    spec = find_spec(source.package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(source.requirement)
    return Path(spec.origin).parent / source.folder


def _rule_files(archive: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(archive)) as files:
        for entry in files.infolist()[:_FILES_MAX]:
            is_rule_file = entry.filename.lower().endswith(_RULE_FILE_NAMES)
            if is_rule_file and entry.file_size <= _RULE_FILE_BYTES_MAX:
                with files.open(entry) as file:
                    yield file.read(_RULE_FILE_BYTES_MAX)


def _state(pack: RulePack, rules_dir: Path) -> Literal["present", "missing", "damaged"]:
    try:
        files = contents(pack, rules_dir)
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"
    return "present" if digest(files) == pack.sha256 else "damaged"


def _require_hash(content: bytes, sha256: str, name: str) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise SetupIncomplete(f"{name} does not have the pinned SHA-256 {sha256}")


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no reader ever sees half a file."""
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        part.chmod(0o644)  # mkstemp's 0600 would lock out the user that serves
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
