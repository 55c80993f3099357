"""What becomes of a process when the one that started it dies."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have Linux kill this process as soon as its parent is gone; elsewhere do nothing."""
    if not hasattr(os, "sched_getaffinity"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
