"""What a syntax carries of a field in part, or says in another way."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Wording
from profiles.semantic.allowance import PriceAllowance
from profiles.semantic.cash_discounts import joined
from profiles.semantic.codes import codes
from profiles.semantic.invoice import Invoice, Note, Totals
from profiles.semantic.line import Line, Price
from profiles.semantic.money import ZERO, add
from profiles.semantic.party import Contact, Identifier, Party
from profiles.semantic.payment import CreditTransfer, PaymentMeans
from profiles.syntax.reasons import OF_FACTUR_X, ONCE_IN_UBL
from profiles.syntax.ubl_codecs import account_of
from profiles.syntax.ubl_payment import NO_MEANS_CODE

_NO_LIST_PRICE_IN_CII = Wording(
    de="CII nennt einen Preisnachlass nur beim Listenpreis, und der fehlt.",
    en="CII states a price discount beside the list price alone, and that is missing.",
)
_ONE_PRECEDING_IN_CII = Wording(
    de="CII in der Fassung D16B verweist nur auf eine vorausgegangene Rechnung.",
    en="CII as of D16B refers to one preceding invoice only.",
)
_ONE_SET_OF_TERMS_IN_UBL = Wording(
    de="UBL hat eine Zahlungsbedingung und ein Fälligkeitsdatum; die Texte stehen untereinander.",
    en="UBL has one set of payment terms and one due date; the texts stand below each other.",
)
_UNLISTED_IN_UBL = Wording(
    de="UBL schreibt den Code vor den Text, und nur Codes aus UNTDID 4451.",
    en="UBL writes the code before the text, and only codes of UNTDID 4451.",
)
_ONE_CONTACT_IN_EXTENDED = Wording(
    de="EXTENDED nennt eine Person oder eine Abteilung, nicht beide (CII-SR-465).",
    en="EXTENDED names a person or a department, not both (CII-SR-465).",
)


class Reduction(NamedTuple):
    """A field that a syntax carries in part, or says in another way: what is left of its value.

    reason: None where nothing is lost.
    """

    reduce: Callable[[Any], Any]
    reason: Wording | None = None


def _first(several: tuple[Any, ...]) -> tuple[Any, ...]:
    return several[:1]


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


def _coded(means: tuple[PaymentMeans, ...]) -> tuple[PaymentMeans, ...]:
    """Give every payment means a code, as the schema of UBL wants it."""
    code = means[0].means_code or NO_MEANS_CODE
    return tuple(
        replace(each, means_code=code) if each.means_code is None else each for each in means
    )


def _named_once(means: tuple[PaymentMeans, ...]) -> tuple[PaymentMeans, ...]:
    """Leave out of later payment means the text that the first has too (UBL-SR-46)."""
    return _with_later_texts(means, lambda text: None if text == means[0].means_text else text)


def _named_first(means: tuple[PaymentMeans, ...]) -> tuple[PaymentMeans, ...]:
    return _with_later_texts(means, lambda _: None)


def _with_later_texts(
    means: tuple[PaymentMeans, ...], change: Callable[[str | None], str | None]
) -> tuple[PaymentMeans, ...]:
    first, *later = means
    return (first, *(replace(each, means_text=change(each.means_text)) for each in later))


def _one_identifier(identifiers: tuple[Identifier, ...]) -> tuple[Identifier, ...]:
    """Keep the first identifier that names its scheme, else the first."""
    return _first(tuple(one for one in identifiers if one.scheme) or identifiers)


def _with_one_discount(price: Price) -> Price:
    """Add up what the price is reduced and raised by: UBL has one discount (UBL-SR-37)."""
    if len(price.discounts) + len(price.surcharges) < 2 and not price.surcharges:
        return price
    discount = add(each.amount for each in price.discounts)
    discount -= add(each.amount for each in price.surcharges)
    if discount < 0:
        return replace(price, discounts=(), surcharges=(), list_price=None)
    return replace(price, discounts=(PriceAllowance(amount=discount),), surcharges=())


def _without_unlisted_discount(price: Price) -> Price:
    """Leave out a discount that is off no price: CII states one within the list price alone."""
    return replace(price, discounts=(), surcharges=()) if price.list_price is None else price


def _with_plain_discounts(price: Price) -> Price:
    """Leave the amounts alone of discounts (BT-147)."""
    plain = tuple(PriceAllowance(amount=discount.amount) for discount in price.discounts)
    return replace(price, discounts=plain)


def _without_idle_discount(price: Price) -> Price:
    """Leave out a discount of nothing: UBL has to write one beside a list price."""
    is_idle = price.discounts == (PriceAllowance(amount=Decimal(0)),)
    return replace(price, discounts=()) if is_idle and price.list_price is not None else price


def _with_one_base_quantity(price: Price) -> Price:
    quantity, unit = price.list_price_base_quantity, price.list_price_base_quantity_unit
    if quantity is not None and price.base_quantity is None:
        price = replace(price, base_quantity=quantity, base_quantity_unit=unit)
    if price.base_quantity == quantity:
        price = replace(price, list_price_base_quantity=None, list_price_base_quantity_unit=None)
    return price


def _with_vat_amount(totals: Totals) -> Totals:
    """State BT-110, which CII may leave out where there is no VAT; UBL and EXTENDED may not."""
    return replace(totals, vat_amount=ZERO) if totals.vat_amount is None else totals


def _named(contact: Contact) -> Contact:
    if contact.name is not None:
        return contact
    return replace(contact, name=contact.department, department=None)


def _without_department(contact: Contact) -> Contact:
    return contact if contact.name is None else replace(contact, department=None)


def _without_scheme(tax_number: Identifier) -> Identifier:
    return Identifier(tax_number.value)


def _without_vat_scheme(tax_number: Identifier) -> Identifier:
    return _without_scheme(tax_number) if tax_number.scheme == "VAT" else tax_number


def _listed(subject_code: str) -> str | None:
    return subject_code if subject_code in codes("note_subject") else None


# By the field's name, and the Struct that has it or the way there.
_Reductions = Mapping[tuple[type[Struct] | str, str], tuple[Reduction, ...]]

_OF_CII: _Reductions = {
    (Invoice, "payment_means"): (Reduction(_said_once),),
    (Party, "tax_number"): (Reduction(_without_scheme),),
    (Note, "text"): (Reduction(str.strip),),
    (Line, "price"): (Reduction(_without_unlisted_discount, _NO_LIST_PRICE_IN_CII),),
}
_OF_D16B: _Reductions = {
    (Invoice, "preceding_invoices"): (Reduction(_first, _ONE_PRECEDING_IN_CII),),
    (Line, "price"): (Reduction(_with_one_discount), *_OF_CII[Line, "price"]),
}
_OF_EXTENDED: _Reductions = {
    (Invoice, "totals"): (Reduction(_with_vat_amount),),
    (Party, "contact"): (Reduction(_without_department, _ONE_CONTACT_IN_EXTENDED),),
}
_OF_UBL: _Reductions = {
    (Invoice, "totals"): (Reduction(_with_vat_amount),),
    (Invoice, "payment_means"): (
        Reduction(_coded),
        Reduction(_named_once),
        Reduction(_named_first, ONCE_IN_UBL),
    ),
    (Invoice, "payment_terms"): (Reduction(joined, _ONE_SET_OF_TERMS_IN_UBL),),
    ("buyer", "identifiers"): (Reduction(_one_identifier, ONCE_IN_UBL),),
    ("payee", "identifiers"): (Reduction(_one_identifier, ONCE_IN_UBL),),
    (Party, "contact"): (Reduction(_named),),
    (Party, "tax_number"): (Reduction(_without_vat_scheme),),
    (CreditTransfer, "account_identifier"): (Reduction(account_of),),
    (Line, "price"): (
        Reduction(_with_plain_discounts, OF_FACTUR_X),
        Reduction(_with_one_discount),
        Reduction(_without_idle_discount),
        Reduction(_with_one_base_quantity),
    ),
    (Note, "text"): (Reduction(str.strip),),
    (Note, "subject_code"): (Reduction(_listed, _UNLISTED_IN_UBL),),
    (Note, "content_code"): (Reduction(lambda _: None, OF_FACTUR_X),),
}

# CII has two versions: D16B, which EN 16931 binds to, and the larger one of EXTENDED.
Reach = Literal["cii", "extended", "ubl"]
REDUCTIONS: Mapping[Reach, _Reductions] = {
    "cii": {**_OF_CII, **_OF_D16B},
    "extended": {**_OF_CII, **_OF_EXTENDED},
    "ubl": _OF_UBL,
}
