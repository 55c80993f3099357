"""Lets metrics add up over the processes of one server."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

# What prometheus-client looks for, once, when it is imported first.
_FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"


@contextmanager
def shared_metrics(processes: int) -> Iterator[None]:
    """Give several processes a folder for their counts as long as the block runs."""
    if processes == 1:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="zugio-metrics-") as folder:
        os.environ[_FOLDER_VARIABLE] = folder
        yield
