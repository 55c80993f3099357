"""What the official rules found in real documents is what we find, document by document."""

from pathlib import Path

import pytest

from tests.validation.corpus import errors, judge_all, read_rows, rule_ids
from validation.judge import Judge, Judgement

FACTUR_X = {"minimum", "basic-wl", "basic", "extended"}


async def test_the_same_errors_where_kosit_has_no_scenario(judge: Judge, corpus: Path) -> None:
    rows = read_rows(corpus / "MANIFEST.tsv")
    kosits = {r["path"] for r in read_rows(corpus / "kosit.tsv") if r["scenario"] != "(none)"}
    rest = [row for row in rows if row["syntax"] in {"CII", "UBL"} and row["path"] not in kosits]
    judged = await judge_all(judge, corpus, rest)
    assert len(judged) > 200
    assert [
        (row["path"], sorted(expected(row, judgement)), sorted(errors(judgement)))
        for row, judgement in judged
        if comparable(errors(judgement)) != expected(row, judgement)
    ] == []


def expected(row: dict[str, str], judgement: Judgement) -> set[str]:
    """What the corpus says for the rules of our scenario; a failed schema ends everything."""
    if errors(judgement) == {"ZG-XSD"}:
        failed = "XSD" in row["xsd_profile"] + row["xsd_full"]
        return {"ZG-XSD"} if failed else {"the schema finds nothing"}
    by_cen_cii = judgement.kind == "cii" and judgement.scenario not in FACTUR_X
    cell = row["fatal_cen_1.3.16_cii" if by_cen_cii else "fatal_facturx_or_cen_ubl"]
    return set() if cell.startswith("ENGINE-ERROR") else rule_ids(cell)


def comparable(rules: set[str]) -> set[str]:
    """The corpus gives rules without an id by their text."""
    return {rule for rule in rules if not rule.startswith("ZG-FX-")}


@pytest.mark.parametrize("expectation", ["rule-invalid", "rule-valid"])
async def test_a_rule_fires_where_its_authors_say_so(
    judge: Judge, corpus: Path, expectation: str
) -> None:
    rows = [r for r in read_rows(corpus / "MANIFEST.tsv") if r["expected"] == expectation]
    judged = await judge_all(judge, corpus, rows)
    assert len(judged) > 100
    assert [
        (row["path"], row["expected_rules"], sorted(found))
        for row, judgement in judged
        if "ZG-XSD" not in (found := {finding.rule for finding in judgement.findings})
        and "NOT-FIRED" not in row["observed"]
        and bool(found & rule_ids(row["expected_rules"])) != (expectation == "rule-invalid")
    ] == []


async def test_no_document_takes_a_worker_down(judge: Judge, corpus: Path) -> None:
    pids = judge.worker_pids
    rows = [r for r in read_rows(corpus / "MANIFEST.tsv") if r["syntax"] in {"BROKEN", "ZF1"}]
    judged = await judge_all(judge, corpus, [*rows, *crashing(corpus)])
    found = {finding.rule for _, judgement in judged for finding in judgement.findings}
    assert found >= {"ZG-XML-MALFORMED", "ZG-ZUGFERD-1", "ZG-RULES-CRASHED"}
    assert {judgement.verdict for _, judgement in judged} <= {"invalid", "undecided"}
    assert judge.worker_pids == pids


def crashing(corpus: Path) -> list[dict[str, str]]:
    """Documents on which the rules of one of the sheets crash."""
    return [row for row in read_rows(corpus / "MANIFEST.tsv") if "ENGINE-ERROR" in str(row)]
