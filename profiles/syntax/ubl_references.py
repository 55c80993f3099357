"""What a UBL document refers to: orders, contracts, earlier invoices, supporting documents."""

from profiles.syntax.codecs import BASE64, DATE_ISO, IDENTIFIER
from profiles.syntax.tree import Constant, Each, Element, Leaf

ORDER = Element(
    "cac:OrderReference",
    (
        # The schema wants an ID beside a sales order.
        Leaf("cbc:ID", "purchase_order_reference", default="NA"),  # BT-13
        Leaf("cbc:SalesOrderID", "sales_order_reference"),  # BT-14
    ),
)

PRECEDING_INVOICES = Each(
    "cac:BillingReference",
    "preceding_invoices",
    (
        Element(
            "cac:InvoiceDocumentReference",
            (
                Leaf("cbc:ID", "reference"),  # BT-25
                Leaf("cbc:IssueDate", "issue_date", DATE_ISO),  # BT-26
            ),
        ),
    ),
)

DESPATCH_ADVICE = Element(
    "cac:DespatchDocumentReference",
    (Leaf("cbc:ID", "despatch_advice_reference"),),  # BT-16
)
RECEIVING_ADVICE = Element(
    "cac:ReceiptDocumentReference",
    (Leaf("cbc:ID", "receiving_advice_reference"),),  # BT-15
)
TENDER_OR_LOT = Element(
    "cac:OriginatorDocumentReference",
    (Leaf("cbc:ID", "tender_or_lot_reference"),),  # BT-17
)
CONTRACT = Element(
    "cac:ContractDocumentReference",
    (Leaf("cbc:ID", "contract_reference"),),  # BT-12
)
PROJECT = Element("cac:ProjectReference", (Leaf("cbc:ID", "project_reference"),))  # BT-11

# A credit note has no ProjectReference.
PROJECT_AS_DOCUMENT = Element(
    "cac:AdditionalDocumentReference",
    (
        Leaf("cbc:ID", "project_reference"),  # BT-11
        Constant("cbc:DocumentTypeCode", "50"),
    ),
)

INVOICED_OBJECT = Element(
    "cac:AdditionalDocumentReference",
    (
        Leaf("cbc:ID", "object_identifier", IDENTIFIER),  # BT-18
        Constant("cbc:DocumentTypeCode", "130"),
    ),
)

SUPPORTING_DOCUMENTS = Each(
    "cac:AdditionalDocumentReference",
    "supporting_documents",
    (
        Leaf("cbc:ID", "reference"),  # BT-122
        Leaf("cbc:DocumentDescription", "description"),  # BT-123
        Element(
            "cac:Attachment",
            (
                Leaf(  # BT-125
                    "cbc:EmbeddedDocumentBinaryObject",
                    "attachment.content",
                    BASE64,
                    bound={
                        "mimeCode": "attachment.mime_code",
                        "filename": "attachment.file_name",
                    },
                ),
                Element(
                    "cac:ExternalReference",
                    (Leaf("cbc:URI", "location"),),  # BT-124
                ),
            ),
        ),
    ),
)
