"""How long one invoice takes, stage by stage, and how much of it the side-by-side run saves.

`python -m benchmarks.flow` prints medians in milliseconds and ratios within this run; only the
ratios can be compared between machines.
"""

import asyncio
from collections import defaultdict
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from msgspec.structs import replace

from gateway.decoding import decode
from gateway.dialects.zugio.mapping import map_request
from gateway.engines import Engines
from gateway.order import Order
from gateway.settings import read_settings
from gateway.stopwatch import Stopwatch
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.invoice import Invoice
from profiles.semantic.totals import compute
from profiles.syntax.cii import write_cii

EXAMPLE = Path(__file__).parent.parent / "examples" / "invoice.json"
RUNS = 40
WARM_UP_RUNS = 5
LINES = 1000


async def time_requests() -> None:
    """Print the stages of one request, and one request against the sum of its stages."""
    order = Order(body=EXAMPLE.read_bytes())
    stages: dict[str, list[float]] = defaultdict(list)
    async with Engines(read_settings()).running() as engines:
        for run in range(WARM_UP_RUNS + RUNS):
            stopwatch = Stopwatch()
            started = perf_counter()
            await engines.pipeline.issue(order, stopwatch)
            whole = perf_counter() - started
            if run >= WARM_UP_RUNS:
                stages["whole request"].append(whole)
                for lap in stopwatch.laps:
                    stages[lap.stage].append(lap.seconds)
        throughput = await count_throughput(engines, order)
    medians = {stage: median(seconds) * 1000 for stage, seconds in stages.items()}
    for stage, milliseconds in medians.items():
        print(f"{stage:<32}{milliseconds:>8.1f} ms")
    whole = medians.pop("whole request")
    print(f"{'one request / sum of its stages':<32}{whole / sum(medians.values()):>8.2f}")
    print(f"{'8 at a time / one at a time':<32}{throughput * whole / 1000:>8.2f}")


async def count_throughput(engines: Engines, order: Order) -> float:
    """Return requests a second with eight under way at a time."""

    async def issue_some() -> None:
        for _ in range(RUNS // 4):
            await engines.pipeline.issue(order, Stopwatch())

    started = perf_counter()
    await asyncio.gather(*(issue_some() for _ in range(8)))
    return 8 * (RUNS // 4) / (perf_counter() - started)


def time_writing() -> None:
    """Print the processor time of writing a long invoice, and what it grows by with its length."""
    long, short = (median(processor_times(invoice_of(lines))) for lines in (LINES, LINES // 10))
    print(f"{f'write {LINES} lines (processor)':<32}{long * 1000:>8.1f} ms")
    print(f"{f'{LINES} lines / {LINES // 10} lines':<32}{long / short:>8.2f}")


def invoice_of(lines: int) -> Invoice:
    """Return the example with its lines repeated up to so many."""
    request = decode(EXAMPLE.read_bytes(), lines_max=lines)
    short = map_request(request, DEFAULT_PROFILE).invoice
    return compute(replace(short, lines=(short.lines * lines)[:lines]))


def processor_times(invoice: Invoice) -> list[float]:
    times = []
    for _ in range(9):
        started = process_time()
        write_cii(invoice)
        times.append(process_time() - started)
    return times


if __name__ == "__main__":
    asyncio.run(time_requests())
    time_writing()
