"""Lets metrics add up over the processes of one server."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gateway.settings import metrics_folder, share_metrics_in

# As prometheus-client names the file of gauges that count for living processes alone.
_GAUGES_OF_PROCESS = re.compile(r"gauge_live\w*_(\d+)\.db")


@contextmanager
def shared_metrics(processes: int) -> Iterator[None]:
    """Give several processes a folder for their counts as long as the block runs."""
    if processes == 1:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="zugio-metrics-") as folder:
        share_metrics_in(Path(folder))
        yield


def forget_the_dead() -> None:
    """Leave out what processes that are gone had under way; what they counted stays."""
    for file in metrics_folder().iterdir():
        found = _GAUGES_OF_PROCESS.fullmatch(file.name)
        if found and not _lives(int(found[1])):
            file.unlink(missing_ok=True)  # a sibling may be doing the same


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):  # the latter is another user's, so none of ours
        return False
    return True
