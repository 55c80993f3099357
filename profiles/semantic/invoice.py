"""The invoice as EN 16931 means it, whatever it was read from and whatever it is written as."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.line import Line
from profiles.semantic.party import Buyer, Delivery, Seller
from profiles.semantic.payment import PaymentInstructions
from profiles.semantic.term import term
from profiles.semantic.vat import VATBreakdown


class Note(Struct, frozen=True, kw_only=True):
    """INVOICE NOTE (BG-1)."""

    text: Annotated[str, term("BT-22", "Invoice note")]
    subject_code: Annotated[str | None, term("BT-21", "Invoice note subject code")] = None


class ProcessControl(Struct, frozen=True, kw_only=True):
    """PROCESS CONTROL (BG-2)."""

    specification_identifier: Annotated[str, term("BT-24", "Specification identifier")]
    business_process_type: Annotated[str | None, term("BT-23", "Business process type")] = None


class Totals(Struct, frozen=True, kw_only=True):
    """DOCUMENT TOTALS (BG-22), in the invoice currency."""

    line_net_amount: Annotated[Decimal, term("BT-106", "Sum of Invoice line net amount")]
    without_vat: Annotated[Decimal, term("BT-109", "Invoice total amount without VAT")]
    vat_amount: Annotated[Decimal, term("BT-110", "Invoice total VAT amount")]
    with_vat: Annotated[Decimal, term("BT-112", "Invoice total amount with VAT")]
    due_for_payment: Annotated[Decimal, term("BT-115", "Amount due for payment")]


class Invoice(Struct, frozen=True, kw_only=True):
    """INVOICE: every term that stands on its own, and every group.

    totals and vat_breakdown are absent until `profiles.semantic.totals` has computed them.
    """

    process: Annotated[ProcessControl, term("BG-2", "Process control")]
    number: Annotated[str, term("BT-1", "Invoice number")]
    issue_date: Annotated[date, term("BT-2", "Invoice issue date")]
    type_code: Annotated[str, term("BT-3", "Invoice type code")] = "380"
    currency: Annotated[str, term("BT-5", "Invoice currency code")]
    payment_due_date: Annotated[date | None, term("BT-9", "Payment due date")] = None
    buyer_reference: Annotated[str | None, term("BT-10", "Buyer reference")] = None
    project_reference: Annotated[str | None, term("BT-11", "Project reference")] = None
    contract_reference: Annotated[str | None, term("BT-12", "Contract reference")] = None
    purchase_order_reference: Annotated[str | None, term("BT-13", "Purchase order reference")] = (
        None
    )
    payment_terms: Annotated[str | None, term("BT-20", "Payment terms")] = None
    notes: Annotated[tuple[Note, ...], term("BG-1", "Invoice note")] = ()
    seller: Annotated[Seller, term("BG-4", "Seller")]
    buyer: Annotated[Buyer, term("BG-7", "Buyer")]
    delivery: Annotated[Delivery | None, term("BG-13", "Delivery information")] = None
    payment: Annotated[PaymentInstructions | None, term("BG-16", "Payment instructions")] = None
    lines: Annotated[tuple[Line, ...], term("BG-25", "Invoice line")]
    totals: Annotated[Totals | None, term("BG-22", "Document totals")] = None
    vat_breakdown: Annotated[tuple[VATBreakdown, ...], term("BG-23", "VAT breakdown")] = ()
