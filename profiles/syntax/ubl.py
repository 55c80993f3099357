"""UBL 2.1 Invoice and CreditNote: where each business term stands, in schema order."""

from lxml import etree

from profiles.semantic.invoice import Invoice
from profiles.syntax.codecs import CODE, DATE_ISO
from profiles.syntax.reader import reader
from profiles.syntax.reading import Reading
from profiles.syntax.source import kind_of
from profiles.syntax.tree import Element, Group, Leaf, Node, Tree
from profiles.syntax.ubl_codecs import NOTE, TAX_POINT_CODE
from profiles.syntax.ubl_line import CREDIT_NOTE_LINES, INVOICE_LINES
from profiles.syntax.ubl_parties import BUYER, PAYEE, SELLER, TAX_REPRESENTATIVE, address
from profiles.syntax.ubl_payment import (
    DUE_DATE,
    PAYMENT_MEANS,
    PAYMENT_MEANS_WITH_DUE_DATE,
    PAYMENT_TERMS,
    THIRD_PARTY_PAYMENTS,
)
from profiles.syntax.ubl_references import (
    CONTRACT,
    DESPATCH_ADVICE,
    INVOICED_OBJECT,
    ORDER,
    PRECEDING_INVOICES,
    PROJECT,
    PROJECT_AS_DOCUMENT,
    RECEIVING_ADVICE,
    SUPPORTING_DOCUMENTS,
    TENDER_OR_LOT,
)
from profiles.syntax.ubl_totals import (
    ALLOWANCES,
    CHARGES,
    TOTALS,
    VAT_TOTAL,
    VAT_TOTAL_IN_ACCOUNTING_CURRENCY,
)
from profiles.syntax.writer import writer

# The types that BR-CL-01 takes in a CreditNote; all others are an Invoice.
CREDIT_NOTE_TYPES = frozenset(
    ("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532")
)

_COMMON = "urn:oasis:names:specification:ubl:schema:xsd:Common"

_PROCESS: tuple[Node, ...] = (
    Leaf("cbc:UBLVersionID", "process.ubl_version"),
    Leaf("cbc:CustomizationID", "process.specification_identifier"),  # BT-24
    Leaf("cbc:ProfileID", "process.business_process_type"),  # BT-23
    Leaf("cbc:ID", "number"),  # BT-1
    Leaf("cbc:IssueDate", "issue_date", DATE_ISO),  # BT-2
)
_NOTES = Leaf("cbc:Note", "notes", NOTE, many=True)  # BT-21, BT-22
_TAX_POINT_DATE = Leaf("cbc:TaxPointDate", "tax_point_date", DATE_ISO)  # BT-7

_CURRENCIES_TO_ORDER: tuple[Node, ...] = (
    Leaf("cbc:DocumentCurrencyCode", "currency", CODE),  # BT-5
    Leaf("cbc:TaxCurrencyCode", "vat_accounting_currency", CODE),  # BT-6
    Leaf("cbc:AccountingCost", "accounting_reference"),  # BT-19
    Leaf("cbc:BuyerReference", "buyer_reference"),  # BT-10
    Element(
        "cac:InvoicePeriod",
        (
            Leaf("cbc:StartDate", "invoicing_period.start", DATE_ISO),  # BT-73
            Leaf("cbc:EndDate", "invoicing_period.end", DATE_ISO),  # BT-74
            Leaf("cbc:DescriptionCode", "tax_point_date_code", TAX_POINT_CODE),  # BT-8
        ),
    ),
    ORDER,
    PRECEDING_INVOICES,
    DESPATCH_ADVICE,
    RECEIVING_ADVICE,
)

_DELIVERY = Group(
    "cac:Delivery",
    "delivery",
    (
        Leaf("cbc:ActualDeliveryDate", "actual_date", DATE_ISO),  # BT-72
        Element(
            "cac:DeliveryLocation",
            (
                Leaf(  # BT-71
                    "cbc:ID",
                    "recipient.identifiers.0.value",
                    bound={"schemeID": "recipient.identifiers.0.scheme"},
                ),
                address("cac:Address", "recipient.address"),
            ),
        ),
        Element(
            "cac:DeliveryParty",
            (Element("cac:PartyName", (Leaf("cbc:Name", "recipient.name"),)),),  # BT-70
        ),
    ),
)

_PARTIES_TO_DELIVERY: tuple[Node, ...] = (SELLER, BUYER, PAYEE, TAX_REPRESENTATIVE, _DELIVERY)
_ALLOWANCES_TO_TOTALS: tuple[Node, ...] = (
    ALLOWANCES,
    CHARGES,
    VAT_TOTAL,
    VAT_TOTAL_IN_ACCOUNTING_CURRENCY,
    TOTALS,
)


def _tree(kind: str, children: tuple[Node, ...]) -> Tree:
    return Tree(
        Element(kind, children),
        namespaces={
            "": f"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2",
            "cac": f"{_COMMON}AggregateComponents-2",
            "cbc": f"{_COMMON}BasicComponents-2",
        },
    )


UBL_INVOICE = _tree(
    "Invoice",
    (
        *_PROCESS,
        DUE_DATE,
        Leaf("cbc:InvoiceTypeCode", "type_code", CODE),  # BT-3
        _NOTES,
        _TAX_POINT_DATE,
        *_CURRENCIES_TO_ORDER,
        TENDER_OR_LOT,
        CONTRACT,
        INVOICED_OBJECT,
        SUPPORTING_DOCUMENTS,
        PROJECT,
        *_PARTIES_TO_DELIVERY,
        PAYMENT_MEANS,
        PAYMENT_TERMS,
        THIRD_PARTY_PAYMENTS,
        *_ALLOWANCES_TO_TOTALS,
        INVOICE_LINES,
    ),
)

UBL_CREDIT_NOTE = _tree(
    "CreditNote",
    (
        *_PROCESS,
        _TAX_POINT_DATE,
        Leaf("cbc:CreditNoteTypeCode", "type_code", CODE),  # BT-3
        _NOTES,
        *_CURRENCIES_TO_ORDER,
        CONTRACT,
        PROJECT_AS_DOCUMENT,
        INVOICED_OBJECT,
        SUPPORTING_DOCUMENTS,
        TENDER_OR_LOT,
        *_PARTIES_TO_DELIVERY,
        PAYMENT_MEANS_WITH_DUE_DATE,
        PAYMENT_TERMS,
        *_ALLOWANCES_TO_TOTALS,
        CREDIT_NOTE_LINES,
    ),
)

_write_invoice, _write_credit_note = writer(UBL_INVOICE), writer(UBL_CREDIT_NOTE)
_read_invoice, _read_credit_note = reader(UBL_INVOICE), reader(UBL_CREDIT_NOTE)


def ubl_tree(invoice: Invoice) -> Tree:
    """Return the tree of a CreditNote where BT-3 is one of its types, else that of an Invoice."""
    return UBL_CREDIT_NOTE if invoice.type_code in CREDIT_NOTE_TYPES else UBL_INVOICE


def write_ubl(invoice: Invoice) -> bytes:
    """Write a UBL Invoice or CreditNote, as BT-3 says."""
    is_credit_note = ubl_tree(invoice) is UBL_CREDIT_NOTE
    return (_write_credit_note if is_credit_note else _write_invoice)(invoice)


def read_ubl(root: "etree._Element") -> Reading:
    """Read a UBL Invoice or CreditNote, whichever the root element is."""
    is_credit_note = kind_of(root) == "ubl-credit-note"
    return (_read_credit_note if is_credit_note else _read_invoice)(root)
