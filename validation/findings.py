"""Turns what rule files report into findings: rule, severity, term, place and words."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from profiles.finding import Finding, Severity, Wording
from profiles.syntax.source import kind_of
from profiles.syntax.terms_at import terms_at
from validation.arithmetic import Difference, currency_of, difference, order_of
from validation.categories import category_of
from validation.figures import money
from validation.given import given, is_given
from validation.hit import PLACES_MAX, Hit
from validation.location import element_at, line_index, path_of, place_in
from validation.meant import meant_term, named, terms_meant
from validation.pack import RulePack
from validation.places import around, attribute_in, elements_at
from validation.scenarios import Scenario
from validation.things import worded
from validation.wordings import (
    RuleWording,
    bracketed_rule,
    hint_on_codes,
    kindred,
    wording_of,
)

# No flag at all means error: that is how the rule files of KoSIT and Factur-X mean it.
_SEVERITY_BY_FLAG: Mapping[str, Severity] = {
    "warning": "warning",
    "information": "information",
    "info": "information",
}

_TERM = Wording("{term}", "{term}")
_BARE = Wording(
    "Zu dieser Kategorie und diesem Satz gibt es keine Position, keinen Nachlass und keinen "
    "Zuschlag.",
    "There is no line, allowance or charge of this category and rate.",
)


class Found(NamedTuple):
    """What one pack found, at most PLACES_MAX of each rule, and how much it was."""

    findings: tuple[Finding, ...]
    errors: int
    warnings: int


def findings_of(
    hits: Iterable[Hit],
    pack: RulePack,
    scenario: Scenario,
    wordings: Mapping[str, RuleWording],
    root: etree._Element,
) -> Found:
    """Put what one pack found into words.

    What is wrong with a sum may follow from anything else, and comes last.
    """
    by_rule: Counter[str] = Counter()
    count: Counter[Severity] = Counter()
    findings = []
    for hit in hits:
        rule = rule_of(hit, pack)
        if by_rule[rule] < PLACES_MAX:
            findings.append(_finding(rule, hit, scenario, wordings, root))
        by_rule[rule] += 1 + hit.more
        count[_severity(rule, hit, scenario)] += 1 + hit.more
    findings.sort(key=lambda finding: order_of(kindred(finding.rule)))
    more = (_more(rule, places) for rule, places in by_rule.items())
    return Found((*findings, *filter(None, more)), count["error"], count["warning"])


def _more(rule: str, places: int) -> Finding | None:
    """Say how many places there are of a rule, where not all of them are told."""
    if places <= PLACES_MAX:
        return None
    return Finding(
        severity="information",
        rule="ZG-RULES-MORE",
        category=category_of(rule, None),
        message=Wording(
            f"Gegen die Regel {rule} verstoßen {places} Stellen; {PLACES_MAX} davon sind genannt.",
            f"The rule {rule} is broken in {places} places, {PLACES_MAX} of which are told.",
        ),
        hint=Wording(
            "Meist hat alles dieselbe Ursache: Berichtigen Sie sie überall, auch an den Stellen, "
            "die nicht genannt sind.",
            "Most often all have the same cause: correct it everywhere, also in the places that "
            "are not told.",
        ),
    )


def _severity(rule: str, hit: Hit, scenario: Scenario) -> Severity:
    return scenario.custom_levels.get(rule, _SEVERITY_BY_FLAG.get(hit.flag or "", "error"))


def rule_of(hit: Hit, pack: RulePack) -> str:
    """Return the rule's id; where it has none, one that is made of its context and its test."""
    in_text = bracketed_rule(hit.text)
    rule = (in_text or hit.rule) if pack.names_in_text else (hit.rule or in_text)
    return rule or f"ZG-FX-{hashlib.sha256(hit.made_of.encode()).hexdigest()[:8].upper()}"


def _finding(
    rule: str,
    hit: Hit,
    scenario: Scenario,
    wordings: Mapping[str, RuleWording],
    root: etree._Element,
) -> Finding:
    place = place_in(hit.location)
    element = element_at(place, root)
    wording = _wording(rule, hit, scenario, wordings, element)
    found = elements_at(element, wording.about)
    xpath = path_of(found[0]) if found else _place_of(element, place)
    value = given(kindred(rule), element, _value_at(wording))
    term, message, hint = _said(wording, element, found, wordings)
    is_as_published = rule not in scenario.custom_levels
    # What counts instead of a rule that a scenario has changed may come to other amounts.
    sums = difference(kindred(rule), kind_of(root), root, element) if is_as_published else None
    return Finding(
        severity=_severity(rule, hit, scenario),
        rule=rule,
        category=category_of(rule, term),
        message=_adding(message, _times(wording, found), value, _amounts(sums, root)),
        hint=_instead(sums) or hint,
        term=term,
        xpath=xpath or None,
        line=line_index(xpath),
        expected=None if sums is None else f"{sums.expected:f}",
        actual=None if sums is None or sums.actual is None else f"{sums.actual:f}",
    )


