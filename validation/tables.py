"""Tables in this room: tab-separated, their first row names the columns."""

import csv
from importlib import resources


def read_table(file_name: str) -> list[dict[str, str]]:
    """Read one table as it stands."""
    text = (resources.files("validation") / "data" / file_name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
