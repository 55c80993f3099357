"""The class of an error, after the letter of Germany's finance ministry of 2025-10-15.

Format: the file does not follow its syntax, and is no electronic invoice at all. Business rule: it
contradicts itself or a rule of EN 16931. Content: where such an error is in a detail that VAT law
asks for (§§ 14, 14a UStG), the invoice gives no right to deduct input tax.
"""

from functools import lru_cache

from profiles.finding import Category
from validation.tables import read_table

# They are about how a detail is written, and take none away.
_RULES_ON_WRITING = ("UBL-CR-", "UBL-DT-", "CII-DT-")
_FORMAT_RULES = (
    "ZG-XML-",
    "ZG-XSD",
    "ZG-ZUGFERD-",
    "ZG-PDF-",
    "ZG-INPUT-",
    "ZG-QUERY-",
    "ZG-FILE-",
)


def category_of(rule: str, term: str | None) -> Category:
    """Return the class of what a rule found about a term."""
    if rule.startswith(_FORMAT_RULES):
        return "format"
    if rule.startswith(_RULES_ON_WRITING):
        return "business_rule"
    return "content" if term in _terms_of_vat_law() else "business_rule"


@lru_cache(maxsize=1)
def _terms_of_vat_law() -> frozenset[str]:
    rows = read_table("vat-law.tsv")
    return frozenset(term for row in rows for term in row["terms"].split())
