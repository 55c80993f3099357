"""How and when to pay, in UBL: payment means and terms, and what a third party has paid."""

from profiles.syntax.codecs import AMOUNT, CODE, DATE_ISO
from profiles.syntax.tree import Each, Element, Leaf, Node, Outer
from profiles.syntax.ubl_codecs import ACCOUNT
from profiles.syntax.ubl_parties import PAYER

CURRENCY = {"currencyID": "/currency"}


_CARD = Element(
    "cac:CardAccount",
    (
        Leaf("cbc:PrimaryAccountNumberID", "card.account_number"),  # BT-87
        Leaf("cbc:NetworkID", "card.network", default="NA"),
        Leaf("cbc:HolderName", "card.holder_name"),  # BT-88
    ),
)

_ACCOUNT = Element(
    "cac:PayeeFinancialAccount",
    (
        Leaf("cbc:ID", "credit_transfer.account_identifier", ACCOUNT),  # BT-84
        Leaf("cbc:Name", "credit_transfer.account_name"),  # BT-85
        Element(
            "cac:FinancialInstitutionBranch",
            (Leaf("cbc:ID", "credit_transfer.provider_identifier"),),  # BT-86
        ),
    ),
)

_MANDATE = Element(
    "cac:PaymentMandate",
    (
        Leaf("cbc:ID", "direct_debit.mandate_reference"),  # BT-89
        Outer(PAYER),
        Element(
            "cac:PayerFinancialAccount",
            (Leaf("cbc:ID", "direct_debit.debited_account"),),  # BT-91
        ),
    ),
)


# The schema wants a code; this one means that the instrument is not defined.
NO_MEANS_CODE = "1"


def _payment_means(*due_date: Node) -> Each:
    return Each(
        "cac:PaymentMeans",
        "payment_means",
        (
            Leaf(  # BT-81, BT-82
                "cbc:PaymentMeansCode",
                "means_code",
                CODE,
                bound={"name": "means_text"},
                default=NO_MEANS_CODE,
            ),
            *due_date,
            Leaf("cbc:PaymentID", "remittance_information"),  # BT-83
            _CARD,
            _ACCOUNT,
            _MANDATE,
        ),
    )


DUE_DATE = Leaf("cbc:DueDate", "payment_terms.0.due_date", DATE_ISO)  # BT-9
PAYMENT_MEANS = _payment_means()
PAYMENT_MEANS_WITH_DUE_DATE = _payment_means(
    Outer(Leaf("cbc:PaymentDueDate", "payment_terms.0.due_date", DATE_ISO))  # BT-9
)

PAYMENT_TERMS = Each(
    "cac:PaymentTerms",
    "payment_terms",
    (Leaf("cbc:Note", "description"),),  # BT-20
)

THIRD_PARTY_PAYMENTS = Each(
    "cac:PrepaidPayment",
    "third_party_payments",
    (
        Leaf("cbc:ID", "type"),  # BT-DEX-001
        Leaf("cbc:PaidAmount", "amount", AMOUNT, bound=CURRENCY),  # BT-DEX-002
        Leaf("cbc:InstructionID", "description"),  # BT-DEX-003
    ),
)
