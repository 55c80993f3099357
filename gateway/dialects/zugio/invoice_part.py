"""The invoice in a Zugio request: numbers, dates, references, buyer, items and sums."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from msgspec import Meta

from gateway.dialects.described import RequestPart, bound, described
from gateway.dialects.places import Bound
from gateway.dialects.zugio.amounts import Allowance, Charge, StatedTotals, VATBreakdown
from gateway.dialects.zugio.extended_invoice import ExtendedInvoice
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.parties import Buyer, DeliverTo
from gateway.dialects.zugio.payment import CashDiscount, ThirdPartyPayment
from gateway.dialects.zugio.references import Attachment, InvoicingPeriod, Note, PrecedingInvoice
from profiles.semantic import invoice as semantic


class InvoicePart(RequestPart, frozen=True, kw_only=True):
    """The invoice itself: numbers, dates, buyer and lines."""

    binding: ClassVar[Bound] = Bound(semantic.Invoice)

    invoice_number: Annotated[
        str, bound("number", "Rechnungsnummer", "identifier", example="RE-2026-0001")
    ]
    issue_date: Annotated[date, bound("issue_date", "Rechnungsdatum", example="2026-01-01")]
    type_code: Annotated[
        str,
        bound(
            "type_code",
            "Art des Dokuments",
            "document_type",
            example="380",
            hint="380 is an invoice, 381 a credit note, 384 a correction, 389 a self-billed "
            "invoice, 326 a partial invoice.",
        ),
    ] = "380"
    external_id: Annotated[
        str | None,
        described(
            "The caller's own id",
            "Eigene Kennung des Aufrufers",
            "identifier",
            example="ORDER-4711",
            hint="Comes back with the answer and stands nowhere in the invoice.",
        ),
    ] = None
    delivery_date: Annotated[
        date | None, bound("delivery.actual_date", "Lieferdatum", example="2026-01-01")
    ] = None
    payment_due_date: Annotated[
        date | None, bound("payment_terms.due_date", "Fälligkeit", example="2026-01-31")
    ] = None
    due_days: Annotated[
        Decimal | None,
        described(
            "Days until payment is due",
            "Zahlungsziel in Tagen",
            "days",
            example=30,
            hint="From the issue date; in place of payment_due_date.",
        ),
    ] = None
    cash_discounts: Annotated[
        tuple[CashDiscount, ...], described("Cash discounts", "Skonti", term="BT-20")
    ] = ()
    value_added_tax_point_date: Annotated[
        date | None, bound("tax_point_date", "Steuerzeitpunkt", example="2026-01-01")
    ] = None
    value_added_tax_point_date_code: Annotated[
        str | None,
        bound(
            "tax_point_date_code",
            "Code des Steuerzeitpunkts",
            "tax_point",
            example="29",
            hint="5 date of the invoice, 29 of the delivery, 72 of the payment.",
        ),
    ] = None
    invoicing_period: Annotated[
        InvoicingPeriod | None, bound("invoicing_period", "Abrechnungszeitraum")
    ] = None
    project_reference: Annotated[
        str | None, bound("project_reference", "Projekt", "identifier", example="P-77")
    ] = None
    project_name: Annotated[
        str | None, bound("project_name", "Name des Projekts", example="Umbau Halle 4")
    ] = None
    contract_reference: Annotated[
        str | None, bound("contract_reference", "Vertrag", "identifier", example="V-2026-4")
    ] = None
    purchase_order_reference: Annotated[
        str | None,
        bound("purchase_order_reference", "Bestellnummer", "identifier", example="B-4711"),
    ] = None
    sales_order_reference: Annotated[
        str | None,
        bound("sales_order_reference", "Auftragsnummer", "identifier", example="A-4711"),
    ] = None
    receiving_advice_reference: Annotated[
        str | None,
        bound("receiving_advice_reference", "Empfangsbestätigung", "identifier", example="WE-1"),
    ] = None
    despatch_advice_reference: Annotated[
        str | None, bound("despatch_advice_reference", "Lieferavis", "identifier", example="LA-1")
    ] = None
    tender_or_lot_reference: Annotated[
        str | None,
        bound("tender_or_lot_reference", "Vergabe oder Los", "identifier", example="LOS-3"),
    ] = None
    invoiced_object_identifier: Annotated[
        str | None,
        bound("object_identifier.value", "Abgerechnetes Objekt", "identifier", example="Z-123"),
    ] = None
    invoiced_object_identifier_scheme: Annotated[
        str | None,
        bound(
            "object_identifier.scheme",
            "Schema des abgerechneten Objekts",
            "object_scheme",
            example="AAA",
        ),
    ] = None
    accounting_reference: Annotated[
        str | None,
        bound("accounting_reference", "Kontierung des Käufers", "identifier", example="4711"),
    ] = None
    preceding_invoices: Annotated[
        tuple[PrecedingInvoice, ...], bound("preceding_invoices", "Frühere Rechnungen")
    ] = ()
    notes: Annotated[
        str | tuple[Note, ...] | None,
        bound(
            "notes",
            "Bemerkung",
            example="Danke für Ihren Auftrag.",
            hint="A text, or a list of notes.",
            plain="text",
            term="BT-22",
        ),
    ] = None
    payment_terms: Annotated[
        str | None,
        bound(
            "payment_terms.description", "Zahlungsbedingungen", example="Zahlbar bis 31.01.2026."
        ),
    ] = None
    buyer: Annotated[Buyer, bound("buyer", "Käufer")]
    deliver_to: Annotated[
        DeliverTo | None, bound("delivery.recipient", "Lieferadresse", term="BG-15")
    ] = None
    items: Annotated[
        tuple[Item, ...],
        bound("lines", "Positionen", hint="At least one, or totals and vat_breakdown."),
        Meta(min_length=1),
    ] = ()
    tax_treatment: Annotated[
        str | None,
        described(
            "Tax treatment of all items",
            "Steuerliche Behandlung aller Positionen",
            "tax_treatment",
            example="standard",
        ),
    ] = None
    discount_percent: Annotated[
        Decimal | None,
        described(
            "Discount in percent",
            "Rabatt in Prozent",
            "percentage",
            example=5,
            hint="Off the sum of all items.",
        ),
    ] = None
    allowances: Annotated[tuple[Allowance, ...], bound("allowances", "Nachlässe")] = ()
    charges: Annotated[tuple[Charge, ...], bound("charges", "Zuschläge")] = ()
    prepaid_amount: Annotated[
        Decimal | None, bound("totals.prepaid_amount", "Bereits gezahlt", example=50)
    ] = None
    rounding_amount: Annotated[
        Decimal | None, bound("totals.rounding_amount", "Rundungsbetrag", example=0.01)
    ] = None
    vat_accounting_currency: Annotated[
        str | None,
        bound("vat_accounting_currency", "Währung der Umsatzsteuer", "currency", example="CHF"),
    ] = None
    vat_amount_in_accounting_currency: Annotated[
        Decimal | None,
        bound(
            "totals.vat_amount_in_accounting_currency",
            "Umsatzsteuer in deren Währung",
            example=17.86,
            hint="In vat_accounting_currency; or exchange_rate in its place.",
        ),
    ] = None
    exchange_rate: Annotated[
        Decimal | None,
        bound(
            "extended.exchange_rate.rate",
            "Wechselkurs",
            example=0.94,
            hint="What one unit of the invoice currency is in vat_accounting_currency.",
        ),
    ] = None
    attachments: Annotated[tuple[Attachment, ...], bound("supporting_documents", "Anhänge")] = ()
    totals: Annotated[
        StatedTotals | None, bound("totals", "Summen", hint="Kept and checked; absent: computed.")
    ] = None
    vat_breakdown: Annotated[
        tuple[VATBreakdown, ...],
        bound("vat_breakdown", "Umsatzsteuer", hint="Kept and checked; absent: computed."),
    ] = ()
    third_party_payments: Annotated[
        tuple[ThirdPartyPayment, ...],
        bound("third_party_payments", "Zahlungen für Dritte", hint="For the XRechnung extension."),
    ] = ()
    is_test: Annotated[bool | None, bound("process.is_test", "Ist ein Test", example=False)] = None
    ubl_version: Annotated[
        str | None, bound("process.ubl_version", "Fassung von UBL", "identifier", example="2.1")
    ] = None
    extended: Annotated[
        ExtendedInvoice | None, bound("extended", "Weiteres", hint="For the EXTENDED profile.")
    ] = None
