"""Peppol BIS Billing 3.0: its rules come by hand, and without them nobody claims to know."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from profiles.errors import SetupIncomplete
from tests.validation.conftest import judge_with
from tests.validation.corpus import errors, judge_all, read_rows
from tests.validation.test_wordings import rules_in
from validation import rulesets
from validation.judge import Judge
from validation.packs import PACKS_BY_ID
from validation.tables import read_table
from validation.wordings import read_wordings, wording_of

PACK = PACKS_BY_ID["peppol-ubl"]
PEPPOL_ID = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


@pytest.fixture(scope="module")
def jar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The jar that holds the rules, fetched by Maven where that is."""
    maven = shutil.which("mvn")
    if maven is None:
        pytest.skip("there is no Maven to fetch the Peppol rules with")
    folder = tmp_path_factory.mktemp("peppol")
    fetch = (f"-Dartifact={PACK.source.requirement}", f"-DoutputDirectory={folder}")
    done = subprocess.run([maven, "-q", "-B", COPY, *fetch], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"Maven could not fetch {PACK.source.requirement}")
    return next(folder.glob("*.jar"))


@pytest.fixture(scope="module")
def with_peppol(jar: Path, rules_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the rules that there are."""
    folder = tmp_path_factory.mktemp("rules")
    shutil.copytree(rules_dir, folder, dirs_exist_ok=True)
    assert rulesets.add_file(jar, folder) == (PACK,)
    return folder


@pytest.fixture(scope="module")
async def peppol_judge(with_peppol: Path) -> AsyncIterator[Judge]:
    judge = judge_with(with_peppol, workers=1)
    await judge.start()
    yield judge
    await judge.stop()


def peppol_rows(corpus: Path) -> list[dict[str, str]]:
    rows = read_rows(corpus / "MANIFEST.tsv")
    return [r for r in rows if r["profile"] == "PEPPOL" and r["expected"] == "valid"]


async def test_official_examples_are_valid(peppol_judge: Judge, corpus: Path) -> None:
    rows = [row for row in peppol_rows(corpus) if "phive-rules-peppol" in row["path"]]
    judged = await judge_all(peppol_judge, corpus, rows)
    ours = [judgement for _, judgement in judged if judgement.scenario == "peppol"]
    assert len(ours) >= 3
    assert [errors(judgement) for judgement in ours if judgement.verdict != "valid"] == []
    assert {judgement.rules for judgement in ours} == {("cen-ubl 1.3.16", PACK.label)}


def test_every_rule_has_words_of_ours(with_peppol: Path) -> None:
    wordings = read_wordings()
    rules = rules_in(PACK, with_peppol)
    tables = ("peppol.tsv", "peppol-national.tsv")
    ours = {row["rule"] for table in tables for row in read_table(table)}
    assert ours <= {rule for rule, _ in rules}
    words = {rule: wording_of(rule, text, wordings) for rule, text in rules}
    assert {rule for rule in words if "Die Regel " in words[rule].message.de} == set()


async def test_a_peppol_rule_fires(peppol_judge: Judge, ubl_invoice: str) -> None:
    xml = as_peppol(ubl_invoice).replace("04011000-12345-34", "")
    judgement = await peppol_judge.judge(xml.encode())
    assert "PEPPOL-EN16931-R008" in errors(judgement)


async def test_without_the_rules_nobody_knows(rules_dir: Path, ubl_invoice: str) -> None:
    if rulesets.is_present(PACK, rules_dir):
        pytest.skip("the Peppol rules are installed in this environment")
    judge = judge_with(rules_dir, workers=1)
    await judge.start()
    judgement = await judge.judge(as_peppol(ubl_invoice).encode())
    (finding,) = judgement.findings
    assert (judgement.verdict, finding.rule) == ("undecided", "ZG-RULES-MISSING")
    assert finding.hint is not None
    assert "zugio rules add" in finding.hint.de
    assert PACK.source.requirement in finding.hint.en
    broken = as_peppol(ubl_invoice).replace(">DE<", ">XX<")
    assert (await judge.judge(broken.encode())).verdict == "invalid"
    await judge.stop()


async def test_workers_agree_when_the_rules_are_added(
    jar: Path, rules_dir: Path, ubl_invoice: str, tmp_path: Path
) -> None:
    shutil.copytree(rules_dir, tmp_path, dirs_exist_ok=True)
    (tmp_path / PACK.file_name).unlink(missing_ok=True)
    judge = judge_with(tmp_path, workers=2)
    await judge.start()
    xml = as_peppol(ubl_invoice).encode()

    async def verdicts() -> set[str]:
        judged = await asyncio.gather(*(judge.judge(xml) for _ in range(6)))
        return {judgement.verdict for judgement in judged}

    assert await verdicts() == {"undecided"}
    rulesets.add_file(jar, tmp_path)
    assert await verdicts() == {"invalid"}
    os.kill(judge.worker_pids[0], signal.SIGKILL)
    assert await verdicts() == {"invalid"}
    (tmp_path / PACK.file_name).unlink()
    assert await verdicts() == {"undecided"}
    await judge.stop()


async def test_in_cii_there_are_no_rules(judge: Judge, invoice: str) -> None:
    start = invoice.index("urn:cen.eu:")
    xml = invoice[:start] + PEPPOL_ID + invoice[invoice.index("<", start) :]
    judgement = await judge.judge(xml.encode())
    assert (judgement.verdict, judgement.scenario) == ("undecided", "other")
    assert [finding.rule for finding in judgement.findings] == ["ZG-RULES-NONE"]
    assert judgement.rules == ("cen-cii 1.3.16",)
    by_caller = await judge.judge(invoice.encode(), scenario="peppol")
    assert (by_caller.verdict, by_caller.scenario) == ("undecided", "other")
    broken = await judge.judge(xml.replace("<ram:ID>R-1</ram:ID>", "<ram:ID/>").encode())
    assert broken.verdict == "invalid"


def test_a_damaged_pack_is_told(rules_dir: Path, tmp_path: Path) -> None:
    shutil.copytree(rules_dir, tmp_path, dirs_exist_ok=True)
    (tmp_path / PACK.file_name).write_bytes(b"<xsl/>")
    with pytest.raises(SetupIncomplete):
        rulesets.require(tmp_path)


def as_peppol(ubl_invoice: str) -> str:
    start = ubl_invoice.index("<cbc:CustomizationID>") + len("<cbc:CustomizationID>")
    return ubl_invoice[:start] + PEPPOL_ID + ubl_invoice[ubl_invoice.index("<", start) :]
