"""DejaVu Sans out of a wheel, for machines where fonts cannot be installed by the system."""

import hashlib
import io
import zipfile
from pathlib import Path

from msgspec import Struct

from profiles.errors import SetupIncomplete


class FontWheel(Struct, frozen=True, kw_only=True):
    """A pinned wheel and the font files in it that are wanted."""

    requirement: str
    sha256: str
    licence: str
    files: tuple[str, ...]


DEJAVU_SANS = FontWheel(
    requirement="rinoh-typeface-dejavusans==0.1.0",
    sha256="33969baf201b9249979f4e923e973d48de2bb6e049ffaf0714ddd57d82f647b4",
    licence="Bitstream Vera licence; DejaVu's changes are in the public domain",
    files=(
        "rinoh_typeface_dejavusans/DejaVuSans.ttf",
        "rinoh_typeface_dejavusans/DejaVuSans-Bold.ttf",
    ),
)


def install(archive: bytes, fonts_dir: Path, wheel: FontWheel = DEJAVU_SANS) -> tuple[Path, ...]:
    """Unpack the fonts of the wheel into the folder; SetupIncomplete if it is not that wheel."""
    if hashlib.sha256(archive).hexdigest() != wheel.sha256:
        raise SetupIncomplete(f"the font wheel is not {wheel.requirement} as it was pinned")
    fonts_dir.mkdir(parents=True, exist_ok=True)
    installed = []
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        for name in wheel.files:
            file = fonts_dir / Path(name).name
            file.write_bytes(members.read(name))
            installed.append(file)
    return tuple(installed)
