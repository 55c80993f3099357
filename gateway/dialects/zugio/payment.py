"""How and when a Zugio request wants the invoice paid."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound, described
from gateway.dialects.places import Bound
from profiles.semantic import payment as semantic

# The scheme of an account that is none of IBAN's.
PROPRIETARY = "proprietary"


class PaymentMeans(RequestPart, frozen=True, kw_only=True):
    """One way to pay: a credit transfer, a direct debit or a card."""

    binding: ClassVar[Bound] = Bound(semantic.PaymentMeans)

    iban: Annotated[
        str | None,
        bound(
            "credit_transfer.account_identifier",
            "IBAN",
            "iban",
            example="DE02120300000000202051",
            scheme="",
        ),
    ] = None
    account_identifier: Annotated[
        str | None,
        bound(
            "credit_transfer.account_identifier",
            "Konto, das keine IBAN hat",
            "identifier",
            example="12-345678-9",
            scheme=PROPRIETARY,
        ),
    ] = None
    bic: Annotated[
        str | None,
        bound("credit_transfer.provider_identifier", "BIC", "bic", example="BYLADEM1001"),
    ] = None
    account_name: Annotated[
        str | None, bound("credit_transfer.account_name", "Kontoinhaber", example="Firma GmbH")
    ] = None
    remittance_information: Annotated[
        str | None, bound("remittance_information", "Verwendungszweck", example="RE-2026-0001")
    ] = None
    means_code: Annotated[
        str | None,
        bound(
            "means_code",
            "Zahlungsart",
            "payment_means",
            example="58",
            hint="Absent: 58 or 30 for a transfer, 59 for a direct debit, 54 for a card.",
        ),
    ] = None
    means_text: Annotated[
        str | None, bound("means_text", "Zahlungsart in Worten", example="Überweisung")
    ] = None
    mandate_reference: Annotated[
        str | None,
        bound("direct_debit.mandate_reference", "Mandatsreferenz", "identifier", example="M-77"),
    ] = None
    creditor_identifier: Annotated[
        str | None,
        bound(
            "direct_debit.creditor_identifier",
            "Gläubiger-Identifikationsnummer",
            "identifier",
            example="DE98ZZZ09999999999",
        ),
    ] = None
    debited_iban: Annotated[
        str | None,
        bound(
            "direct_debit.debited_account",
            "Belastete IBAN",
            "iban",
            example="DE02120300000000202051",
        ),
    ] = None
    card_number: Annotated[
        str | None,
        bound(
            "card.account_number",
            "Letzte Ziffern der Karte",
            "identifier",
            example="1234",
            hint="The last 4 to 6 digits alone.",
        ),
    ] = None
    card_holder: Annotated[
        str | None, bound("card.holder_name", "Karteninhaber", example="Erika Muster")
    ] = None
    card_network: Annotated[
        str | None, bound("card.network", "Kartennetz", "identifier", example="VISA")
    ] = None


class CashDiscount(RequestPart, frozen=True, kw_only=True):
    """What may be taken off for paying early (Skonto)."""

    days: Annotated[
        Decimal,
        described("Days from the invoice date", "Tage ab Rechnungsdatum", "days", example=7),
    ]
    percent: Annotated[Decimal, described("Percentage", "Prozent", "percentage", example=2)]
    base_amount: Annotated[
        Decimal | None,
        described("Base amount", "Basisbetrag", example=100, hint="Absent: the whole amount."),
    ] = None


class DiscountTerms(RequestPart, frozen=True, kw_only=True):
    """What is taken off or put on when payment comes in time, or too late (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(semantic.DiscountTerms)

    basis_date: Annotated[date | None, bound("basis_date", "Ab Datum", example="2026-01-01")] = None
    period: Annotated[Decimal | None, bound("period", "Zeitraum", example=7)] = None
    period_unit: Annotated[
        str | None, bound("period_unit", "Einheit des Zeitraums", "unit", example="DAY")
    ] = None
    basis_amount: Annotated[Decimal | None, bound("basis_amount", "Basisbetrag", example=100)] = (
        None
    )
    percent: Annotated[Decimal | None, bound("percent", "Prozent", example=2)] = None
    amount: Annotated[Decimal | None, bound("amount", "Betrag", example=2)] = None


class PaymentTerms(RequestPart, frozen=True, kw_only=True):
    """One of several sets of payment terms (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(semantic.PaymentTerms)

    description: Annotated[
        str | None, bound("description", "Zahlungsbedingungen", example="Zahlbar in zwei Raten.")
    ] = None
    due_date: Annotated[date | None, bound("due_date", "Fälligkeit", example="2026-01-31")] = None
    partial_amount: Annotated[Decimal | None, bound("partial_amount", "Teilbetrag", example=50)] = (
        None
    )
    discounts: Annotated[tuple[DiscountTerms, ...], bound("discounts", "Skonti")] = ()
    penalties: Annotated[tuple[DiscountTerms, ...], bound("penalties", "Verzugszuschläge")] = ()


class AdvanceTax(RequestPart, frozen=True, kw_only=True):
    """The VAT in an advance payment (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(semantic.AdvanceTax)

    amount: Annotated[Decimal | None, bound("amount", "Steuerbetrag", example=19)] = None
    vat_category_code: Annotated[
        str | None, bound("category_code", "Umsatzsteuerkategorie", "vat_category", example="S")
    ] = None
    vat_percent: Annotated[
        Decimal | None, bound("rate", "Steuersatz in Prozent", "percentage", example=19)
    ] = None


class AdvancePayment(RequestPart, frozen=True, kw_only=True):
    """An advance payment with its VAT and its invoice (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(semantic.AdvancePayment)

    amount: Annotated[Decimal | None, bound("amount", "Anzahlung", example=119)] = None
    received_date: Annotated[
        date | None, bound("received_date", "Eingang", example="2025-12-15")
    ] = None
    taxes: Annotated[tuple[AdvanceTax, ...], bound("taxes", "Umsatzsteuer der Anzahlung")] = ()
    invoice_reference: Annotated[
        str | None,
        bound("invoice_reference", "Nummer der Anzahlungsrechnung", "identifier", example="AR-1"),
    ] = None
    invoice_date: Annotated[
        date | None, bound("invoice_date", "Datum der Anzahlungsrechnung", example="2025-12-01")
    ] = None
    invoice_type_code: Annotated[
        str | None,
        bound("invoice_type_code", "Art der Anzahlungsrechnung", "document_type", example="386"),
    ] = None


class ThirdPartyPayment(RequestPart, frozen=True, kw_only=True):
    """What is collected for a third party (XRechnung extension)."""

    binding: ClassVar[Bound] = Bound(semantic.ThirdPartyPayment)

    type: Annotated[str | None, bound("type", "Art", example="Rundfunkbeitrag")] = None
    amount: Annotated[Decimal, bound("amount", "Betrag", example=18.36)]
    description: Annotated[
        str | None, bound("description", "Beschreibung", example="Für den Beitragsservice")
    ] = None
