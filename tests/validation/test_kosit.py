"""The same verdict and the same error ids as KoSIT's own validator, on every real invoice."""

from pathlib import Path

from profiles.syntax.source import DocumentKind
from tests.validation.corpus import errors, judge_all, read_rows
from validation.judge import Judge, Judgement
from validation.scenarios import scenario_for

SCENARIOS = {
    "EN16931": "en16931",
    "EN16931 XRechnung": "xrechnung",
    "EN16931 XRechnung CVD": "xrechnung-cvd",
    "EN16931 XRechnung Extension": "xrechnung-extension",
}
KINDS: dict[str, DocumentKind] = {
    "CII": "cii",
    "UBL Invoice": "ubl-invoice",
    "UBL CreditNote": "ubl-credit-note",
}

Answer = tuple[str, str | None, str | None, frozenset[str]]


async def test_agrees_with_kosit_on_every_document(judge: Judge, corpus: Path) -> None:
    rows = [row for row in read_rows(corpus / "kosit.tsv") if row["scenario"] != "(none)"]
    judged = await judge_all(judge, corpus, rows)
    assert len(judged) > 600
    assert [
        (row["path"], _ours(judgement), _kosits(row))
        for row, judgement in judged
        if _ours(judgement) != _kosits(row)
    ] == []


def _ours(judgement: Judgement) -> Answer:
    return judgement.verdict, judgement.scenario, judgement.kind, frozenset(errors(judgement))


def _kosits(row: dict[str, str]) -> Answer:
    """KoSIT's ids stand before its customLevel, and it names schema errors by Xerces' codes."""
    name, _, kind = row["scenario"].removesuffix(")").partition(" (")
    scenario = scenario_for(SCENARIOS[name], KINDS[kind])
    levels = {
        "error": row["errors"],
        "warning": row["warnings"],
        "information": row["informations"],
    }
    rules = {
        "ZG-XSD" if rule.startswith("cvc-") else rule
        for level, ids in levels.items()
        for rule in ids.split()
        if scenario.custom_levels.get(rule, level) == "error"
    }
    verdict = "valid" if row["assessment"] == "accept" else "invalid"
    return verdict, SCENARIOS[name], KINDS[kind], frozenset(rules)
