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

_condition = re.compile(r"\[| unless ")


class Sentence(NamedTuple):
    """What is wrong, what to do, and the element that it is about by its names from the place."""

    message: Wording
    hint: Wording
    about: str | None = None


class _Pattern(NamedTuple):
    matches: re.Pattern[str]
    sentence: tuple[Wording, Wording]


@lru_cache(maxsize=4096)
def structural_sentence(text: str) -> Sentence | None:
    """Return our words for an official text without its id, where a pattern fits it."""
    for pattern in _patterns():
        found = pattern.matches.fullmatch(text)
        if found is not None:
            names = tuple(_name(group) for group in found.groups())
            message, hint = pattern.sentence
            return Sentence(_filled(message, names), _filled(hint, names), names[0])
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            re.compile(row["pattern"]),
            (
                Wording(row["message_de"], row["message_en"]),
                Wording(row["hint_de"], row["hint_en"]),
            ),
        )
        for row in read_table(TABLE)
    )


def _name(group: str) -> str:
    """Leave out prefixes, the sign of an attribute, and the condition behind an element."""
    return _prefixes.sub("", _condition.split(group)[0].strip().removeprefix("@"))


def _filled(wording: Wording, names: Sequence[str]) -> Wording:
    return Wording(wording.de.format(*names), wording.en.format(*names))
