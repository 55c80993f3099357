"""Turns what rule files report into findings: severity, term, line and words."""

from collections.abc import Iterable, Mapping

from profiles.finding import SEVERITIES, Finding, Severity
from validation.location import line_index, readable
from validation.scenarios import Scenario
from validation.schematron import Hit
from validation.wordings import RuleWording, bracketed_rule, official_wording

# No flag at all means error: that is how the rule files of KoSIT and Factur-X mean it.
_SEVERITY_BY_FLAG: Mapping[str, Severity] = {
    "warning": "warning",
    "information": "information",
    "info": "information",
}


def finding_of(hit: Hit, scenario: Scenario, wordings: Mapping[str, RuleWording]) -> Finding:
    """Return one hit as a finding, with the scenario's own severity where it has one."""
    rule = hit.rule or bracketed_rule(hit.text) or "ZG-RULES-UNNAMED"
    severity = _SEVERITY_BY_FLAG.get(hit.flag or "", "error")
    wording = wordings.get(rule) or official_wording(hit.text)
    xpath = readable(hit.location)
    return Finding(
        severity=scenario.custom_levels.get(rule, severity),
        rule=rule,
        message=wording.message,
        hint=wording.hint,
        term=wording.term,
        xpath=xpath or None,
        line=line_index(xpath),
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, then warnings, then information; inside each as the rule files report them."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
