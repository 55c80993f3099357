"""The class of an error, after the letter of Germany's finance ministry of 2025-10-15.

Format: the file does not follow its syntax, and is no electronic invoice at all. Business rule: it
contradicts itself or a rule of EN 16931. Content: where such an error is in a detail that VAT law
asks for (§§ 14, 14a UStG), the invoice gives no right to deduct input tax.
"""

from profiles.finding import Category

_FORMAT_RULES = ("ZG-XML-", "ZG-XSD", "ZG-ZUGFERD-")

_VAT_LAW_TERMS = frozenset(
    # name and address of seller, buyer and tax representative (§ 14 (4) no. 1)
    ("BT-27", "BG-5", "BT-35", "BT-37", "BT-38", "BT-40", "BT-44", "BG-8", "BT-50", "BT-52")
    + ("BT-53", "BT-55", "BG-11", "BT-62", "BG-12", "BT-64", "BT-66", "BT-67", "BT-69")
    # tax number or VAT id (no. 2; § 14a (1), (3) for the buyer's)
    + ("BT-31", "BT-32", "BT-48", "BT-63")
    # date and number of the invoice (no. 3, 4)
    + ("BT-2", "BT-1")
    # kind and quantity of what was supplied (no. 5)
    + ("BG-25", "BT-129", "BT-130", "BT-131", "BG-31", "BT-153", "BT-154")
    # date of supply or of payment (no. 6)
    + ("BT-7", "BT-8", "BT-72", "BG-14", "BT-73", "BT-74", "BG-26", "BT-134", "BT-135")
    # amount by rate and exemption, and reductions agreed on before (no. 7)
    + ("BT-92", "BT-95", "BT-107", "BT-109", "BT-116", "BT-136", "BT-146", "BT-151")
    # rate, amount of tax, or the exemption that applies (no. 8)
    + ("BG-23", "BT-96", "BT-102", "BT-103", "BT-110", "BT-117", "BT-118", "BT-119", "BT-120")
    + ("BT-121", "BT-152", "BT-111")
    # "Gutschrift" where the buyer issues it (no. 10)
    + ("BT-3",)
)


def category_of(rule: str, term: str | None) -> Category:
    """Return the class of what a rule found about a term."""
    if rule.startswith(_FORMAT_RULES):
        return "format"
    return "content" if term in _VAT_LAW_TERMS else "business_rule"
