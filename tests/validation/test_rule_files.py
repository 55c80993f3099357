"""Rule files run faster than as published, and find the same."""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import cast

import pytest
from lxml import etree

from gateway.settings import read_settings
from validation import schematron
from validation.code_lists import looked_up
from validation.hit import Hit
from validation.packs import PACKS_BY_ID
from validation.schematron import Schematron
from validation.schxslt import Lean, without_report

DOCUMENT_BY_SYNTAX = {"cii": "xrechnung.xml", "ubl": "xrechnung-ubl.xml"}
CODES = "".join(f" {number}" for number in range(100)) + " "
# What a code may be instead: nothing, blank, two codes, one in small letters, with blanks around.
WRONG_TEXTS = ("", " ", "EUR USD", "eur", " EUR ", "C62 H87", "-1")


def variations(document: Path) -> Iterator[str]:
    """Yield the document without each of its elements, and with a wrong text in each."""
    root = etree.parse(document).getroot()
    for index, element in enumerate(root.iter(etree.Element)):
        whole = deepcopy(root)
        twin = list(whole.iter(etree.Element))[index]
        if len(twin) == 0:
            twin.text = WRONG_TEXTS[index % len(WRONG_TEXTS)]
            twin.attrib.update(dict.fromkeys(twin.attrib, twin.text))
            yield etree.tostring(whole, encoding="unicode")
        if element is not root:
            cast("etree._Element", twin.getparent()).remove(twin)
            yield etree.tostring(whole, encoding="unicode")


def outcome(rules: Schematron, pack: str, xml: str) -> "Counter[Hit] | str":
    try:
        return Counter(rules.run(pack, rules.load(xml)))
    except Exception as error:  # saxonche raises many kinds
        return type(error).__name__


@pytest.mark.parametrize("name", ["cen-cii", "xrechnung-cii", "cen-ubl", "xrechnung-ubl"])
def test_nothing_is_found_otherwise_than_as_published(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = PACKS_BY_ID[name]
    rules_dir = read_settings().rules_dir
    ours = Schematron(rules_dir, (pack,))
    ours.prepare(name)
    monkeypatch.setattr(schematron, "looked_up", lambda stylesheet: stylesheet)
    monkeypatch.setattr(schematron, "without_report", Lean)
    published = Schematron(rules_dir, (pack,))
    found = 0
    document = Path(__file__).parent / DOCUMENT_BY_SYNTAX[pack.syntax or ""]
    for xml in variations(document):
        expected = outcome(published, name, xml)
        assert outcome(ours, name, xml) == expected
        found += len(expected)
    assert found > 100


@pytest.mark.parametrize(
    ("codes", "test"),
    [
        (CODES.replace(" ", "  ", 1), "not(contains(normalize-space(.), ' ')) and {}"),
        (CODES, "not(contains(normalize-space(@id), ' ')) and {}"),
        (CODES, "{}"),
    ],
    ids=["an empty code", "another place", "several codes"],
)
def test_a_search_that_a_map_would_not_do_stays(codes: str, test: str) -> None:
    search = test.format(f"contains('{codes}', concat(' ', normalize-space(.), ' '))")
    assert search in looked_up(f'<xsl:transform version="2.0"><xsl:if test="{search}"/>')


def test_attributes_are_visited_where_a_rule_is_about_them() -> None:
    def lean(stylesheet: str) -> str:
        return without_report(stylesheet).stylesheet

    to_attributes = '<xsl:apply-templates mode="#current" select="@*"/>'
    rule = '<schxslt:rule pattern="p"/><xsl:template match="{}" priority="1" mode="p">'
    assert to_attributes not in lean(rule.format("a[@b]/c[d[@e]]") + to_attributes)
    for place in ("a/@b", "a[b]/text()", "node()"):
        assert to_attributes in lean(rule.format(place) + to_attributes)
