"""How and when the buyer is to pay: PAYMENT INSTRUCTIONS (BG-16) and payment terms."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.party import Identifier
from profiles.semantic.term import extension, term


class CreditTransfer(Struct, frozen=True, kw_only=True):
    """CREDIT TRANSFER (BG-17): one account that takes the payment.

    account_identifier: the IBAN, or with the scheme `proprietary` an account that is none.
    """

    account_identifier: Annotated[
        Identifier | None, term("BT-84", "Payment account identifier")
    ] = None
    account_name: Annotated[str | None, term("BT-85", "Payment account name")] = None
    provider_identifier: Annotated[
        str | None, term("BT-86", "Payment service provider identifier")
    ] = None


class PaymentCard(Struct, frozen=True, kw_only=True):
    """PAYMENT CARD INFORMATION (BG-18); UBL wants a network beside."""

    account_number: Annotated[str | None, term("BT-87", "Payment card primary account number")] = (
        None
    )
    holder_name: Annotated[str | None, term("BT-88", "Payment card holder name")] = None
    network: Annotated[str | None, term("UBL", "Payment card network")] = None


class DirectDebit(Struct, frozen=True, kw_only=True):
    """DIRECT DEBIT (BG-19)."""

    mandate_reference: Annotated[str | None, term("BT-89", "Mandate reference identifier")] = None
    creditor_identifier: Annotated[
        str | None, term("BT-90", "Bank assigned creditor identifier")
    ] = None
    debited_account: Annotated[str | None, term("BT-91", "Debited account identifier")] = None


class PaymentMeans(Struct, frozen=True, kw_only=True):
    """PAYMENT INSTRUCTIONS (BG-16), once for each account; all share one means code (CII-SR-467).

    CII has BT-83, BT-89 and BT-90 once for the whole invoice: they stand in the first.
    """

    means_code: Annotated[str | None, term("BT-81", "Payment means type code")] = None
    means_text: Annotated[str | None, term("BT-82", "Payment means text")] = None
    remittance_information: Annotated[str | None, term("BT-83", "Remittance information")] = None
    credit_transfer: Annotated[CreditTransfer | None, term("BG-17", "Credit transfer")] = None
    card: Annotated[PaymentCard | None, term("BG-18", "Payment card information")] = None
    direct_debit: Annotated[DirectDebit | None, term("BG-19", "Direct debit")] = None


class DiscountTerms(Struct, frozen=True, kw_only=True):
    """What is taken off, or as a penalty put on, when payment comes in time (EXTENDED).

    period: in the unit of UN/ECE recommendation 20 beside it, DAY as a rule.
    """

    basis_date: Annotated[date | None, extension("Basis date")] = None
    period: Annotated[Decimal | None, extension("Basis period")] = None
    period_unit: Annotated[str | None, extension("Basis period unit")] = None
    basis_amount: Annotated[Decimal | None, extension("Basis amount")] = None
    percent: Annotated[Decimal | None, extension("Percentage")] = None
    amount: Annotated[Decimal | None, extension("Amount")] = None


class PaymentTerms(Struct, frozen=True, kw_only=True):
    """BT-20 and BT-9; EN 16931 knows one set of terms, EXTENDED several."""

    description: Annotated[str | None, term("BT-20", "Payment terms")] = None
    due_date: Annotated[date | None, term("BT-9", "Payment due date")] = None
    partial_amount: Annotated[Decimal | None, extension("Partial payment amount")] = None
    discounts: Annotated[tuple[DiscountTerms, ...], extension("Discount terms")] = ()
    penalties: Annotated[tuple[DiscountTerms, ...], extension("Penalty terms")] = ()


class AdvanceTax(Struct, frozen=True, kw_only=True):
    """The VAT in an advance payment (EXTENDED)."""

    amount: Annotated[Decimal | None, extension("VAT amount")] = None
    category_code: Annotated[str | None, extension("VAT category code")] = None
    rate: Annotated[Decimal | None, extension("VAT rate")] = None


class AdvancePayment(Struct, frozen=True, kw_only=True):
    """An advance payment with its VAT and its invoice (EXTENDED)."""

    amount: Annotated[Decimal | None, extension("Advance payment amount")] = None
    received_date: Annotated[date | None, extension("Advance payment date")] = None
    taxes: Annotated[tuple[AdvanceTax, ...], extension("Advance payment VAT")] = ()
    invoice_reference: Annotated[str | None, extension("Advance invoice reference")] = None
    invoice_date: Annotated[date | None, extension("Advance invoice date")] = None
    invoice_type_code: Annotated[str | None, extension("Advance invoice type code")] = None


class ThirdPartyPayment(Struct, frozen=True, kw_only=True):
    """THIRD PARTY PAYMENT (BG-DEX-09), of the XRechnung extension in UBL."""

    type: Annotated[str | None, term("BT-DEX-001", "Third party payment type")] = None
    amount: Annotated[Decimal, term("BT-DEX-002", "Third party payment amount")]
    description: Annotated[str | None, term("BT-DEX-003", "Third party payment description")] = None
