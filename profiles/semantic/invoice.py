"""The invoice as EN 16931 means it, whatever it was read from and whatever it is written as."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.allowance import DocumentAllowance, LogisticsCharge
from profiles.semantic.delivery import Delivery, Period
from profiles.semantic.line import Line
from profiles.semantic.party import Identifier, Party
from profiles.semantic.payment import (
    AdvancePayment,
    PaymentMeans,
    PaymentTerms,
    ThirdPartyPayment,
)
from profiles.semantic.references import PrecedingInvoice, SupportingDocument
from profiles.semantic.term import extension, term
from profiles.semantic.vat import VATBreakdown


class Note(Struct, frozen=True, kw_only=True):
    """INVOICE NOTE (BG-1)."""

    text: Annotated[str | None, term("BT-22", "Invoice note")] = None
    subject_code: Annotated[str | None, term("BT-21", "Invoice note subject code")] = None
    content_code: Annotated[str | None, term("BT-X-5", "Invoice note content code")] = None


class ProcessControl(Struct, frozen=True, kw_only=True):
    """PROCESS CONTROL (BG-2).

    is_test and ubl_version stand outside EN 16931; documents that have them keep them.
    """

    specification_identifier: Annotated[str | None, term("BT-24", "Specification identifier")] = (
        None
    )
    business_process_type: Annotated[str | None, term("BT-23", "Business process type")] = None
    is_test: Annotated[bool | None, term("CII", "Test indicator")] = None
    ubl_version: Annotated[str | None, term("UBL", "UBL version identifier")] = None


class Totals(Struct, frozen=True, kw_only=True):
    """DOCUMENT TOTALS (BG-22), in the invoice currency but for BT-111; 2 decimals.

    A document that came in may lack some: MINIMUM has no BT-106.
    """

    line_net_amount: Annotated[Decimal | None, term("BT-106", "Sum of Invoice line net amount")] = (
        None
    )
    allowance_amount: Annotated[
        Decimal | None, term("BT-107", "Sum of allowances on document level")
    ] = None
    charge_amount: Annotated[Decimal | None, term("BT-108", "Sum of charges on document level")] = (
        None
    )
    without_vat: Annotated[Decimal | None, term("BT-109", "Invoice total amount without VAT")] = (
        None
    )
    vat_amount: Annotated[Decimal | None, term("BT-110", "Invoice total VAT amount")] = None
    vat_amount_in_accounting_currency: Annotated[
        Decimal | None, term("BT-111", "Invoice total VAT amount in accounting currency")
    ] = None
    with_vat: Annotated[Decimal | None, term("BT-112", "Invoice total amount with VAT")] = None
    prepaid_amount: Annotated[Decimal | None, term("BT-113", "Paid amount")] = None
    rounding_amount: Annotated[Decimal | None, term("BT-114", "Rounding amount")] = None
    due_for_payment: Annotated[Decimal | None, term("BT-115", "Amount due for payment")] = None


class ExchangeRate(Struct, frozen=True, kw_only=True):
    """The rate between invoice currency and VAT accounting currency (EXTENDED)."""

    source_currency: Annotated[str | None, extension("Source currency")] = None
    target_currency: Annotated[str | None, extension("Target currency")] = None
    rate: Annotated[Decimal | None, extension("Exchange rate")] = None
    rate_date: Annotated[date | None, extension("Exchange rate date")] = None


class ExtendedDocument(Struct, frozen=True, kw_only=True):
    """What EXTENDED says of the document beyond EN 16931."""

    name: Annotated[str | None, term("BT-X-2", "Document name")] = None
    is_copy: Annotated[bool | None, term("BT-X-3", "Copy indicator")] = None
    language: Annotated[str | None, term("BT-X-4", "Document language")] = None
    contractual_due_date: Annotated[date | None, term("BT-X-6", "Contractual due date")] = None
    purchase_order_date: Annotated[date | None, extension("Purchase order date")] = None
    sales_order_date: Annotated[date | None, extension("Sales order date")] = None
    contract_date: Annotated[date | None, extension("Contract date")] = None
    despatch_advice_date: Annotated[date | None, extension("Despatch advice date")] = None
    receiving_advice_date: Annotated[date | None, extension("Receiving advice date")] = None
    delivery_note_reference: Annotated[str | None, extension("Delivery note reference")] = None
    delivery_note_date: Annotated[date | None, extension("Delivery note date")] = None
    quotation_reference: Annotated[str | None, extension("Quotation reference")] = None
    quotation_date: Annotated[date | None, extension("Quotation date")] = None
    further_object_identifiers: Annotated[
        tuple[Identifier, ...], extension("Further invoiced object identifiers")
    ] = ()
    delivery_terms_code: Annotated[str | None, extension("Delivery terms (Incoterms)")] = None
    transport_mode_code: Annotated[str | None, extension("Mode of transport")] = None
    invoicer: Annotated[Party | None, extension("Invoicer")] = None
    invoicee: Annotated[Party | None, extension("Invoicee")] = None
    payer: Annotated[Party | None, extension("Payer")] = None
    sales_agent: Annotated[Party | None, extension("Sales agent")] = None
    buyer_agent: Annotated[Party | None, extension("Buyer agent")] = None
    buyer_tax_representative: Annotated[Party | None, extension("Buyer tax representative")] = None
    product_end_user: Annotated[Party | None, extension("Product end user")] = None
    exchange_rate: Annotated[ExchangeRate | None, extension("Exchange rate")] = None
    advance_payments: Annotated[tuple[AdvancePayment, ...], extension("Advance payments")] = ()
    logistics_charges: Annotated[
        tuple[LogisticsCharge, ...], term("BG-X-42", "Logistics service charges")
    ] = ()


class Invoice(Struct, frozen=True, kw_only=True):
    """INVOICE: every term that stands on its own, and every group.

    Everything that a broken document may lack is optional: absent stays absent. What follows from
    the lines is absent until `profiles.semantic.totals` has computed it.
    """

    process: Annotated[ProcessControl, term("BG-2", "Process control")] = ProcessControl()
    number: Annotated[str | None, term("BT-1", "Invoice number")] = None
    issue_date: Annotated[date | None, term("BT-2", "Invoice issue date")] = None
    type_code: Annotated[str | None, term("BT-3", "Invoice type code")] = None
    currency: Annotated[str | None, term("BT-5", "Invoice currency code")] = None
    vat_accounting_currency: Annotated[str | None, term("BT-6", "VAT accounting currency code")] = (
        None
    )
    tax_point_date: Annotated[date | None, term("BT-7", "Value added tax point date")] = None
    tax_point_date_code: Annotated[str | None, term("BT-8", "Value added tax point date code")] = (
        None
    )
    buyer_reference: Annotated[str | None, term("BT-10", "Buyer reference")] = None
    project_reference: Annotated[str | None, term("BT-11", "Project reference")] = None
    project_name: Annotated[str | None, term("BT-11", "Project name")] = None
    contract_reference: Annotated[str | None, term("BT-12", "Contract reference")] = None
    purchase_order_reference: Annotated[str | None, term("BT-13", "Purchase order reference")] = (
        None
    )
    sales_order_reference: Annotated[str | None, term("BT-14", "Sales order reference")] = None
    receiving_advice_reference: Annotated[
        str | None, term("BT-15", "Receiving advice reference")
    ] = None
    despatch_advice_reference: Annotated[str | None, term("BT-16", "Despatch advice reference")] = (
        None
    )
    tender_or_lot_reference: Annotated[str | None, term("BT-17", "Tender or lot reference")] = None
    object_identifier: Annotated[Identifier | None, term("BT-18", "Invoiced object identifier")] = (
        None
    )
    accounting_reference: Annotated[str | None, term("BT-19", "Buyer accounting reference")] = None
    notes: Annotated[tuple[Note, ...], term("BG-1", "Invoice note")] = ()
    preceding_invoices: Annotated[
        tuple[PrecedingInvoice, ...], term("BG-3", "Preceding invoice reference")
    ] = ()
    seller: Annotated[Party, term("BG-4", "Seller")] = Party()
    buyer: Annotated[Party, term("BG-7", "Buyer")] = Party()
    payee: Annotated[Party | None, term("BG-10", "Payee")] = None
    tax_representative: Annotated[
        Party | None, term("BG-11", "Seller tax representative party")
    ] = None
    delivery: Annotated[Delivery | None, term("BG-13", "Delivery information")] = None
    invoicing_period: Annotated[Period | None, term("BG-14", "Invoicing period")] = None
    payment_means: Annotated[tuple[PaymentMeans, ...], term("BG-16", "Payment instructions")] = ()
    payment_terms: Annotated[tuple[PaymentTerms, ...], term("BT-20", "Payment terms")] = ()
    allowances: Annotated[
        tuple[DocumentAllowance, ...], term("BG-20", "Document level allowances")
    ] = ()
    charges: Annotated[tuple[DocumentAllowance, ...], term("BG-21", "Document level charges")] = ()
    totals: Annotated[Totals, term("BG-22", "Document totals")] = Totals()
    vat_breakdown: Annotated[tuple[VATBreakdown, ...], term("BG-23", "VAT breakdown")] = ()
    supporting_documents: Annotated[
        tuple[SupportingDocument, ...], term("BG-24", "Additional supporting documents")
    ] = ()
    lines: Annotated[tuple[Line, ...], term("BG-25", "Invoice line")] = ()
    third_party_payments: Annotated[
        tuple[ThirdPartyPayment, ...], term("BG-DEX-09", "Third party payment")
    ] = ()
    extended: Annotated[ExtendedDocument | None, extension("Further terms of EXTENDED")] = None
