"""What only EXTENDED, or the XRechnung extension, says of the invoice as a whole."""

from datetime import date
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound
from gateway.dialects.places import Bound
from gateway.dialects.zugio.amounts import LogisticsCharge
from gateway.dialects.zugio.parties import Party
from gateway.dialects.zugio.payment import AdvancePayment, PaymentTerms
from gateway.dialects.zugio.references import ObjectIdentifier
from profiles.semantic.invoice import ExtendedDocument


class ExtendedInvoice(RequestPart, frozen=True, kw_only=True):
    """What only EXTENDED says of the invoice."""

    binding: ClassVar[Bound] = Bound(ExtendedDocument)

    name: Annotated[str | None, bound("name", "Name des Dokuments", example="Rechnung")] = None
    is_copy: Annotated[bool | None, bound("is_copy", "Ist eine Kopie", example=False)] = None
    language: Annotated[
        str | None, bound("language", "Sprache des Dokuments", "language", example="deu")
    ] = None
    contractual_due_date: Annotated[
        date | None,
        bound("contractual_due_date", "Fälligkeit nach Vertrag", example="2026-01-31"),
    ] = None
    purchase_order_date: Annotated[
        date | None, bound("purchase_order_date", "Datum der Bestellung", example="2025-12-01")
    ] = None
    sales_order_date: Annotated[
        date | None, bound("sales_order_date", "Datum des Auftrags", example="2025-12-01")
    ] = None
    contract_date: Annotated[
        date | None, bound("contract_date", "Datum des Vertrags", example="2025-12-01")
    ] = None
    despatch_advice_date: Annotated[
        date | None, bound("despatch_advice_date", "Datum des Lieferavis", example="2025-12-01")
    ] = None
    receiving_advice_date: Annotated[
        date | None,
        bound("receiving_advice_date", "Datum der Empfangsbestätigung", example="2025-12-01"),
    ] = None
    delivery_note_reference: Annotated[
        str | None,
        bound("delivery_note_reference", "Lieferschein", "identifier", example="LS-1"),
    ] = None
    delivery_note_date: Annotated[
        date | None, bound("delivery_note_date", "Datum des Lieferscheins", example="2025-12-01")
    ] = None
    quotation_reference: Annotated[
        str | None, bound("quotation_reference", "Angebot", "identifier", example="AN-1")
    ] = None
    quotation_date: Annotated[
        date | None, bound("quotation_date", "Datum des Angebots", example="2025-12-01")
    ] = None
    delivery_terms_code: Annotated[
        str | None,
        bound("delivery_terms_code", "Lieferbedingung", "delivery_terms", example="DAP"),
    ] = None
    transport_mode_code: Annotated[
        str | None,
        bound("transport_mode_code", "Verkehrsträger", "transport_mode", example="3"),
    ] = None
    invoicer: Annotated[Party | None, bound("invoicer", "Rechnungssteller")] = None
    invoicee: Annotated[Party | None, bound("invoicee", "Rechnungsempfänger")] = None
    payer: Annotated[Party | None, bound("payer", "Zahler")] = None
    sales_agent: Annotated[Party | None, bound("sales_agent", "Handelsvertreter")] = None
    buyer_agent: Annotated[Party | None, bound("buyer_agent", "Vertreter des Käufers")] = None
    buyer_tax_representative: Annotated[
        Party | None, bound("buyer_tax_representative", "Steuervertreter des Käufers")
    ] = None
    product_end_user: Annotated[Party | None, bound("product_end_user", "Endverbraucher")] = None
    ultimate_deliver_to: Annotated[
        Party | None, bound("/delivery.ultimate_recipient", "Endgültige Lieferadresse")
    ] = None
    deliver_from: Annotated[Party | None, bound("/delivery.sender", "Versandadresse")] = None
    exchange_rate_source_currency: Annotated[
        str | None,
        bound(
            "exchange_rate.source_currency",
            "Ausgangswährung des Kurses",
            "currency",
            example="EUR",
            hint="Absent: the invoice currency.",
        ),
    ] = None
    exchange_rate_target_currency: Annotated[
        str | None,
        bound(
            "exchange_rate.target_currency",
            "Zielwährung des Kurses",
            "currency",
            example="CHF",
            hint="Absent: vat_accounting_currency.",
        ),
    ] = None
    exchange_rate_date: Annotated[
        date | None, bound("exchange_rate.rate_date", "Datum des Kurses", example="2026-01-01")
    ] = None
    advance_payments: Annotated[
        tuple[AdvancePayment, ...], bound("advance_payments", "Anzahlungen")
    ] = ()
    logistics_charges: Annotated[
        tuple[LogisticsCharge, ...], bound("logistics_charges", "Versandkosten")
    ] = ()
    payment_terms: Annotated[
        tuple[PaymentTerms, ...],
        bound(
            "/payment_terms",
            "Zahlungsbedingungen",
            hint="In place of invoice.payment_terms and payment_due_date.",
        ),
    ] = ()
    further_object_identifiers: Annotated[
        tuple[ObjectIdentifier, ...],
        bound("further_object_identifiers", "Weitere abgerechnete Objekte"),
    ] = ()
