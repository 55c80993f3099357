"""The processes that we have started, as the kernel lists them, and the hard way to end them."""

import os
import signal
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def children_of(parent: int) -> frozenset[int]:
    """Return the ids of the direct children of a process."""
    processes = (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())
    return frozenset(process for process in processes if _parent_of(process) == parent)


def arguments_of(process: int) -> tuple[str, ...]:
    """Return the command line of a process; empty if it has ended."""
    with suppress(OSError):
        line = (_PROC / str(process) / "cmdline").read_bytes()
        return tuple(line.decode(errors="replace").split("\0"))
    return ()


def kill(process: int) -> None:
    """End a process without asking; nothing happens if it has ended."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def kill_group(leader: int) -> None:
    """End a process group without asking; nothing happens if it has ended."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _parent_of(process: int) -> int | None:
    with suppress(OSError):
        status = (_PROC / str(process) / "stat").read_text(errors="replace")
        # The name before it stands in brackets and may hold anything, also brackets and spaces.
        return int(status.rpartition(")")[2].split()[1])
    return None
