"""The conformance report: how many hold, and why the others do not."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks.conformance.checks import CHECKS, Result

_CAUSES = Path(__file__).parent / "causes.tsv"

Results = Mapping[str, Sequence[Result]]
# The results of each cause; None stands for what nobody has explained.
Causes = Mapping[str | None, Sequence[Result]]


def explain(by_check: Results) -> Causes:
    """Sort all misses by their cause: each miss must match a pattern of one and the same cause."""
    with _CAUSES.open(encoding="utf-8", newline="") as lines:
        known = [
            (row["check"], row["miss"], row["cause"])
            for row in csv.DictReader(lines, delimiter="\t")
        ]
    causes: dict[str | None, list[Result]] = defaultdict(list)
    for results in by_check.values():
        for result in results:
            if not result.misses:
                continue
            found = {
                next(
                    (
                        cause
                        for check, pattern, cause in known
                        if check == result.check and fnmatchcase(miss, pattern)
                    ),
                    None,
                )
                for miss in result.misses
            }
            for cause in {None} if None in found else found:
                causes[cause].append(result)
    return causes


def summary(by_check: Results, causes: Causes) -> str:
    """Return the counts as lines of text."""
    lines = [f"{'check':14} {'documents':>9} {'hold':>6}  promise"]
    for check, promise in CHECKS.items():
        results = by_check.get(check, ())
        hold = sum(not result.misses for result in results)
        lines.append(f"{check:14} {len(results):9} {hold:6}  {promise}")
    lines += [
        f"{len(results):4} × {cause or 'no cause known'}" for cause, results in causes.items()
    ]
    return "\n".join(lines)


def write_report(path: Path, by_check: Results, causes: Causes) -> None:
    """Write the table and every miss with its cause."""
    rows = [
        f"| {promise} | {len(by_check.get(check, ()))} | "
        f"{sum(not result.misses for result in by_check.get(check, ()))} |"
        for check, promise in CHECKS.items()
    ]
    parts = [_HEAD, "| promise | documents | hold |", "| --- | --: | --: |", *rows, _MISSES]
    for cause, results in sorted(causes.items(), key=lambda entry: -len(entry[1])):
        parts.append(f"### {cause or 'No cause known yet'}\n")
        parts += sorted(f"- {result.name} ({CHECKS[result.check].lower()})" for result in results)
        parts.append("")
    path.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


_HEAD = """# Conformance

What `make conformance CORPUS=…` found on a corpus of real invoices: official samples, test suites,
and documents of other products. The file is written by that command.
"""
_MISSES = """
## What does not hold, and why
"""
