"""A folder that a browser needs while it runs; it holds fonts and settings, never an invoice."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "zugio-browser-"
_ADOPTED = "adopted"


class ScratchFolder:
    """A temporary folder, locked as long as its owner lives, so that others see who is gone."""

    def __init__(self) -> None:
        _sweep()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def adopt(self, folder: Path) -> None:
        """Have a folder that somebody else made removed together with this one."""
        (self.path / _ADOPTED).symlink_to(folder)

    def remove(self) -> None:
        """Remove the folder and all in it; nothing happens the second time."""
        if self._descriptor >= 0:
            _remove(self.path)
            os.close(self._descriptor)
            self._descriptor = -1


def _sweep() -> None:
    """Remove the folders of those who were killed and could not do it themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                if os.fstat(descriptor).st_uid == os.getuid():
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    _remove(folder)
            finally:
                os.close(descriptor)


def _remove(folder: Path) -> None:
    adopted = folder / _ADOPTED
    if adopted.is_symlink():
        shutil.rmtree(adopted.readlink(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
