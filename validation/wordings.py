"""What each official rule means to a person, in our own words, read from tables in this room."""

import re
from collections.abc import Mapping

from msgspec import Struct

from profiles.finding import Wording
from validation.structure import structural_sentence
from validation.tables import read_table

TABLES = (
    "en16931.tsv",
    "xrechnung.tsv",
    "xrechnung-extensions.tsv",
    "factur-x.tsv",
    "peppol.tsv",
    "syntax.tsv",
)
COLUMNS = ("rule", "term", "message_de", "message_en", "hint_de", "hint_en")

_rule_prefix = re.compile(r"^\s*\[([A-Za-z0-9-]+)\]\s*[-:–]?\s*")
_term = re.compile(r"\b(B[TG]-(?:DEX-|X-)?\d+)\b")

# Rules that say of one usage what another rule, which has words, says of all invoices.
_KINDRED = (
    (re.compile(r"BR-FXEXT-BR-(\d+)(?:-\d)?"), r"BR-\1"),
    (re.compile(r"BR-FXEXT-([A-Z]+)-?(\d\d)(?:b|ini|rev)?"), r"BR-\1-\2"),
    (re.compile(r"BR-CO-0(\d)"), r"BR-CO-\1"),
    (re.compile(r"DE-R-0(\d\d)-1"), r"BR-DE-\1-a"),
    (re.compile(r"DE-R-0(\d\d)-2"), r"BR-DE-\1-b"),
    (re.compile(r"DE-R-0+([1-9]\d?)"), r"BR-DE-\1"),
)
_national = re.compile(r"([A-Z]{2})-[RS]-[A-Z]?\d")
_COUNTRIES = {
    "DK": Wording("Dänemark", "Denmark"),
    "GR": Wording("Griechenland", "Greece"),
    "IS": Wording("Island", "Iceland"),
    "IT": Wording("Italien", "Italy"),
    "NL": Wording("die Niederlande", "the Netherlands"),
    "NO": Wording("Norwegen", "Norway"),
    "SE": Wording("Schweden", "Sweden"),
    "DE": Wording("Deutschland", "Germany"),
}


class RuleWording(Struct, frozen=True):
    """The term that a rule is about, what is wrong, and what to do."""

    term: str | None
    message: Wording
    hint: Wording | None


def read_wordings() -> Mapping[str, RuleWording]:
    """Read every table, by rule id."""
    return {row["rule"]: _wording(row) for table in TABLES for row in read_table(table)}


def wording_of(rule: str, text: str, wordings: Mapping[str, RuleWording]) -> RuleWording:
    """Return our own words for a rule; else what can be made of its official text."""
    return wordings.get(rule) or wordings.get(kindred(rule)) or _made_of(rule, text)


def bracketed_rule(text: str) -> str | None:
    """Return the rule id that stands in brackets before a rule's text."""
    found = _rule_prefix.match(text)
    return None if found is None else found[1]


def kindred(rule: str) -> str:
    """Return the rule that says the same of all invoices; most rules have none but themselves."""
    for pattern, template in _KINDRED:
        found = pattern.fullmatch(rule)
        if found is not None:
            return found.expand(template)
    return rule


def _made_of(rule: str, text: str) -> RuleWording:
    cleaned = _rule_prefix.sub("", text)
    found = _term.search(text)
    term = None if found is None else found[1]
    sentence = structural_sentence(cleaned)
    if sentence is not None:
        return RuleWording(term, sentence.message, sentence.hint)
    national = _national.match(rule)
    country = _COUNTRIES.get(national[1]) if national else None
    if country is None:
        message = Wording(f"Die Regel {rule} ist verletzt: {cleaned}", cleaned)
    else:
        message = Wording(
            f"Eine nationale Regel für {country.de} ist verletzt: {cleaned}",
            f"A national rule for {country.en} is broken: {cleaned}",
        )
    return RuleWording(term, message, None)


def _wording(row: dict[str, str]) -> RuleWording:
    return RuleWording(
        term=row["term"],
        message=Wording(de=row["message_de"], en=row["message_en"]),
        hint=Wording(de=row["hint_de"], en=row["hint_en"]),
    )
