"""Real invoices that the official rules find valid, as they are or out of hybrid PDFs."""

import csv
import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from profiles.syntax.source import parse_xml

Leaves = Counter[tuple[str, str]]


def valid_documents() -> Iterator[tuple[str, "etree._Element"]]:
    """Yield the name and the root element of every valid document, or skip the test."""
    named = os.environ.get("ZUGIO_TEST_CORPUS")
    if named is None:
        pytest.skip("ZUGIO_TEST_CORPUS does not name a folder of real invoices")
    folder = Path(named)
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    for row in rows:
        if row["observed"].startswith("valid"):
            for name, xml in _xml_in(folder / row["path"]):
                yield f"{row['path']}{name}", parse_xml(xml)


def _xml_in(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.suffix == ".xml":
        yield "", path.read_bytes()
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            for name, attached in pdf.attachments.items():
                if name.endswith(".xml"):
                    yield f"#{name}", attached.get_file().read_bytes()


def leaves_of(element: "etree._Element", around: str = "") -> Leaves:
    """Count texts and attributes by their path; numbers as numbers, blanks around do not count."""
    path = f"{around}/{etree.QName(element).localname}"
    found: Leaves = Counter()
    if text := (element.text or "").strip():
        found[path, _comparable(text)] += 1
    for name, value in element.attrib.items():
        if "schemaLocation" not in str(name):
            found[f"{path}/@{name!s}", _comparable(str(value).strip())] += 1
    for child in element:
        found += leaves_of(child, path)
    return found


def _comparable(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text
