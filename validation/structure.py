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

_condition = re.compile(r"\[| unless | or it ")


class Sentence(NamedTuple):
    """What is wrong, what to do, and the element that it is about by its names from the place.

    missing: what is said instead where there is no such element.
    given: where the value that is wrong stands, as XPath from the element.
    """

    message: Wording
    hint: Wording
    about: str | None = None
    missing: "Sentence | None" = None
    given: str | None = None


class _Pattern(NamedTuple):
    matches: re.Pattern[str]
    when: str
    sentence: Sentence


@lru_cache(maxsize=4096)
def structural_sentence(text: str) -> Sentence | None:
    """Return our words for an official text without its id, where a pattern fits it.

    They name the element as `{thing}`, and its place in the XML as `{xml}`.
    """
    sentence, missing = None, None
    for pattern in _patterns():
        found = pattern.matches.fullmatch(text)
        if found is not None:
            filled = _filled(pattern.sentence, [_name(group) for group in found.groups()])
            if pattern.when == "missing":
                missing = filled
            else:
                sentence = filled
                break
    return missing if sentence is None else sentence._replace(missing=missing)


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(
        _Pattern(
            re.compile(row["pattern"]),
            row["when"],
            Sentence(
                Wording(row["message_de"], row["message_en"]),
                Wording(row["hint_de"], row["hint_en"]),
                given=row["given"] or None,
            ),
        )
        for row in read_table(TABLE)
    )


def _name(group: str) -> str:
    """Leave out prefixes, and the condition behind an element."""
    return _prefixes.sub("", _condition.split(group)[0].strip())


def _filled(sentence: Sentence, names: Sequence[str]) -> Sentence:
    message = sentence.message
    for number, name in enumerate(names[1:], start=1):
        message = Wording(
            *(text.replace(f"{{{number}}}", name) for text in (message.de, message.en))
        )
    about = names[0].replace(" ", "/") if names else None
    return sentence._replace(message=message, about=about)
