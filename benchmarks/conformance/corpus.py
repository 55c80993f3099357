"""A folder of real invoices, with what is known of them where tables stand beside."""

import csv
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

# `kosit.tsv` has the verdicts of KoSIT's validator, `MANIFEST.tsv` those of the files' sources.
_KOSIT = "kosit.tsv"
_MANIFEST = "MANIFEST.tsv"
_NO_SCENARIO = "(none)"


class KositVerdict(Struct, frozen=True):
    """What KoSIT's validator said: accepted or not, and the ids of the rules that fired."""

    accepted: bool
    errors: frozenset[str]


class Sample(Struct, frozen=True, kw_only=True):
    """One file.

    kosit: None where KoSIT has no scenario for it.
    observed: what the official rules said when the corpus was made, as `valid` or `invalid`.
    must_fire, must_not_fire: rules that the file was made for.
    """

    name: str
    path: Path
    kosit: KositVerdict | None = None
    observed: str = ""
    must_fire: frozenset[str] = frozenset()
    must_not_fire: frozenset[str] = frozenset()


def samples(folder: Path) -> Iterator[Sample]:
    """Yield every XML and PDF file of the folder, in the order of their names."""
    kosit = {row["path"]: row for row in _rows(folder / _KOSIT)}
    manifest = {row["path"]: row for row in _rows(folder / _MANIFEST)}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".xml", ".pdf"} and path.is_file():
            name = str(path.relative_to(folder))
            yield _sample(name, path, kosit.get(name), manifest.get(name))


def _rows(table: Path) -> list[dict[str, str]]:
    if not table.exists():
        return []
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _sample(
    name: str, path: Path, kosit: dict[str, str] | None, manifest: dict[str, str] | None
) -> Sample:
    known = manifest or {}
    rules = frozenset(known.get("expected_rules", "").replace(",", " ").split())
    expected = known.get("expected", "")
    return Sample(
        name=name,
        path=path,
        kosit=_kosit(kosit) if kosit and kosit["scenario"] != _NO_SCENARIO else None,
        observed=known.get("observed", "").partition(" ")[0],
        must_fire=rules if expected == "rule-invalid" else frozenset(),
        must_not_fire=rules if expected == "rule-valid" else frozenset(),
    )


def _kosit(row: dict[str, str]) -> KositVerdict:
    errors = frozenset(row["errors"].replace(",", " ").split())
    return KositVerdict(row["assessment"] == "accept", errors)
