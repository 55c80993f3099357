"""What a caller ordered, and what it got: the values that the pipeline takes and returns."""

from typing import Literal

from msgspec import Struct

from gateway.till import FreeTill, Till
from profiles.finding import Finding
from profiles.profile import Profile, Syntax
from profiles.semantic.invoice import Invoice
from validation.verdict import Verdict

Mode = Literal["strict", "report"]


class Order(Struct, frozen=True, kw_only=True):
    """One request, read as far as its headers and query go.

    is_anonymous: whether nobody pays: the page says so, and token holders go first.
    till: where the document is paid for.
    problems: what is wrong with the query; told together with what is wrong with the body.
    wants_page: whether a page is to be drawn; the XML alone needs none.
    """

    body: bytes
    problems: tuple[Finding, ...] = ()
    wants_page: bool = True
    is_anonymous: bool = True
    till: Till = FreeTill()
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
    """An electronic invoice and what was found about it; pdf is None where none was wanted.

    balance: what the till has left after this document, in credits.
    is_replay: it was paid for before.
    """

    invoice: Invoice
    request: Struct
    profile: Profile
    syntax: Syntax
    xml: bytes
    pdf: bytes | None
    verdict: Verdict
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    balance: int
    is_replay: bool
