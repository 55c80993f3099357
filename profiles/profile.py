"""What sets one profile apart from another, as data."""

from typing import Literal

from msgspec import Struct

Syntax = Literal["cii", "ubl"]


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
    promised: an invoice that breaks the rules is refused rather than delivered with findings.
    """

    id: str
    name: str
    urn: str
    scenario: str
    container: Container
    official_urn: str | None = None
    business_process_urn: str | None = None
    promised: bool = True
