"""What commands print: whole, or with a word about why not.

Text is in the encoding of the terminal; what programs read is UTF-8 wherever it is printed.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

# As sysexits.h and shells have them.
EXIT_OUTPUT_LOST = 74
EXIT_INTERRUPTED = 130
EXIT_NOBODY_READS = 141


class OutputLost(Exception):
    """Standard output takes nothing more; the text says why."""


def put_out(parts: Iterable[str], encoding: str | None = None) -> None:
    """Print the parts; raises OutputLost and BrokenPipeError.

    encoding: None is that of the terminal, with marks for what it does not have.
    """
    if sys.stdout is None:
        raise OutputLost("it is closed")
    for part in parts:
        content = part.encode(encoding or sys.stdout.encoding, "replace")
        with _losses_told():
            sys.stdout.buffer.write(content)
    finish_output()


def finish_output() -> None:
    """Print what still waits to be; raises OutputLost and BrokenPipeError."""
    if sys.stdout is not None:
        with _losses_told():
            sys.stdout.flush()


def give_up_output() -> None:
    """Throw away what still waits, so that it is not tried again when Python ends."""
    if sys.stdout is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def shown_name(file: Path) -> str:
    """Return a name that can stand anywhere: bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(file).decode(errors="backslashreplace")


@contextmanager
def _losses_told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost(error.strerror) from error
