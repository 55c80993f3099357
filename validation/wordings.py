"""What each official rule means to a person, in our own words, read from tables in this room."""

import csv
import re
from collections.abc import Mapping
from importlib import resources

from msgspec import Struct

from profiles.finding import Wording

TABLES = ("en16931.tsv", "xrechnung.tsv")
COLUMNS = ("rule", "term", "message_de", "message_en", "hint_de", "hint_en")

_rule_prefix = re.compile(r"^\s*\[([A-Za-z0-9-]+)\]\s*[-:]?\s*")
_term = re.compile(r"\b(B[TG]-(?:DEX-)?\d+)\b")


class RuleWording(Struct, frozen=True):
    """The term that a rule is about, what is wrong, and what to do."""

    term: str | None
    message: Wording
    hint: Wording | None


def read_wordings() -> Mapping[str, RuleWording]:
    """Read every table, by rule id."""
    return {row["rule"]: _wording(row) for table in TABLES for row in read_table(table)}


def read_table(file_name: str) -> list[dict[str, str]]:
    """Read one table as it stands; its first row names the columns."""
    text = (resources.files("validation") / "data" / file_name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def wording_of(rule: str, text: str, wordings: Mapping[str, RuleWording]) -> RuleWording:
    """Return our own words for a rule; else what can be made of its official text."""
    return wordings.get(rule) or official_wording(text)


def official_wording(text: str) -> RuleWording:
    """Make do with the rule's own text, where no table has a row for it."""
    cleaned = _rule_prefix.sub("", text)
    term = _term.search(text)
    return RuleWording(
        term=None if term is None else term[1],
        message=Wording(de=cleaned, en=cleaned),
        hint=None,
    )


def bracketed_rule(text: str) -> str | None:
    """Return the rule id that stands in brackets before a rule's text."""
    found = _rule_prefix.match(text)
    return None if found is None else found[1]


def _wording(row: dict[str, str]) -> RuleWording:
    return RuleWording(
        term=row["term"],
        message=Wording(de=row["message_de"], en=row["message_en"]),
        hint=Wording(de=row["hint_de"], en=row["hint_en"]),
    )
