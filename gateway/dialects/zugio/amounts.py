"""What a Zugio request takes off or puts on, and sums that it states itself."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound
from gateway.dialects.places import Bound
from profiles.semantic import allowance, invoice, vat


class LineAllowance(RequestPart, frozen=True, kw_only=True):
    """What is taken off a line."""

    binding: ClassVar[Bound] = Bound(allowance.LineAllowance, "BG-27")

    amount: Annotated[
        Decimal | None,
        bound("amount", "Betrag", example=10, hint="Without VAT; or percent in its place."),
    ] = None
    percent: Annotated[
        Decimal | None, bound("percent", "Prozent", "factor", example=10, hint="10 means 10 %.")
    ] = None
    base_amount: Annotated[
        Decimal | None,
        bound("base_amount", "Grundbetrag", example=100, hint="Absent: what the percentage is of."),
    ] = None
    reason: Annotated[str | None, bound("reason", "Grund", example="Treuerabatt")] = None
    reason_code: Annotated[
        str | None, bound("reason_code", "Code des Grunds", "allowance_reason", example="95")
    ] = None


class LineCharge(LineAllowance, frozen=True, kw_only=True):
    """What is put on a line."""

    binding: ClassVar[Bound] = Bound(allowance.LineAllowance, "BG-28")

    reason: Annotated[str | None, bound("reason", "Grund", example="Verpackung")] = None
    reason_code: Annotated[
        str | None, bound("reason_code", "Code des Grunds", "charge_reason", example="PC")
    ] = None


class PriceDiscount(LineAllowance, frozen=True, kw_only=True):
    """What is taken off an item's list price."""

    binding: ClassVar[Bound] = Bound(allowance.PriceAllowance)


class PriceSurcharge(LineCharge, frozen=True, kw_only=True):
    """What is put on an item's list price (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(allowance.PriceAllowance)


class Allowance(LineAllowance, frozen=True, kw_only=True):
    """What is taken off the whole invoice."""

    binding: ClassVar[Bound] = Bound(allowance.DocumentAllowance, "BG-20")

    vat_category_code: Annotated[
        str | None,
        bound(
            "vat_category_code",
            "Umsatzsteuerkategorie",
            "vat_category",
            example="S",
            hint="Absent: that of the items, where they share one.",
        ),
    ] = None
    vat_percent: Annotated[
        Decimal | None,
        bound(
            "vat_rate",
            "Steuersatz in Prozent",
            "percentage",
            example=19,
            hint="Absent: that of the items, where they share one.",
        ),
    ] = None
    sequence: Annotated[
        Decimal | None, bound("sequence", "Reihenfolge der Berechnung", example=1)
    ] = None


class Charge(Allowance, frozen=True, kw_only=True):
    """What is put on the whole invoice."""

    binding: ClassVar[Bound] = Bound(allowance.DocumentAllowance, "BG-21")

    reason: Annotated[str | None, bound("reason", "Grund", example="Versand")] = None
    reason_code: Annotated[
        str | None, bound("reason_code", "Code des Grunds", "charge_reason", example="FC")
    ] = None


class LogisticsCharge(RequestPart, frozen=True, kw_only=True):
    """Freight and the like (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(allowance.LogisticsCharge)

    description: Annotated[str | None, bound("description", "Beschreibung", example="Fracht")] = (
        None
    )
    amount: Annotated[Decimal, bound("amount", "Betrag", example=25)]
    vat_category_code: Annotated[
        str | None,
        bound("vat_category_code", "Umsatzsteuerkategorie", "vat_category", example="S"),
    ] = None
    vat_percent: Annotated[
        Decimal | None, bound("vat_rate", "Steuersatz in Prozent", "percentage", example=19)
    ] = None


class VATBreakdown(RequestPart, frozen=True, kw_only=True):
    """The VAT of one category and rate."""

    binding: ClassVar[Bound] = Bound(vat.VATBreakdown)

    taxable_amount: Annotated[
        Decimal | None, bound("taxable_amount", "Steuerpflichtiger Betrag", example=100)
    ] = None
    tax_amount: Annotated[Decimal | None, bound("tax_amount", "Steuerbetrag", example=19)] = None
    vat_category_code: Annotated[
        str | None, bound("category_code", "Umsatzsteuerkategorie", "vat_category", example="S")
    ] = None
    vat_percent: Annotated[
        Decimal | None, bound("rate", "Steuersatz in Prozent", "percentage", example=19)
    ] = None
    vat_exemption_reason: Annotated[
        str | None,
        bound("exemption_reason", "Grund der Steuerbefreiung", example="Steuerfrei nach § 4 UStG"),
    ] = None
    vat_exemption_reason_code: Annotated[
        str | None,
        bound(
            "exemption_reason_code", "Code der Steuerbefreiung", "exemption", example="VATEX-EU-132"
        ),
    ] = None
    line_total_amount: Annotated[
        Decimal | None, bound("line_total_amount", "Summe der Positionen", example=100)
    ] = None
    allowance_charge_amount: Annotated[
        Decimal | None,
        bound("allowance_charge_amount", "Summe der Nachlässe und Zuschläge", example=0),
    ] = None
    value_added_tax_point_date: Annotated[
        date | None, bound("tax_point_date", "Steuerzeitpunkt", example="2026-01-01")
    ] = None
    value_added_tax_point_date_code: Annotated[
        str | None,
        bound("tax_point_date_code", "Code des Steuerzeitpunkts", "tax_point", example="29"),
    ] = None


class StatedTotals(RequestPart, frozen=True, kw_only=True):
    """The sums of the invoice, where the caller states them; all others are computed."""

    binding: ClassVar[Bound] = Bound(invoice.Totals)

    line_net_amount: Annotated[
        Decimal | None, bound("line_net_amount", "Summe der Positionen", example=100)
    ] = None
    allowance_amount: Annotated[
        Decimal | None, bound("allowance_amount", "Summe der Nachlässe", example=0)
    ] = None
    charge_amount: Annotated[
        Decimal | None, bound("charge_amount", "Summe der Zuschläge", example=0)
    ] = None
    without_vat: Annotated[
        Decimal | None, bound("without_vat", "Summe ohne Umsatzsteuer", example=100)
    ] = None
    vat_amount: Annotated[Decimal | None, bound("vat_amount", "Umsatzsteuer", example=19)] = None
    with_vat: Annotated[
        Decimal | None, bound("with_vat", "Summe mit Umsatzsteuer", example=119)
    ] = None
    due_for_payment: Annotated[
        Decimal | None, bound("due_for_payment", "Zahlbetrag", example=119)
    ] = None
