"""What the PDF says about itself: the same in its information dictionary and in its XMP."""

import re
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from msgspec import Struct

from profiles.profile import Container
from profiles.semantic.invoice import Invoice
from renderers.codes import title_of
from renderers.labels import language_of

_PRODUCT = "Zugio Gateway"

# What XML cannot hold, and so no XMP packet.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Metadata(Struct, frozen=True, kw_only=True):
    """About a document; its date is the invoice's own, so that drawing again changes nothing.

    issued: None where the invoice has no date; then the file has none either.
    """

    title: str
    author: str
    language: str
    issued: date | None
    product: str = _PRODUCT

    @property
    def pdf_date(self) -> str | None:
        return None if self.issued is None else f"D:{_digits(self.issued)}000000+00'00'"

    @property
    def xmp_date(self) -> str | None:
        return None if self.issued is None else f"{self.issued.isoformat()}T00:00:00+00:00"


def describe(invoice: Invoice, locale: str) -> Metadata:
    """Say what the PDF of the invoice is, in the words of the locale."""
    title = title_of(invoice.type_code, language_of(locale))
    return Metadata(
        title=writable(f"{title} {invoice.number or ''}".strip()),
        author=writable(invoice.seller.name or invoice.seller.trading_name or ""),
        language=locale.replace("_", "-"),
        issued=invoice.issue_date,
    )


def write_xmp(metadata: Metadata, container: Container) -> bytes:
    """Fill the XMP packet of a PDF/A-3b with the Factur-X extension."""
    return _template().render(metadata=metadata, container=container).encode()


def writable(text: str) -> str:
    """Replace the characters that neither XMP nor a PDF's strings can hold."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("renderers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("metadata.xmp")
