"""The process that PDFs are read in: `python -m validation.container.worker MEMORY PARENT_PID`.

A PDF can be made to eat time and memory. Here it can take no more than this process has, and the
rule workers, which are dear to start, go on.
"""

import logging
import sys
from collections.abc import Iterator

from pikepdf import settings

from validation.container.inspection import inspect_pdf
from validation.container.reading import ContainerReading
from validation.container.wordings import finding, read_wordings
from validation.serving import Server, serve
from validation.wire import ContainerRead, decode_container_job

_FLATE_BYTES_MAX = 64 << 20
_FILTERS_MAX = 4
_WARNINGS_MAX = 1000
_CONTAINER_SIZE_MAX = 100_000


def main(memory_bytes_max: int, parent_pid: int) -> None:
    """Answer jobs until the pipe ends."""
    serve(_prepare, memory_bytes_max=memory_bytes_max, parent_pid=parent_pid)


def _prepare() -> Server:
    # These are for what qpdf unpacks by itself: the tables and objects of the document.
    settings.set_qpdf_limits(
        doc_max_warnings=_WARNINGS_MAX,
        parser_max_container_size=_CONTAINER_SIZE_MAX,
        max_stream_filters=_FILTERS_MAX,
        flate_max_memory=_FLATE_BYTES_MAX,
        png_max_memory=_FLATE_BYTES_MAX,
        tiff_max_memory=_FLATE_BYTES_MAX,
        run_length_max_memory=_FLATE_BYTES_MAX,
        dct_max_memory=_FLATE_BYTES_MAX,
    )
    logging.disable()  # what pikepdf logs holds parts of the document, and nobody reads it here
    read_wordings()
    return Server(answer=_answer)


def _answer(body: bytes) -> Iterator[ContainerRead]:
    yield ContainerRead(_read(body))


def _read(body: bytes) -> ContainerReading:
    job = decode_container_job(body)
    try:
        return inspect_pdf(job.pdf, job.limits)
    except MemoryError:
        return ContainerReading(findings=(finding("ZG-PDF-TOO-COSTLY"),))
    except Exception:  # pikepdf has many kinds, and all of them mean the same
        return ContainerReading(findings=(finding("ZG-PDF-BROKEN"),))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
