"""What the PDF says about itself: the same in its information dictionary and in its XMP."""

from datetime import date
from importlib.resources import files
from xml.sax.saxutils import escape

from msgspec import Struct

from profiles.profile import Container
from profiles.semantic.invoice import Invoice
from renderers.labels import language_of, title_of

_PRODUCT = "Zugio Gateway"


class Metadata(Struct, frozen=True, kw_only=True):
    """About a document; its date is the invoice's own, so that drawing again changes nothing."""

    title: str
    author: str
    language: str
    issued: date
    product: str = _PRODUCT

    @property
    def pdf_date(self) -> str:
        return f"D:{self.issued:%Y%m%d}000000+00'00'"

    @property
    def xmp_date(self) -> str:
        return f"{self.issued:%Y-%m-%d}T00:00:00+00:00"


def describe(invoice: Invoice, locale: str) -> Metadata:
    """Say what the PDF of the invoice is, in the words of the locale."""
    language = language_of(locale)
    return Metadata(
        title=f"{title_of(invoice.type_code, language)} {invoice.number}",
        author=invoice.seller.name,
        language=locale.replace("_", "-"),
        issued=invoice.issue_date,
    )


def write_xmp(metadata: Metadata, container: Container) -> bytes:
    """Fill the XMP packet of a PDF/A-3b with the Factur-X extension."""
    template = files("renderers").joinpath("templates/metadata.xmp").read_text("utf-8")
    values = {
        "title": metadata.title,
        "author": metadata.author,
        "language": metadata.language,
        "date": metadata.xmp_date,
        "product": metadata.product,
        "file_name": container.file_name,
        "version": container.version,
        "conformance_level": container.conformance_level,
    }
    return template.format_map({name: escape(value) for name, value in values.items()}).encode()
