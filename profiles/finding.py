"""What is wrong with a document, or worth knowing about it, in a form that every room can make."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct

Severity = Literal["error", "warning", "information"]
Category = Literal["format", "business_rule", "content"]
Language = Literal["de", "en"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information")


class Wording(Struct, frozen=True):
    """One sentence for people, in both languages of the product."""

    de: str
    en: str

    def to(self, language: Language) -> str:
        return self.de if language == "de" else self.en


class Advice(NamedTuple):
    """What is wrong, and what to do about it."""

    message: Wording
    hint: Wording


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that somebody should know about a document.

    rule: id of the official rule, or `ZG-…` for our own.
    term: business term or group of EN 16931 (`BT-10`), where one is meant.
    path: JSON pointer into what the caller sent; where the field is missing, where it belongs.
    xpath: place in the XML that was judged.
    line: index from 0 of the invoice line that is meant.
    category: class of error after the letter of Germany's finance ministry of 2025-10-15.
    expected, actual: what a sum should be and what the document says, as plain decimals.
    """

    severity: Severity
    rule: str
    message: Wording
    hint: Wording | None = None
    term: str | None = None
    path: str | None = None
    xpath: str | None = None
    line: int | None = None
    category: Category | None = None
    expected: str | None = None
    actual: str | None = None


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return errors first, then warnings, then information, each as they were found."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
