"""The findings about containers, worded in a table of this folder."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import cast

from profiles.finding import Finding, Severity, Wording
from validation.categories import category_of

COLUMNS = ("rule", "severity", "term", "message_de", "message_en", "hint_de", "hint_en")

_VALUE_LENGTH_MAX = 200
# What a value says where the PDF says nothing.
_NOTHING = Wording(de="(keine Angabe)", en="(none)")
_NONE_OF = {
    "ZG-PDF-NO-INVOICE": Wording(de="keine", en="none"),
    "ZG-PDF-PDFA": Wording(de="keiner", en="none"),
}


@cache
def read_wordings() -> Mapping[str, Mapping[str, str]]:
    """Read the table, by rule id."""
    text = (resources.files("validation.container") / "wordings.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["rule"]: row for row in rows}


def finding(rule: str, **values: str | int | None) -> Finding:
    """Word a finding; the values may be hostile, and None is worded as nothing."""
    row = read_wordings()[rule]
    nothing = _NONE_OF.get(rule, _NOTHING)
    german, english = (
        {name: _printable(value, none) for name, value in values.items()}
        for none in (nothing.de, nothing.en)
    )
    term = row["term"] or None
    return Finding(
        severity=cast("Severity", row["severity"]),
        rule=rule,
        category=category_of(rule, term),
        term=term,
        message=Wording(
            de=row["message_de"].format(**german), en=row["message_en"].format(**english)
        ),
        hint=Wording(de=row["hint_de"].format(**german), en=row["hint_en"].format(**english)),
    )


def _printable(value: str | int | None, nothing: str) -> str:
    if value is None or value == "":
        return nothing
    text = "".join(character if character.isprintable() else "\ufffd" for character in str(value))
    return text if len(text) <= _VALUE_LENGTH_MAX else f"{text[:_VALUE_LENGTH_MAX]}…"
