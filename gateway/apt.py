"""Debian's and Ubuntu's packages, where they can be installed without asking for a password."""

import contextlib
import os
import shutil
from collections.abc import Sequence

from gateway.commands import run
from profiles.errors import SetupIncomplete

_TIMEOUT_SECONDS = 900


def command(packages: Sequence[str]) -> str:
    """What a person types to install `packages`."""
    return "sudo apt-get install " + " ".join(packages)


def usable() -> bool:
    """Whether apt is here and this process may install by it."""
    return shutil.which("apt-get") is not None and _as_root() is not None


def install(packages: Sequence[str]) -> None:
    """Installs `packages`; SetupIncomplete where that is not allowed or fails."""
    as_root = _as_root()
    if as_root is None:
        raise SetupIncomplete("apt needs root or sudo without a password")
    apt = (*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
    wanted = (*apt, "install", "--yes", "--no-install-recommends", *packages)
    try:
        run(wanted, timeout_seconds=_TIMEOUT_SECONDS)
    except SetupIncomplete:
        # The package lists are missing or too old. An update that cannot read one of several
        # sources says so but does its work, and the packages may come from another.
        with contextlib.suppress(SetupIncomplete):
            run((*apt, "update"), timeout_seconds=_TIMEOUT_SECONDS)
        run(wanted, timeout_seconds=_TIMEOUT_SECONDS)


def _as_root() -> tuple[str, ...] | None:
    """The words before a command that make it run as root; None where that takes a password."""
    if os.geteuid() == 0:
        return ()
    try:
        run(("sudo", "-n", "true"), timeout_seconds=10)
    except SetupIncomplete:
        return None
    return ("sudo", "-n")
