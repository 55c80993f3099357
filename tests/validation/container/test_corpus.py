"""Real hybrids: what others found in them, and what they made of it."""

import asyncio
import csv
import os
import subprocess
from pathlib import Path

import pytest

from profiles.finding import Severity
from validation.container.inspection import inspect_pdf
from validation.container.reader import ContainerReader
from validation.container.reading import ContainerReading

HERE = Path(__file__).parent
ATTACHMENTS = "pdf_attachments(name;AFRel;bytes)"
# What Mustang says of containers; the rest of what it says is about the XML.
MUSTANG_ON_CONTAINERS = ("pdf is invalid", "XML could not be extracted")

SAMPLE_EVERY = 8


def rows(corpus: Path) -> list[dict[str, str]]:
    """What the corpus says about its PDFs."""
    csv.field_size_limit(1 << 30)
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["path"][-4:] == ".pdf"]


def disagreements() -> dict[str, dict[str, str]]:
    """Where Mustang sees a container otherwise than we do, and why."""
    with (HERE / "mustang.tsv").open(encoding="utf-8") as file:
        return {row["path"]: row for row in csv.DictReader(file, delimiter="\t")}


def read(path: Path) -> ContainerReading:
    return inspect_pdf(path.read_bytes())


def verdict(reading: ContainerReading) -> str:
    return "invalid" if "error" in severities(reading) else "valid"


def severities(reading: ContainerReading) -> set[Severity]:
    return {finding.severity for finding in reading.findings}


def test_official_samples_are_right(corpus: Path) -> None:
    readings = {path: read(path) for path in corpus.glob("official-*/**/*.pdf")}
    assert len(readings) > 30
    assert {
        path: reading.findings
        for path, reading in readings.items()
        if severities(reading) - {"information"}
    } == {}


def test_finds_the_attachments_that_others_found(corpus: Path) -> None:
    expected = {
        row["path"]: sorted(filter(None, row[ATTACHMENTS].split("|"))) for row in rows(corpus)
    }
    assert len(expected) > 200
    assert {path: found(corpus / path) for path in expected} == expected


def found(path: Path) -> list[str]:
    """All embedded files as the corpus writes them."""
    reading = read(path)
    files = [(file.name, file.relationship, file.size) for file in reading.attachments]
    if reading.xml is not None:
        files.append((reading.file_name or "", reading.relationship, len(reading.xml)))
    return sorted(
        f"{name};{'' if relationship is None else f'/{relationship}'};{size}"
        for name, relationship, size in files
    )


def test_names_zugferd_1(corpus: Path) -> None:
    expected = {
        row["path"] for row in rows(corpus) if row["syntax"] in ("PDF+ZF1", "PDF+x:Invoice")
    }
    assert len(expected) > 10
    assert {
        row["path"] for row in rows(corpus) if read(corpus / row["path"]).outdated == "ZUGFeRD 1.0"
    } == expected


async def test_no_pdf_kills_a_worker(reader: ContainerReader, corpus: Path) -> None:
    pids = reader.worker_pids
    pdfs = [(corpus / row["path"]).read_bytes() for row in rows(corpus)]
    readings = await asyncio.gather(*map(reader.read_container, pdfs))
    assert readings == [inspect_pdf(pdf) for pdf in pdfs]
    assert reader.worker_pids == pids


def test_agrees_with_mustang(corpus: Path) -> None:
    """All rows of the table are disagreements, and a sample of the rest are none."""
    oracles = os.environ.get("ZUGIO_TEST_ORACLES")
    if oracles is None:
        pytest.skip("ZUGIO_TEST_ORACLES names no folder of validators")
    explained = disagreements()
    hybrids = [row["path"] for row in rows(corpus) if not row["path"].startswith("veraPDF")]
    paths = sorted({*explained, *hybrids[::SAMPLE_EVERY]})
    theirs = mustang_verdicts(Path(oracles), [corpus / path for path in paths])
    differing = {
        path: (their, our)
        for path, their in zip(paths, theirs, strict=True)
        if their != (our := verdict(read(corpus / path)))
    }
    assert differing == {path: (row["mustang"], row["ours"]) for path, row in explained.items()}


def mustang_verdicts(oracles: Path, paths: list[Path]) -> list[str]:
    """Mustang's verdict on each container."""
    answer = subprocess.run(
        [oracles / "mustang", *paths], capture_output=True, text=True, check=False
    ).stdout
    lines = [line for line in answer.splitlines() if line.count("\t") == 2]
    assert len(lines) == len(paths)
    return [
        "invalid" if any(saying in line for saying in MUSTANG_ON_CONTAINERS) else "valid"
        for line in lines
    ]
