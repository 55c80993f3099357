"""The documents that a CII invoice refers to, on the document and on its lines."""

from profiles.syntax.cii_dates import formatted_date_time
from profiles.syntax.codecs import BASE64, CODE
from profiles.syntax.tree import Constant, Each, Element, Leaf, Node


def document(tag: str, path: str, issue_date: str) -> Element:
    """One document by its number, which is the business term, and its date, as EXTENDED has it."""
    return Element(
        tag,
        (
            Leaf("ram:IssuerAssignedID", path),
            formatted_date_time("ram:FormattedIssueDateTime", issue_date),
        ),
    )


def line_of(tag: str, path: str, *, line: str | None = None) -> Element:
    """A line of another document, as EXTENDED has it.

    line: the field that holds the number of the line, where it is another than usual.
    """
    return Element(
        tag,
        (
            Leaf("ram:IssuerAssignedID", f"{path}.identifier"),
            Leaf("ram:LineID", line or f"{path}.line_identifier"),
            formatted_date_time("ram:FormattedIssueDateTime", f"{path}.issue_date"),
        ),
    )


# BG-24
SUPPORTING_DOCUMENTS = Each(
    "ram:AdditionalReferencedDocument",
    "supporting_documents",
    (
        Leaf("ram:IssuerAssignedID", "reference"),  # BT-122
        Leaf("ram:URIID", "location"),  # BT-124
        Constant("ram:TypeCode", "916"),
        Leaf("ram:Name", "description"),  # BT-123
        Leaf(  # BT-125
            "ram:AttachmentBinaryObject",
            "attachment.content",
            BASE64,
            bound={"mimeCode": "attachment.mime_code", "filename": "attachment.file_name"},
        ),
        Leaf("ram:ReferenceTypeCode", "reference_type_code", CODE),
        formatted_date_time("ram:FormattedIssueDateTime", "issue_date"),
    ),
)

TENDER_OR_LOT = Element(
    "ram:AdditionalReferencedDocument",
    (
        Leaf("ram:IssuerAssignedID", "tender_or_lot_reference"),  # BT-17
        Constant("ram:TypeCode", "50"),
    ),
)

OBJECT_IDENTIFIERS: tuple[Node, ...] = (
    Element(
        "ram:AdditionalReferencedDocument",
        (
            Leaf("ram:IssuerAssignedID", "object_identifier.value"),  # BT-18, 128
            Constant("ram:TypeCode", "130"),
            Leaf("ram:ReferenceTypeCode", "object_identifier.scheme", CODE),  # BT-18, 128
        ),
    ),
    Each(
        "ram:AdditionalReferencedDocument",
        "extended.further_object_identifiers",
        (
            Leaf("ram:IssuerAssignedID", "value"),
            Constant("ram:TypeCode", "130"),
            Leaf("ram:ReferenceTypeCode", "scheme", CODE),
        ),
    ),
)

# BG-3
PRECEDING_INVOICES = Each(
    "ram:InvoiceReferencedDocument",
    "preceding_invoices",
    (
        Leaf("ram:IssuerAssignedID", "reference"),  # BT-25
        Leaf("ram:TypeCode", "type_code", CODE),
        formatted_date_time("ram:FormattedIssueDateTime", "issue_date"),  # BT-26
    ),
)
