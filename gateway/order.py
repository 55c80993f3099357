"""What a caller ordered, and what it got: the values that the pipeline takes and returns."""

from typing import Literal

from msgspec import Struct

from profiles.finding import Finding
from profiles.profile import Profile, Syntax
from profiles.semantic.invoice import Invoice

Mode = Literal["strict", "report"]
Verdict = Literal["valid", "invalid", "undecided"]


class Order(Struct, frozen=True, kw_only=True):
    """One request, read as far as its headers and query go.

    has_notice: whether the page says that it comes from the free version.
    problems: what is wrong with the query; told together with what is wrong with the body.
    wants_page: whether a page is to be drawn; the XML alone needs none.
    """

    body: bytes
    problems: tuple[Finding, ...] = ()
    wants_page: bool = True
    has_notice: bool = True
    profile_urn: str | None = None
    locale: str | None = None
    mode: Mode | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """An invoice ready to be judged and drawn; remarks are our own findings so far."""

    request: Struct
    invoice: Invoice
    profile: Profile
    syntax: Syntax
    locale: str
    xml: bytes
    remarks: tuple[Finding, ...]


class Issued(Struct, frozen=True, kw_only=True):
    """An electronic invoice and what was found about it; pdf is None where none was wanted."""

    invoice: Invoice
    request: Struct
    profile: Profile
    syntax: Syntax
    xml: bytes
    pdf: bytes | None
    verdict: Verdict
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
