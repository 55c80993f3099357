"""What an invoice says in words, refers to, and carries with it."""

from datetime import date
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound
from gateway.dialects.places import Bound
from profiles.semantic import delivery, invoice
from profiles.semantic import references as semantic
from profiles.semantic.party import Identifier


class Note(RequestPart, frozen=True, kw_only=True):
    """A note on the invoice, and what it is about."""

    binding: ClassVar[Bound] = Bound(invoice.Note)

    text: Annotated[str | None, bound("text", "Bemerkung", example="Danke für Ihren Auftrag.")] = (
        None
    )
    subject_code: Annotated[
        str | None, bound("subject_code", "Betreff", "note_subject", example="REG")
    ] = None
    content_code: Annotated[
        str | None, bound("content_code", "Code des Inhalts", "identifier", example="ST3")
    ] = None


class InvoicingPeriod(RequestPart, frozen=True, kw_only=True):
    """The days that the invoice covers, both included."""

    binding: ClassVar[Bound] = Bound(delivery.Period, "BG-14")

    start: Annotated[date | None, bound("start", "Beginn", example="2026-01-01")] = None
    end: Annotated[date | None, bound("end", "Ende", example="2026-01-31")] = None


class LinePeriod(InvoicingPeriod, frozen=True, kw_only=True):
    """The days that a line covers, both included."""

    binding: ClassVar[Bound] = Bound(delivery.Period, "BG-26")


class PrecedingInvoice(RequestPart, frozen=True, kw_only=True):
    """An earlier invoice that this one corrects or settles."""

    binding: ClassVar[Bound] = Bound(semantic.PrecedingInvoice)

    reference: Annotated[
        str, bound("reference", "Nummer der früheren Rechnung", "identifier", example="RE-2025-9")
    ]
    issue_date: Annotated[
        date | None, bound("issue_date", "Datum der früheren Rechnung", example="2025-12-01")
    ] = None
    type_code: Annotated[
        str | None,
        bound("type_code", "Art der früheren Rechnung", "document_type", example="380"),
    ] = None


class Attachment(RequestPart, frozen=True, kw_only=True):
    """A document that supports the invoice: in it, at an address, or named alone."""

    binding: ClassVar[Bound] = Bound(semantic.SupportingDocument)

    file_name: Annotated[
        str | None,
        bound("attachment.file_name", "Dateiname", "file_name", example="zeiten.csv"),
    ] = None
    media_type: Annotated[
        str | None,
        bound("attachment.mime_code", "Medientyp", "media_type", example="text/csv"),
    ] = None
    base64: Annotated[
        str | None,
        bound("attachment.content", "Inhalt in Base64", "base64", example="YTtiCjE7Mgo="),
    ] = None
    reference: Annotated[
        str | None,
        bound(
            "reference",
            "Kennung des Anhangs",
            "identifier",
            example="Z-1",
            hint="Absent: file_name.",
        ),
    ] = None
    description: Annotated[
        str | None, bound("description", "Beschreibung", example="Stundenzettel Januar")
    ] = None
    url: Annotated[
        str | None,
        bound(
            "location",
            "Adresse des Dokuments",
            example="https://firma.de/zeiten/1",
            hint="Told to the receiver as it stands; never fetched.",
        ),
    ] = None
    reference_type_code: Annotated[
        str | None,
        bound("reference_type_code", "Art der Kennung", "object_scheme", example="AAA"),
    ] = None
    issue_date: Annotated[
        date | None, bound("issue_date", "Datum des Dokuments", example="2026-01-01")
    ] = None


class LineReference(RequestPart, frozen=True, kw_only=True):
    """A line of another document."""

    binding: ClassVar[Bound] = Bound(semantic.LineReference)

    identifier: Annotated[
        str | None, bound("identifier", "Nummer des Dokuments", "identifier", example="B-4711")
    ] = None
    line_id: Annotated[
        str | None, bound("line_identifier", "Nummer der Position", "identifier", example="10")
    ] = None
    issue_date: Annotated[
        date | None, bound("issue_date", "Datum des Dokuments", example="2026-01-01")
    ] = None


class ObjectIdentifier(RequestPart, frozen=True, kw_only=True):
    """One more object that is invoiced (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(Identifier)

    value: Annotated[str, bound("value", "Kennung", "identifier", example="Z-124")]
    scheme: Annotated[str | None, bound("scheme", "Schema", "object_scheme", example="AAA")] = None
