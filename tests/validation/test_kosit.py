"""The same verdict and the same error ids as KoSIT's own validator, on real invoices."""

import asyncio
import csv
from pathlib import Path

import pytest

from validation.judge import Judge
from validation.scenarios import Scenario, scenario_for

SCENARIOS = {"EN16931 (CII)": "en16931", "EN16931 XRechnung (CII)": "xrechnung"}


@pytest.mark.parametrize("kosit_name", SCENARIOS)
async def test_agrees_with_kosit(judge: Judge, corpus: Path, kosit_name: str) -> None:
    name = SCENARIOS[kosit_name]
    rows = [row for row in _rows(corpus) if row["scenario"] == kosit_name]
    judgements = await asyncio.gather(*(_judge(judge, corpus / row["path"], name) for row in rows))
    scenario = scenario_for(name, "cii")
    expected = {row["path"]: _expected(row, scenario) for row in rows}
    ours = dict(zip(expected, judgements, strict=True))
    assert len(ours) > 100
    assert {path: ours[path] for path in ours if ours[path] != expected[path]} == {}


async def _judge(judge: Judge, path: Path, name: str) -> tuple[str, set[str]]:
    xml = path.read_bytes()  # noqa: ASYNC240  a small file of a test
    judgement = await judge.judge(xml, scenario=name, syntax="cii")
    errors = {finding.rule for finding in judgement.findings if finding.severity == "error"}
    return judgement.verdict, errors


def _rows(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "kosit.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _expected(row: dict[str, str], scenario: Scenario) -> tuple[str, set[str]]:
    """KoSIT's ids stand before its customLevel, and it names schema errors by Xerces' codes."""
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
    return ("valid" if row["assessment"] == "accept" else "invalid"), errors
