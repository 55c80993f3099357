"""The process that Saxon runs in.

`python -m validation.worker RULES_DIR PREPARED_PACKS MEMORY_BYTES PARENT_PID`: the packs to compile
before the first job stand in one argument, with commas between. It answers jobs from its standard
input until that ends, and dies with the process that started it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from validation.examination import Examiner
from validation.serving import Server, serve
from validation.wire import Step, decode_job


def main(
    rules_dir: Path, prepared: tuple[str, ...], memory_bytes_max: int, parent_pid: int
) -> None:
    """Answer jobs until the pipe ends, and compile rules while there are none."""

    def prepare() -> Server:
        examiner = Examiner(rules_dir, prepared)

        def answer(body: bytes) -> Iterator[Step]:
            return examiner.examine(decode_job(body))

        return Server(answer=answer, spare_work=examiner.warm_up())

    serve(prepare, memory_bytes_max=memory_bytes_max, parent_pid=parent_pid)


if __name__ == "__main__":
    packs = tuple(filter(None, sys.argv[2].split(",")))
    main(Path(sys.argv[1]), packs, int(sys.argv[3]), int(sys.argv[4]))
