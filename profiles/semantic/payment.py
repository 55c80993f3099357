"""PAYMENT INSTRUCTIONS (BG-16): how the buyer is to pay."""

from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import term


class CreditTransfer(Struct, frozen=True, kw_only=True):
    """CREDIT TRANSFER (BG-17): one account that takes the payment."""

    account_identifier: Annotated[str, term("BT-84", "Payment account identifier")]
    account_name: Annotated[str | None, term("BT-85", "Payment account name")] = None
    provider_identifier: Annotated[
        str | None, term("BT-86", "Payment service provider identifier")
    ] = None


class PaymentInstructions(Struct, frozen=True, kw_only=True):
    """PAYMENT INSTRUCTIONS (BG-16); all accounts share one means code (CII-SR-467)."""

    means_code: Annotated[str, term("BT-81", "Payment means type code")]
    means_text: Annotated[str | None, term("BT-82", "Payment means text")] = None
    remittance_information: Annotated[str | None, term("BT-83", "Remittance information")] = None
    credit_transfers: Annotated[tuple[CreditTransfer, ...], term("BG-17", "Credit transfer")] = ()
