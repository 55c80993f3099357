"""How fast `zugio validate` is beside another validator, start included, in one run.

`python -m benchmarks.validation CORPUS MUSTANG` judges every XML file of the corpus for which
KoSIT has a scenario, with each in turn, and prints seconds and their ratio. CORPUS and MUSTANG
are by default what the tests use. Only the ratio can be compared between machines.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter

from msgspec import Struct

ZUGIO = (sys.executable, "-m", "gateway.cli", "validate")
ROOT = Path(__file__).parent.parent
RUNS = 3


class Taken(Struct, frozen=True):
    """Seconds on the clock, and of the processors."""

    wall: float
    cpu: float


def files_of(corpus: Path) -> list[str]:
    """Return the XML files that KoSIT's own validator has a verdict on."""
    with (corpus / "kosit.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t")
        return [str(corpus / row["path"]) for row in rows if row["scenario"] != "(none)"]


def take_time(command: Sequence[str]) -> Taken:
    """Run a command to its end, whatever its verdict."""
    used = getrusage(RUSAGE_CHILDREN)
    started = perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    wall = perf_counter() - started
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return Taken(wall, cpu)


def main(corpus: str | None = None, mustang: str | None = None) -> int:
    """Run both and print what they took."""
    folder = Path(corpus or os.environ["ZUGIO_TEST_CORPUS"])
    other = Path(mustang or Path(os.environ["ZUGIO_TEST_ORACLES"], "mustang"))
    files = files_of(folder)
    ours = [take_time((*ZUGIO, *files)) for _ in range(RUNS)]
    theirs = take_time((str(other), *files))
    # Before and after, so that a busy moment of the machine does not favour one.
    ours += [take_time((*ZUGIO, *files)) for _ in range(RUNS)]
    wall, cpu = median(run.wall for run in ours), median(run.cpu for run in ours)
    print(f"{len(files)} files, start included; ours is the median of {len(ours)} runs")
    print(f"{'zugio validate':<16}{wall:>8.1f} s {cpu:>8.1f} s of processors")
    print(f"{'Mustang':<16}{theirs.wall:>8.1f} s {theirs.cpu:>8.1f} s of processors")
    print(f"{'Mustang / zugio':<16}{theirs.wall / wall:>8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
