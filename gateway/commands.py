"""Runs the outside programs that set-up needs: pip, apt, the browser."""

import subprocess
from collections.abc import Sequence

from profiles.errors import SetupIncomplete

_LINES_KEPT = 6


def run(command: Sequence[str], *, timeout_seconds: float) -> str:
    """What the command printed; SetupIncomplete with the end of its output where it failed."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_seconds,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        end = "\n".join(error.output.strip().splitlines()[-_LINES_KEPT:])
        raise SetupIncomplete(f"{command[0]} failed:\n{end}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupIncomplete(f"{command[0]} did not run: {error}") from error
    return done.stdout
