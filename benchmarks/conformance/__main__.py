"""`python -m benchmarks.conformance FOLDER [REPORT]` checks every invoice of a folder.

It prints how many hold, writes the table with the cause of every miss, and fails where a miss has
no cause.
"""

import asyncio
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.conformance.checks import Result, examine
from benchmarks.conformance.corpus import Sample, samples
from benchmarks.conformance.report import explain, summary, write_report
from gateway.settings import read_settings
from validation.container.reader import ContainerReader
from validation.judge import Judge

_AT_ONCE = 8


async def check_all(folder: Path) -> list[Result]:
    """Check every document of a folder."""
    settings = read_settings()
    judge = Judge(
        settings.rules_dir,
        workers=settings.rule_workers_effective,
        timeout_seconds=60,
        waiting_max=_AT_ONCE,
        worker_memory_bytes_max=settings.rule_worker_memory_bytes_max,
    )
    containers = ContainerReader(workers=1, waiting_max=_AT_ONCE)
    room = asyncio.Semaphore(_AT_ONCE)

    async def check(sample: Sample) -> list[Result]:
        async with room:
            return await examine(sample, judge, containers)

    try:
        await asyncio.gather(judge.start(), containers.start())
        found = await asyncio.gather(*(check(sample) for sample in samples(folder)))
    finally:
        await asyncio.gather(judge.stop(), containers.stop())
    return [result for results in found for result in results]


def main(folder: Path, report: Path | None) -> int:
    """Return 1 where a miss has no cause."""
    by_check: dict[str, list[Result]] = defaultdict(list)
    for result in asyncio.run(check_all(folder)):
        by_check[result.check].append(result)
    causes = explain(by_check)
    print(summary(by_check, causes))
    if report is not None:
        write_report(report, by_check, causes)
    unexplained = causes.get(None, [])
    for result in unexplained:
        print(f"no cause: {result.check} {result.name}: {', '.join(result.misses)}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    _, folder_name, *more = sys.argv
    raise SystemExit(main(Path(folder_name), Path(more[0]) if more else None))
