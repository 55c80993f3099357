"""What is to be said about the container of an invoice, one concern a function."""

from collections.abc import Iterator

from msgspec import Struct

from profiles.finding import Finding
from profiles.profile import Container, Profile
from validation.container.embedded import EmbeddedFile
from validation.container.expectations import (
    TOLERATED_RELATIONSHIPS,
    ZUGFERD_2_0_GUIDELINES,
    profile_of,
)
from validation.container.invoice import EmbeddedInvoice
from validation.container.metadata import (
    ZUGFERD_1_0,
    ZUGFERD_2_0,
    ZUGFERD_RC,
    PdfMetadata,
)
from validation.container.reading import Outdated
from validation.container.wordings import finding


class Contained(Struct, frozen=True, kw_only=True):
    """An embedded invoice with all that speaks of it; no `invoice` where it is no XML."""

    file: EmbeddedFile
    invoice: EmbeddedInvoice | None
    metadata: PdfMetadata

    @property
    def outdated(self) -> Outdated | None:
        """The predecessor of Factur-X that this is, if any."""
        invoice, stated = self.invoice, self.metadata.invoice
        vocabulary = None if stated is None else stated.vocabulary
        guideline = None if invoice is None else invoice.guideline
        if vocabulary in (ZUGFERD_1_0, ZUGFERD_RC) or (invoice and invoice.is_zugferd_1):
            return "ZUGFeRD 1.0"
        if vocabulary == ZUGFERD_2_0 or guideline in ZUGFERD_2_0_GUIDELINES:
            return "ZUGFeRD 2.0"
        return None


def check_metadata(metadata: PdfMetadata) -> Iterator[Finding]:
    """Check what a PDF that carries an invoice says about itself."""
    if metadata.part != "3":
        yield finding("ZG-PDF-PDFA", found=metadata.part)
    if metadata.invoice is None:
        yield finding("ZG-PDF-XMP-MISSING")


def check_place(file: EmbeddedFile) -> Iterator[Finding]:
    """Check that the PDF refers to the invoice in both places where programs look for it."""
    if not file.associated:
        yield finding("ZG-PDF-NOT-ASSOCIATED", name=file.name)
    if not file.listed:
        yield finding("ZG-PDF-NOT-LISTED", name=file.name)


def check_contained(contained: Contained) -> Iterator[Finding]:
    """Check the invoice against its profile; what is outdated is only named."""
    invoice = contained.invoice
    if contained.outdated == "ZUGFeRD 1.0":
        yield finding("ZG-PDF-ZUGFERD-1")
        return
    if contained.outdated == "ZUGFeRD 2.0":
        yield finding("ZG-PDF-ZUGFERD-2")
        return
    if invoice is None:
        return
    if not invoice.is_cii:
        yield finding("ZG-PDF-SYNTAX", name=contained.file.name)
        return
    yield from _check_statements(contained)
    profile = profile_of(invoice.guideline)
    if profile is None or profile.container is None:
        yield finding("ZG-PDF-PROFILE-UNKNOWN", found=invoice.guideline)
    else:
        yield from _check_profile(contained, profile, profile.container)


def _check_statements(contained: Contained) -> Iterator[Finding]:
    stated = contained.metadata.invoice
    if contained.file.relationship is None:
        yield finding("ZG-PDF-RELATIONSHIP-MISSING")
    if contained.file.media_type != "text/xml":
        yield finding("ZG-PDF-MEDIA-TYPE", found=contained.file.media_type)
    if stated is None:
        return
    if stated.document_type != "INVOICE":
        yield finding("ZG-PDF-XMP-TYPE", found=stated.document_type)
    if stated.file_name != contained.file.name:
        yield finding("ZG-PDF-XMP-FILE-NAME", found=stated.file_name, expected=contained.file.name)


def _check_profile(contained: Contained, profile: Profile, wanted: Container) -> Iterator[Finding]:
    file, stated = contained.file, contained.metadata.invoice
    compared: list[tuple[str, str | None, str]] = [
        ("ZG-PDF-FILE-NAME", file.name, wanted.file_name)
    ]
    if file.relationship is not None:
        tolerated = file.relationship in TOLERATED_RELATIONSHIPS[wanted.relationship]
        rule = "ZG-PDF-RELATIONSHIP-UNUSUAL" if tolerated else "ZG-PDF-RELATIONSHIP"
        compared.append((rule, file.relationship, wanted.relationship))
    if stated is not None:
        compared += [
            ("ZG-PDF-XMP-LEVEL", stated.conformance_level, wanted.conformance_level),
            ("ZG-PDF-XMP-VERSION", stated.version, wanted.version),
        ]
    for rule, found, expected in compared:
        if found != expected:
            yield finding(rule, found=found, expected=expected, profile=profile.name)
