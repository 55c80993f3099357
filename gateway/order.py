"""What a caller ordered, and what it got: the values that the pipeline takes and returns."""

from typing import Literal

from msgspec import Struct

from gateway.dialects.zugio.request import Request
from gateway.files import Source
from gateway.till import FreeTill, Till
from profiles.finding import Finding
from profiles.profile import Profile, Syntax
from profiles.semantic.invoice import Invoice
from validation.verdict import Verdict

Mode = Literal["strict", "report"]
# What may go out, the first for whoever does not care.
MediaType = Literal[
    "application/pdf", "application/xml", "application/json", "text/html", "image/png"
]


class Order(Struct, frozen=True, kw_only=True):
    """One request, read as far as its headers and query go.

    is_anonymous: whether nobody pays: the page says so, and token holders go first.
    till: where the document is paid for.
    problems: what is wrong with the query; told together with what is wrong with the body.
    media_types: what is wanted, most wanted first; what the profile has is known later.
    page: which page a picture shows, from 1.
    """

    body: bytes
    source: Source = "application/json"
    media_types: tuple[MediaType, ...] = ("application/pdf",)
    problems: tuple[Finding, ...] = ()
    is_anonymous: bool = True
    till: Till = FreeTill()
    profile_urn: str | None = None
    syntax: Syntax | None = None
    locale: str | None = None
    mode: Mode | None = None
    page: int = 1


class Draft(Struct, frozen=True, kw_only=True):
    """An invoice ready to be judged and drawn; remarks are our own findings so far.

    request: what was asked in our own words; None where a document came in.
    invoice: all that is known of it; the XML holds what the profile carries.
    external_id: the caller's own, echoed and nowhere else.
    """

    request: Request | None
    invoice: Invoice
    profile: Profile
    syntax: Syntax
    media_type: MediaType
    locale: str
    xml: bytes
    remarks: tuple[Finding, ...]
    external_id: str | None = None

    @property
    def is_priced(self) -> bool:
        """Whether a page without the notice is what is wanted: that is what a credit buys."""
        return self.media_type == "application/pdf" or (
            self.media_type == "application/json" and self.syntax == "cii"
        )


class Issued(Struct, frozen=True, kw_only=True):
    """An electronic invoice and what was found about it.

    page: the PDF or the preview; None where the XML alone was wanted.
    balance: what the till has left after this document, in credits.
    is_replay: it was paid for before.
    """

    draft: Draft
    page: bytes | None
    verdict: Verdict
    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    balance: int
    is_replay: bool
