"""Why a syntax cannot carry a term, and what it carries in part; `limits` looks for the terms."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Wording
from profiles.profile import Syntax
from profiles.semantic.allowance import PriceAllowance
from profiles.semantic.codes import codes
from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.line import Line, Price
from profiles.semantic.party import Contact, Identifier, Party
from profiles.semantic.payment import CreditTransfer, PaymentMeans
from profiles.semantic.references import PrecedingInvoice
from profiles.syntax.ubl_codecs import account_of

_NOT_IN_UBL = Wording(de="UBL hat dafür kein Element.", en="UBL has no element for it.")
_NOT_IN_CII = Wording(de="CII hat dafür kein Element.", en="CII has no element for it.")
_OF_FACTUR_X = Wording(
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
_ONCE_IN_UBL = Wording(
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
        "": _OF_FACTUR_X,
        "process.is_test": _OF_CII,
        "project_name": _NOT_IN_UBL,
        "seller.contact.department": _ONE_CONTACT_IN_UBL,
        "buyer.contact.department": _ONE_CONTACT_IN_UBL,
        "delivery.recipient.identifiers": _ONCE_IN_UBL,
        "payment_terms.due_date": _ONCE_IN_UBL,
        "lines.price.list_price_base_quantity": _ONCE_IN_UBL,
        "third_party_payments": _OF_EXTENSION,
    },
}

# What the amount due is made of (BR-CO-16): to lose it is an error.
SUMS = frozenset({"third_party_payments", "extended.logistics_charges"})


class Reduction(NamedTuple):
    """A field that a syntax carries in part: what is left of its value.

    reason: None where nothing is lost, because the syntax says the same elsewhere.
    """

    reduce: Callable[[Any], Any]
    reason: Wording | None = None


def _first(preceding: tuple[PrecedingInvoice, ...]) -> tuple[PrecedingInvoice, ...]:
    return preceding[:1]


def _said_once(means: tuple[PaymentMeans, ...]) -> tuple[PaymentMeans, ...]:
    """Leave out of later payment means what the first says for all."""
    first, *later = means
    return (first, *(_without_repetition(each, first) for each in later))


def _without_repetition(means: PaymentMeans, first: PaymentMeans) -> PaymentMeans:
    if means.remittance_information == first.remittance_information:
        means = replace(means, remittance_information=None)
    if means.direct_debit and first.direct_debit:
        own, said = means.direct_debit, first.direct_debit
        if own.mandate_reference == said.mandate_reference:
            own = replace(own, mandate_reference=None)
        if own.creditor_identifier == said.creditor_identifier:
            own = replace(own, creditor_identifier=None)
        means = replace(means, direct_debit=own)
    return means


def _as_price_of_ubl(price: Price) -> Price:
    """State the base quantity once, and no discount of nothing: UBL needs one for a list price."""
    if price.list_price is not None and price.discounts == (PriceAllowance(amount=Decimal(0)),):
        price = replace(price, discounts=())
    quantity, unit = price.list_price_base_quantity, price.list_price_base_quantity_unit
    if quantity is not None and price.base_quantity is None:
        price = replace(price, base_quantity=quantity, base_quantity_unit=unit)
    if price.base_quantity == quantity:
        price = replace(price, list_price_base_quantity=None, list_price_base_quantity_unit=None)
    return price


def _named(contact: Contact) -> Contact:
    if contact.name is not None:
        return contact
    return replace(contact, name=contact.department, department=None)


def _without_scheme(tax_number: Identifier) -> Identifier:
    return Identifier(tax_number.value)


def _without_vat_scheme(tax_number: Identifier) -> Identifier:
    return _without_scheme(tax_number) if tax_number.scheme == "VAT" else tax_number


def _listed(subject_code: str) -> str | None:
    return subject_code if subject_code in codes("note_subject") else None


# By the Struct and its field.
REDUCTIONS: Mapping[tuple[Syntax, type[Struct], str], Reduction] = {
    ("cii", Invoice, "payment_means"): Reduction(_said_once),
    ("cii", Invoice, "preceding_invoices"): Reduction(
        _first,
        Wording(
            de="CII in der Fassung D16B verweist nur auf eine vorausgegangene Rechnung.",
            en="CII as of D16B refers to one preceding invoice only.",
        ),
    ),
    ("cii", Party, "tax_number"): Reduction(_without_scheme),
    ("ubl", Party, "contact"): Reduction(_named),
    ("ubl", Line, "price"): Reduction(_as_price_of_ubl),
    ("ubl", Party, "tax_number"): Reduction(_without_vat_scheme),
    ("ubl", CreditTransfer, "account_identifier"): Reduction(account_of),
    ("ubl", Note, "subject_code"): Reduction(
        _listed,
        Wording(
            de="UBL schreibt den Code vor den Text, und nur Codes aus UNTDID 4451.",
            en="UBL writes the code before the text, and only codes of UNTDID 4451.",
        ),
    ),
    ("ubl", Note, "content_code"): Reduction(lambda _: None, _OF_FACTUR_X),
}


def reason_for(syntax: Syntax, path: str) -> Wording:
    """Return why a syntax has no place for a field; path without the numbers of entries."""
    reasons = REASONS[syntax]
    while path not in reasons:
        path = path.rpartition(".")[0]
    return reasons[path]
