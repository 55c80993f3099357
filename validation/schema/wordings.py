"""Words for what a schema finds: sentences and the phrases in them, read from tables."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from profiles.finding import Wording
from validation.tables import read_table

SENTENCES = "schema.tsv"
PHRASES = "schema-phrases.tsv"


class Sentence(NamedTuple):
    """What is wrong and what to do."""

    message: Wording
    hint: Wording

    def adding(self, key: str, **parts: Wording | str) -> "Sentence":
        """Return it with a phrase after the hint."""
        return self._replace(hint=phrase(key, hint=self.hint, **parts))


def sentence(kind: str, **parts: Wording | str) -> Sentence:
    """Return the sentence for a kind of mistake with its parts filled in."""
    message, hint = _sentences()[kind]
    return Sentence(filled(message, parts), filled(hint, parts))


def has_sentence(kind: str) -> bool:
    """Say whether there is a sentence for a kind."""
    return kind in _sentences()


def phrase(key: str, **parts: Wording | str) -> Wording:
    """Return a part of a sentence."""
    return filled(_phrases()[key], parts)


def has_phrase(key: str) -> bool:
    """Say whether there is a phrase of that key."""
    return key in _phrases()


def filled(wording: Wording, parts: Mapping[str, Wording | str]) -> Wording:
    """Fill the parts into both languages."""
    return Wording(
        wording.de.format(**{key: _in_german(part) for key, part in parts.items()}),
        wording.en.format(**{key: _in_english(part) for key, part in parts.items()}),
    )


def _in_german(part: Wording | str) -> str:
    return part if isinstance(part, str) else part.de


def _in_english(part: Wording | str) -> str:
    return part if isinstance(part, str) else part.en


@cache
def _sentences() -> Mapping[str, Sentence]:
    return {
        row["kind"]: Sentence(
            Wording(row["message_de"], row["message_en"]), Wording(row["hint_de"], row["hint_en"])
        )
        for row in read_table(SENTENCES)
    }


@cache
def _phrases() -> Mapping[str, Wording]:
    return {row["phrase"]: Wording(row["de"], row["en"]) for row in read_table(PHRASES)}
