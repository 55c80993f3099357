"""Turns what rule files report into findings: rule, severity, term, place and words."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from profiles.finding import Finding, Severity, Wording
from profiles.syntax.source import kind_of
from validation.arithmetic import Difference, difference
from validation.categories import category_of
from validation.hit import Hit
from validation.location import element_at, line_index, place_of, readable
from validation.meant import meant_term, named, terms_meant
from validation.pack import RulePack
from validation.scenarios import Scenario
from validation.wordings import RuleWording, bracketed_rule, kindred, wording_of

FINDINGS_PER_RULE_MAX = 50

# No flag at all means error: that is how the rule files of KoSIT and Factur-X mean it.
_SEVERITY_BY_FLAG: Mapping[str, Severity] = {
    "warning": "warning",
    "information": "information",
    "info": "information",
}


def findings_of(
    hits: Iterable[Hit],
    pack: RulePack,
    scenario: Scenario,
    wordings: Mapping[str, RuleWording],
    root: etree._Element,
) -> tuple[Finding, ...]:
    """Return what one pack found, at most FINDINGS_PER_RULE_MAX of each rule."""
    count: Counter[str] = Counter()
    findings = []
    for hit in hits:
        rule = rule_of(hit, pack)
        count[rule] += 1
        if count[rule] <= FINDINGS_PER_RULE_MAX:
            findings.append(_finding(rule, hit, scenario, wordings, root))
    return tuple(findings)


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
    place = readable(hit.location)
    element = element_at(place, root)
    xpath = place_of(place, root) or place
    wording = _wording(rule, hit, scenario, wordings)
    term = meant_term(wording.terms, terms_meant(element, wording.about))
    is_as_published = rule not in scenario.custom_levels
    # What counts instead of a rule that a scenario has changed may come to other amounts.
    sums = difference(kindred(rule), kind_of(root), root, element) if is_as_published else None
    return Finding(
        severity=scenario.custom_levels.get(rule, _SEVERITY_BY_FLAG.get(hit.flag or "", "error")),
        rule=rule,
        category=category_of(rule, term),
        message=_with_amounts(named(wording.message, term), sums),
        hint=named(wording.hint, term),
        term=term,
        xpath=xpath or None,
        line=line_index(xpath),
        expected=None if sums is None else f"{sums.expected:f}",
        actual=None if sums is None else f"{sums.actual:f}",
    )


def _wording(
    rule: str, hit: Hit, scenario: Scenario, wordings: Mapping[str, RuleWording]
) -> RuleWording:
    """A scenario that changes a rule's severity may have words of its own for it."""
    of_scenario = f"{scenario.name}/{rule}" if rule in scenario.custom_levels else rule
    return wordings.get(of_scenario) or wording_of(rule, hit.text, wordings)


def _with_amounts(message: Wording, sums: Difference | None) -> Wording:
    if sums is None:
        return message
    return Wording(
        f"{message.de} Richtig wäre {sums.expected:f}, angegeben ist {sums.actual:f}.",
        f"{message.en} It should be {sums.expected:f}, but {sums.actual:f} is given.",
    )
