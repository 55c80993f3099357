"""Which files a command line names: files, folders of such, standard input, and pipes."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from gateway.file_findings import FILE_BYTES_MAX
from gateway.files import STANDARD_STREAM

_SUFFIXES = (".json", ".pdf", ".xml")


class NamedFiles(Struct, frozen=True):
    """What there is to read, each once.

    held: what can be read a single time only, read.
    problems: what is named and cannot be read, and why.
    """

    files: tuple[Path, ...]
    held: Mapping[Path, bytes]
    problems: tuple[str, ...]


def named_files(paths: Iterable[Path]) -> NamedFiles:
    """Look at every path; what is wrong with one keeps no other from being read."""
    files: dict[Path, None] = {}
    held: dict[Path, bytes] = {}
    problems: list[str] = []
    for path in dict.fromkeys(paths):
        try:
            mode = 0 if path == STANDARD_STREAM else path.stat().st_mode
            if stat.S_ISDIR(mode):
                found = sorted(_inside(path, problems))
                if not found:
                    problems.append(f"{path}: no file in it ends in one of {', '.join(_SUFFIXES)}")
                files.update(dict.fromkeys(found))
                continue
            if not stat.S_ISREG(mode):
                held[path] = _read_once(path)
        except OSError as error:
            problems.append(unreadable(path, error))
        else:
            files[path] = None
    return NamedFiles(tuple(files), held, tuple(problems))


def unreadable(path: Path, error: OSError) -> str:
    """Say which path cannot be read, and why."""
    return f"{path}: {error.strerror or type(error).__name__}"


def _inside(folder: Path, problems: list[str]) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        problems.append(unreadable(Path(error.filename), error))

    for name, _, files in os.walk(folder, onerror=tell):
        inside = (Path(name, file) for file in files if file.lower().endswith(_SUFFIXES))
        yield from (path for path in inside if path.is_file())


def _read_once(path: Path) -> bytes:
    if path != STANDARD_STREAM:
        with path.open("rb") as opened:
            return opened.read(FILE_BYTES_MAX + 1)
    if sys.stdin is None:
        raise OSError(None, "standard input is closed")
    return sys.stdin.buffer.read(FILE_BYTES_MAX + 1)