def _place_of(element: "etree._Element | None", named: str) -> str:
    """Return the place that a rule names, as it is written where there is no such element."""
    if element is None:
        return named
    attribute = named.partition("/@")[2]
    return path_of(element) + (f"/@{attribute}" if attribute else "")


def _wording(
    rule: str,
    hit: Hit,
    scenario: Scenario,
    wordings: Mapping[str, RuleWording],
    place: "etree._Element | None",
) -> RuleWording:
    """There may be other words where a scenario changes a severity, or a value is missing."""
    of_scenario = f"{scenario.name}/{rule}" if rule in scenario.custom_levels else rule
    of_missing = rule if is_given(kindred(rule), place) else f"missing/{kindred(rule)}"
    others = (wordings.get(key) for key in (of_scenario, of_missing) if key != rule)
    return next((other for other in others if other), None) or wording_of(rule, hit.text, wordings)


def _value_at(wording: RuleWording) -> str | None:
    """Return where the value stands that a rule about codes objects to."""
    if wording.given is None or wording.about is None:
        return None
    attribute = attribute_in(wording.about)
    return wording.given if attribute is None else f"@{attribute}"


def _said(
    wording: RuleWording,
    place: "etree._Element | None",
    found: "list[etree._Element]",
    wordings: Mapping[str, RuleWording],
) -> tuple[str | None, Wording, Wording]:
    """Return the term that is meant, what is wrong and what to do."""
    message, hint = wording.message, wording.hint
    if not found and wording.missing is not None:
        message, hint = wording.missing
    if place is None or wording.about is None:
        term = meant_term(wording.terms, terms_meant(place, None))
        return term, named(message, term), named(hint, term)
    attribute = attribute_in(wording.about)
    holder = found[0].getparent() if found and attribute is None else None
    if holder is None:
        holder = around(place, wording.about)
    last = wording.about.rpartition("/")[2] if attribute is None else None
    term = meant_term(wording.terms, terms_at(found[0]) if found else terms_meant(holder, last))
    message = worded(message, wording.about, term, found, holder)
    if wording.given is not None:
        hint = hint_on_codes(term, attribute, wordings) or hint
    hint = worded(hint, wording.about, term, found, holder)
    if term is None and found:
        # A detail of what stands for a single term, such as the date of a contract's number.
        term = meant_term(wording.terms, terms_at(holder))
    return term, named(message, term), named(hint, term)


def _amounts(sums: Difference | None, root: "etree._Element") -> Wording | None:
    if sums is None:
        return None
    currency = currency_of(kind_of(root), root)
    expected = money(sums.expected, currency)
    if sums.actual is None:
        return Wording(
            f"Richtig wäre {expected.de}, angegeben ist kein Betrag.",
            f"It should be {expected.en}, but no amount is given.",
        )
    actual = money(sums.actual, currency)
    if sums.bare:
        return _BARE
    if sums.follows:
        wrong = _following(sums.follows)
        return Wording(
            f"Der Betrag ist richtig, sobald {wrong.de} berichtigt ist.",
            f"The amount is right as soon as {wrong.en} is corrected.",
        )
    return Wording(
        f"Richtig wäre {expected.de}, angegeben ist {actual.de}.",
        f"It should be {expected.en}, but {actual.en} is given.",
    )


def _instead(sums: Difference | None) -> Wording | None:
    """Say what to do where an amount only follows from others."""
    if sums is None or not sums.follows:
        return None
    wrong = _following(sums.follows)
    return Wording(
        f"Berichtigen Sie {wrong.de}; hier ist nichts zu ändern.",
        f"Correct {wrong.en}; nothing is to be changed here.",
    )


def _following(terms: Sequence[str]) -> Wording:
    """Name the totals that are to be mended instead."""
    names = [named(_TERM, term) for term in terms]
    return Wording(" und ".join(name.de for name in names), " and ".join(name.en for name in names))


def _times(wording: RuleWording, found: "list[etree._Element]") -> Wording | None:
    """Say how many places there are, where the message is not made to say so itself."""
    if len(found) <= 1 or "{times}" in wording.message.de:
        return None
    return Wording(f"Es gibt {len(found)} solche Stellen.", f"There are {len(found)} such places.")


def _adding(message: Wording, *sentences: Wording | None) -> Wording:
    there = [sentence for sentence in sentences if sentence is not None]
    return Wording(
        " ".join([message.de, *(sentence.de for sentence in there)]),
        " ".join([message.en, *(sentence.en for sentence in there)]),
    )
