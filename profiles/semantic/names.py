"""What business terms and groups are called, after EN 16931-1 and XRechnung, in full.

A name says whose it is, so that it stands by itself in a sentence or a list.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from profiles.finding import Wording


def name_of(term: str) -> Wording | None:
    """Return the name of a business term or group (`BT-49`), None where the model has none."""
    return _names().get(term)


@cache
def _names() -> Mapping[str, Wording]:
    text = (resources.files("profiles.semantic") / "names.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["term"]: Wording(row["de"], row["en"]) for row in rows}
