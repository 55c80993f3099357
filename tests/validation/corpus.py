"""The tables of the corpus, and documents of it judged."""

import asyncio
import csv
import re
from collections.abc import Iterable
from pathlib import Path

from validation.judge import Judge, Judgement


def read_rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


async def judge_all(
    judge: Judge, corpus: Path, rows: Iterable[dict[str, str]]
) -> list[tuple[dict[str, str], Judgement]]:
    """Judge the documents of some rows, each by what it says itself."""
    chosen = list(rows)
    jobs = (judge.judge((corpus / row["path"]).read_bytes()) for row in chosen)
    return list(zip(chosen, await asyncio.gather(*jobs), strict=True))


def errors(judgement: Judgement) -> set[str]:
    return {finding.rule for finding in judgement.findings if finding.severity == "error"}


def rule_ids(cell: str) -> set[str]:
    """Pick the rule ids out of a cell that also holds other text."""
    return set(re.findall(r"(?<![\w-])[A-Z]{2,}-[A-Z0-9][\w-]*", cell))
