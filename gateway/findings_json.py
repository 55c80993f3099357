"""Findings and totals as JSON shows them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from profiles.finding import Finding, Language
from profiles.semantic.invoice import Invoice

# Amounts are JSON numbers, written digit by digit, never through a float.
encoder = msgspec.json.Encoder(decimal_format="number")


def finding_as_json(finding: Finding, language: Language) -> dict[str, str | None]:
    """Return what a caller sees of a finding, in one language."""
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "term": finding.term,
        "path": finding.path,
        "xpath": finding.xpath,
        "message": finding.message.to(language),
        "hint": None if finding.hint is None else finding.hint.to(language),
    }


def totals_as_json(invoice: Invoice) -> Mapping[str, Any]:
    """Return the document totals and the VAT breakdown, without what is absent."""
    return {
        **_present(invoice.totals),
        "vat_breakdown": [_present(group) for group in invoice.vat_breakdown],
    }


def _present(struct: Struct) -> dict[str, Any]:
    return {
        name: value for name, value in msgspec.structs.asdict(struct).items() if value is not None
    }
