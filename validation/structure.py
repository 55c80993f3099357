"""Words for the rules on structure and code lists, made of a pattern and the name it names.

There are more than two thousand of them, and their official texts follow a dozen patterns.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from profiles.finding import Wording
from validation.tables import read_table

TABLE = "structure.tsv"

_prefixes = re.compile(r"\b(?:ram|rsm|udt|qdt|cac|cbc):")


class Sentence(NamedTuple):
    """What is wrong and what to do."""

    message: Wording
    hint: Wording


class _Pattern(NamedTuple):
    matches: re.Pattern[str]
    sentence: Sentence


@lru_cache(maxsize=4096)
def structural_sentence(text: str) -> Sentence | None:
    """Return our words for an official text without its id, where a pattern fits it."""
    for pattern in _patterns():
        found = pattern.matches.fullmatch(text)
        if found is not None:
            names = tuple(_prefixes.sub("", name.strip()) for name in found.groups())
            return Sentence(*(_filled(wording, names) for wording in pattern.sentence))
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            re.compile(row["pattern"]),
            Sentence(
                Wording(row["message_de"], row["message_en"]),
                Wording(row["hint_de"], row["hint_en"]),
            ),
        )
        for row in read_table(TABLE)
    )


def _filled(wording: Wording, names: Sequence[str]) -> Wording:
    return Wording(wording.de.format(*names), wording.en.format(*names))
