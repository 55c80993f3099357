"""The same verdict and the same error ids as KoSIT's own validator, on every real invoice."""

import asyncio
import csv
from pathlib import Path

import pytest

from validation.judge import Judge, Judgement
from validation.scenarios import scenario_for

SCENARIOS = {
    "EN16931": "en16931",
    "EN16931 XRechnung": "xrechnung",
    "EN16931 XRechnung CVD": "xrechnung-cvd",
    "EN16931 XRechnung Extension": "xrechnung-extension",
}
KINDS = {"CII": "cii", "UBL Invoice": "ubl-invoice", "UBL CreditNote": "ubl-credit-note"}

Answer = tuple[str, str | None, str | None, frozenset[str]]


async def test_agrees_with_kosit_on_every_document(judge: Judge, corpus: Path) -> None:
    rows = [row for row in _rows(corpus / "kosit.tsv") if row["scenario"] != "(none)"]
    judgements = await asyncio.gather(*(_judged(judge, corpus / row["path"]) for row in rows))
    ours = {row["path"]: _ours(judgement) for row, judgement in zip(rows, judgements, strict=True)}
    kosits = {row["path"]: _kosits(row) for row in rows}
    assert len(rows) > 600
    assert {path: (ours[path], kosits[path]) for path in ours if ours[path] != kosits[path]} == {}


async def _judged(judge: Judge, path: Path) -> Judgement:
    return await judge.judge(path.read_bytes())  # noqa: ASYNC240  a small file of a test


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _ours(judgement: Judgement) -> Answer:
    errors = {finding.rule for finding in judgement.findings if finding.severity == "error"}
    return judgement.verdict, judgement.scenario, judgement.kind, frozenset(errors)


def _kosits(row: dict[str, str]) -> Answer:
    """KoSIT's ids stand before its customLevel, and it names schema errors by Xerces' codes."""
    name, _, kind = row["scenario"].removesuffix(")").partition(" (")
    scenario = scenario_for(SCENARIOS[name], KINDS[kind])  # type: ignore[arg-type]  one of three
    levels = {
        "error": row["errors"],
        "warning": row["warnings"],
        "information": row["informations"],
    }
    errors = {
        "ZG-XSD" if rule.startswith("cvc-") else rule
        for level, rules in levels.items()
        for rule in rules.split()
        if scenario.custom_levels.get(rule, level) == "error"
    }
    verdict = "valid" if row["assessment"] == "accept" else "invalid"
    return verdict, SCENARIOS[name], KINDS[kind], frozenset(errors)
