"""What sets one profile apart from another, as data."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from profiles.finding import Wording
from profiles.semantic.cash_discounts import Form
from profiles.semantic.term import EXTENDED

Syntax = Literal["cii", "ubl"]

# What is to be said wherever a profile with too little in it is offered.
NO_INVOICE = Wording(
    "in Deutschland keine Rechnung (§ 14 UStG)", "no invoice in Germany (§ 14 UStG)"
)


class Container(Struct, frozen=True, kw_only=True):
    """How the hybrid PDF names what it carries; read off the official samples."""

    file_name: str
    relationship: Literal["Alternative", "Data"]
    version: str
    conformance_level: str


class Profile(Struct, frozen=True, kw_only=True):
    """One way to issue an invoice.

    urn: the guideline id that the XML carries (BT-24).
    official_urn: the official id where `urn` is a legacy one.
    scenario: the rules that judge it, by the name that `validation.scenarios` gives them.
    container: None where the profile has no hybrid PDF.
    syntaxes: those that it exists in, the preferred one first.
    terms: the business terms and groups that it carries; None for whatever a document holds.
    promised: an invoice that breaks the rules is refused rather than delivered with findings.
    is_invoice: whether it carries enough for an invoice under German VAT law.
    cash_discounts: how it says them.
    amount_slack: how far its rules let a sum be from what follows, in the invoice currency.
    """

    id: str
    name: str
    urn: str
    scenario: str
    container: Container | None
    terms: frozenset[str] | None
    syntaxes: tuple[Syntax, ...] = ("cii", "ubl")
    official_urn: str | None = None
    business_process_urn: str | None = None
    promised: bool = True
    is_invoice: bool = True
    cash_discounts: Form = "text"
    amount_slack: Decimal = Decimal(0)

    @property
    def has_caveats(self) -> bool:
        """Whether there is something to say about the profile itself."""
        return self.official_urn is not None or self.terms is None or not self.is_invoice

    @property
    def is_extended(self) -> bool:
        """Whether it has EXTENDED's larger CII."""
        return self.terms is not None and EXTENDED in self.terms

    def carries(self, term: str) -> bool:
        """Say whether a business term or group has a place in this profile."""
        return self.terms is None or term in self.terms
