"""Lets metrics add up over the processes of one server."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gateway.settings import share_metrics_in


@contextmanager
def shared_metrics(processes: int) -> Iterator[None]:
    """Give several processes a folder for their counts as long as the block runs."""
    if processes == 1:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="zugio-metrics-") as folder:
        share_metrics_in(Path(folder))
        yield
