"""The table of findings is whole: used, in both languages, with the same values in both."""

import string
from pathlib import Path

import pytest

import validation.container
from validation.container.wordings import COLUMNS, finding, read_wordings

SOURCE = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(validation.container.__file__).parent.glob("*.py")
)


def values(text: str) -> set[str]:
    """The names that a wording leaves open."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", read_wordings())
def test_every_finding_is_used_and_whole(rule: str) -> None:
    row = read_wordings()[rule]
    assert f'"{rule}"' in SOURCE
    assert tuple(row) == COLUMNS
    assert all(row[column] for column in COLUMNS if column != "term")
    assert row["severity"] in ("error", "warning", "information")
    assert values(row["message_de"]) == values(row["message_en"])
    assert values(row["hint_de"]) == values(row["hint_en"]) <= values(row["message_de"])


def test_braces_in_a_value_are_no_placeholders() -> None:
    assert "{0.__class__}" in finding("ZG-PDF-CHECKSUM", name="{0.__class__}").message.de


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        ("ZG-PDF-MEDIA-TYPE", "found", ("(keine Angabe)", "(none)")),
        ("ZG-PDF-PDFA", "found", ("PDF/A: keiner)", "stated: none)")),
        ("ZG-PDF-NO-INVOICE", "names", ("Dateien: keine.", "files: none.")),
    ],
)
def test_nothing_has_a_word_in_both_languages(rule: str, value: str, said: tuple[str, str]) -> None:
    message = finding(rule, **{value: None}).message
    assert (said[0] in message.de, said[1] in message.en) == (True, True)
