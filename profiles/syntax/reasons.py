"""Why a syntax has no place for a term; `limits` looks for the terms."""

from collections.abc import Mapping

from profiles.finding import Wording
from profiles.profile import Syntax

_NOT_IN_UBL = Wording(de="UBL hat dafür kein Element.", en="UBL has no element for it.")
_NOT_IN_CII = Wording(de="CII hat dafür kein Element.", en="CII has no element for it.")
OF_FACTUR_X = Wording(
    de="Nur Factur-X EXTENDED kennt diese Angabe, und EXTENDED gibt es nur in CII.",
    en="Only Factur-X EXTENDED knows it, and EXTENDED exists in CII alone.",
)
_OF_EXTENSION = Wording(
    de="Die XRechnung-Extension hat diese Angabe nur in der UBL-Rechnung (Invoice).",
    en="The XRechnung extension has it in the UBL Invoice alone.",
)
_OF_UBL = Wording(de="Die Angabe gehört zu UBL selbst.", en="It belongs to UBL itself.")
_OF_CII = Wording(de="Die Angabe gehört zu CII selbst.", en="It belongs to CII itself.")
_ONCE_IN_CII = Wording(
    de="CII hat diese Angabe nur einmal für die ganze Rechnung.",
    en="CII has it only once for the whole invoice.",
)
_ONE_CONTACT_IN_UBL = Wording(
    de="UBL hat für Person und Abteilung nur ein Feld.",
    en="UBL has one field for person and department.",
)
ONCE_IN_UBL = Wording(
    de="UBL hat diese Angabe nur einmal.",
    en="UBL has it only once.",
)

# By the way to a field, without the numbers of entries; the longest beginning counts.
REASONS: Mapping[Syntax, Mapping[str, Wording]] = {
    "cii": {
        "": _NOT_IN_CII,
        "process.ubl_version": _OF_UBL,
        "payment_means.card.network": _OF_UBL,
        "payment_means.remittance_information": _ONCE_IN_CII,
        "payment_means.direct_debit": _ONCE_IN_CII,
        "third_party_payments": _OF_EXTENSION,
        "lines.sub_lines": _OF_EXTENSION,
    },
    "ubl": {
        "": OF_FACTUR_X,
        "process.is_test": _OF_CII,
        "project_name": _NOT_IN_UBL,
        "seller.contact.department": _ONE_CONTACT_IN_UBL,
        "buyer.contact.department": _ONE_CONTACT_IN_UBL,
        "payment_means.direct_debit.creditor_identifier": ONCE_IN_UBL,
        "delivery.recipient.identifiers": ONCE_IN_UBL,
        "lines.price.list_price_base_quantity": ONCE_IN_UBL,
        "third_party_payments": _OF_EXTENSION,
    },
}

# What the amount due is made of (BR-CO-16): to lose it is an error.
SUMS = frozenset({"third_party_payments"})


def reason_for(syntax: Syntax, path: str) -> Wording:
    """Return why a syntax has no place for a field; path without the numbers of entries."""
    reasons = REASONS[syntax]
    while path not in reasons:
        path = path.rpartition(".")[0]
    return reasons[path]
