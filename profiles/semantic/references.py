"""What an invoice refers to: earlier invoices, supporting documents, orders."""

from datetime import date
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import extension, term


class PrecedingInvoice(Struct, frozen=True, kw_only=True):
    """PRECEDING INVOICE REFERENCE (BG-3)."""

    reference: Annotated[str, term("BT-25", "Preceding Invoice reference")]
    issue_date: Annotated[date | None, term("BT-26", "Preceding Invoice issue date")] = None
    type_code: Annotated[str | None, extension("Preceding Invoice type code")] = None


class Attachment(Struct, frozen=True, kw_only=True):
    """ATTACHED DOCUMENT (BT-125); content is base64, as the syntaxes carry it.

    Some documents name a file and leave it out: their content is empty.
    """

    content: str
    mime_code: str | None = None
    file_name: str | None = None


class SupportingDocument(Struct, frozen=True, kw_only=True):
    """ADDITIONAL SUPPORTING DOCUMENT (BG-24)."""

    reference: Annotated[str | None, term("BT-122", "Supporting document reference")] = None
    description: Annotated[str | None, term("BT-123", "Supporting document description")] = None
    location: Annotated[str | None, term("BT-124", "External document location")] = None
    attachment: Annotated[Attachment | None, term("BT-125", "Attached document")] = None
    reference_type_code: Annotated[str | None, extension("Reference type code")] = None
    issue_date: Annotated[date | None, extension("Supporting document issue date")] = None


class LineReference(Struct, frozen=True, kw_only=True):
    """A line of another document: order, quotation, delivery note (EXTENDED)."""

    identifier: Annotated[str | None, extension("Document identifier")] = None
    line_identifier: Annotated[str | None, extension("Line identifier")] = None
    issue_date: Annotated[date | None, extension("Document issue date")] = None
