"""What each official rule means to a person, in our own words, read from tables in this room."""

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from profiles.finding import Wording
from validation.meant import OF_THE_PLACE
from validation.places import places
from validation.structure import Sentence, structural_sentence
from validation.tables import read_table

TABLES = (
    "en16931.tsv",
    "xrechnung.tsv",
    "xrechnung-extensions.tsv",
    "factur-x.tsv",
    "peppol.tsv",
    "peppol-national.tsv",
    "syntax.tsv",
)
COLUMNS = ("rule", "term", "message_de", "message_en", "hint_de", "hint_en")

_rule_prefix = re.compile(r"^\s*\[([A-Za-z0-9-]+)\]\s*[-:–]?\s*")
_term = re.compile(r"\b(B[TG]-(?:DEX-|X-)?\d+)\b")

_CODE_LISTS_MAX = 26
_ON_PROFILES = "BR-01"

# Attributes that take their codes from the same list wherever they stand.
_TERM_OF_ATTRIBUTE = {"unitCode": "BT-130", "currencyID": "BT-5", "mimeCode": "BT-125"}

_LOOK = Wording(
    "Prüfen Sie diese Angabe anhand des Wortlauts der Regel.",
    "Check this against the wording of the rule.",
)

# Rules that say of one usage what another rule, which has words, says of all invoices.
_KINDRED = (
    (re.compile(r"BR-FXEXT-BR-(\d+)(?:-\d)?"), r"BR-\1"),
    (re.compile(r"BR-FXEXT-([A-Z]+)-?(\d\d)(?:b|ini|rev)?"), r"BR-\1-\2"),
    (re.compile(r"BR-CO-0(\d)"), r"BR-CO-\1"),
    (re.compile(r"DE-R-0(\d\d)-1"), r"BR-DE-\1-a"),
    (re.compile(r"DE-R-0(\d\d)-2"), r"BR-DE-\1-b"),
    (re.compile(r"DE-R-0+([1-9]\d?)"), r"BR-DE-\1"),
    (re.compile(r"DE-R-T0(\d)"), r"BR-TMP-\1"),
)


class RuleWording(Struct, frozen=True):
    """The terms that a rule may be about, what is wrong, and what to do.

    The words name the term that is meant as `{term}`, or before a sentence as `{subject}`; what
    has no term, as things.py has it.

    about: names of elements that lead from the place of a finding to what the rule is about.
    missing: message and hint where there is no such element.
    given: where the value that is wrong stands, as XPath from there.
    """

    terms: tuple[str, ...]
    message: Wording
    hint: Wording
    about: str | None = None
    missing: tuple[Wording, Wording] | None = None
    given: str | None = None


def read_wordings() -> Mapping[str, RuleWording]:
    """Read every table, by rule id, or that of a scenario or of what is missing before it."""
    return {row["rule"]: _wording(row) for table in TABLES for row in read_table(table)}


def wording_of(rule: str, text: str, wordings: Mapping[str, RuleWording]) -> RuleWording:
    """Return our own words for a rule; else what can be made of its official text."""
    return wordings.get(rule) or wordings.get(kindred(rule)) or _made_of(rule, text)


def hint_on_codes(
    term: str | None, attribute: str | None, wordings: Mapping[str, RuleWording]
) -> Wording | None:
    """Return what the rules of EN 16931 on code lists recommend for a term, or its attribute."""
    of_codes = _TERM_OF_ATTRIBUTE.get(attribute or "", term)
    rules = [_ON_PROFILES, *(f"BR-CL-{number:02}" for number in range(1, _CODE_LISTS_MAX + 1))]
    lists = (wordings.get(rule) for rule in rules)
    return next((listed.hint for listed in lists if listed and of_codes in listed.terms), None)


def bracketed_rule(text: str) -> str | None:
    """Return the rule id that stands in brackets before a rule's text."""
    found = _rule_prefix.match(text)
    return None if found is None else found[1]


@lru_cache(maxsize=4096)
def kindred(rule: str) -> str:
    """Return the rule that says the same of all invoices; most rules have none but themselves."""
    for pattern, template in _KINDRED:
        found = pattern.fullmatch(rule)
        if found is not None:
            return found.expand(template)
    return rule


def _made_of(rule: str, text: str) -> RuleWording:
    cleaned = _rule_prefix.sub("", text)
    # What a text does not name is what the place stands for.
    terms = tuple(dict.fromkeys(_term.findall(cleaned))) or (OF_THE_PLACE,)
    sentence = structural_sentence(cleaned)
    if sentence is None:
        german = f"{{subject}}Die Regel {rule} ist verletzt: {cleaned}"
        sentence = Sentence(Wording(german, f"{{subject}}{cleaned}"), _LOOK)
    missing = sentence.missing
    return RuleWording(
        terms=terms,
        message=sentence.message,
        hint=sentence.hint,
        about=places().get(rule, sentence.about),
        missing=None if missing is None else (missing.message, missing.hint),
        given=sentence.given,
    )


def _wording(row: dict[str, str]) -> RuleWording:
    return RuleWording(
        terms=tuple(row["term"].split()),
        message=Wording(de=row["message_de"], en=row["message_en"]),
        hint=Wording(de=row["hint_de"], en=row["hint_en"]),
        about=places().get(row["rule"]),
    )
