"""Invoices of any content that CII can carry, drawn at random by the model's own types.

The model has some 900 places for a value: more than hypothesis draws well, so a seed does it.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.invoice import ExtendedDocument, Invoice, ProcessControl
from profiles.semantic.line import ExtendedLine, Line
from profiles.semantic.party import Identifier, Party
from profiles.semantic.payment import (
    CreditTransfer,
    DirectDebit,
    DiscountTerms,
    PaymentCard,
    PaymentMeans,
    PaymentTerms,
)
from profiles.semantic.references import Attachment, LineReference
from profiles.syntax.draft import Member, members

_CHARACTERS = "aZ09 .,-_/#&<>\"'\t\n\rÄßéاב中😀\u2028"
_SCHEMES = (None, None, "0088", "9930")


def any_invoice(seed: int, share: float = 0.5) -> Invoice:
    """Draw an invoice with a share of the terms that CII has; 1 means all of them."""
    return _draw(Invoice, Dice(seed, share)) or Invoice()


class Dice(Random):
    """A random source that knows how many of the optional fields are to be there."""

    def __init__(self, seed: int, share: float) -> None:
        super().__init__(seed)
        self._share = share

    def present(self) -> bool:
        return self.random() < self._share


def _text(dice: Dice) -> str:
    drawn = "".join(dice.choices(_CHARACTERS, k=dice.randint(1, 12))).strip()
    return drawn or "x"


def _number(dice: Dice) -> Decimal:
    digits = dice.randint(-(10 ** dice.randint(1, 15)) + 1, 10 ** dice.randint(1, 15) - 1)
    return Decimal(digits).scaleb(-dice.choice((0, 0, 1, 2, 10)))


def _identifier(dice: Dice) -> Identifier:
    return Identifier(_text(dice), dice.choice(_SCHEMES))


_VALUES: Mapping[Any, Callable[[Dice], Any]] = {
    str: _text,
    Decimal: _number,
    date: lambda dice: date(1, 1, 1) + timedelta(days=dice.randrange(3_600_000)),
    bool: lambda dice: dice.random() < 0.5,
    Identifier: _identifier,
}


def _one_discount(dice: Dice) -> tuple[DiscountTerms, ...]:
    return (_draw(DiscountTerms, dice) or DiscountTerms(percent=Decimal(2)),)


# Fields of which CII takes only some values.
_SPECIAL: Mapping[tuple[type[Struct], str], Callable[[Dice], Any]] = {
    (ProcessControl, "ubl_version"): lambda _: None,
    (PaymentCard, "network"): lambda _: None,
    (Line, "sub_lines"): lambda _: (),
    (Invoice, "third_party_payments"): lambda _: (),
    (Invoice, "currency"): lambda _: "EUR",
    (Invoice, "vat_accounting_currency"): lambda dice: dice.choice((None, "SEK")),
    (Party, "tax_number"): lambda dice: Identifier(_text(dice)),
    (PaymentTerms, "discounts"): _one_discount,
    (PaymentTerms, "penalties"): _one_discount,
    (Attachment, "content"): lambda dice: b64encode(dice.randbytes(20)).decode(),
    (CreditTransfer, "account_identifier"): lambda dice: Identifier(
        _text(dice), dice.choice((None, "proprietary"))
    ),
}
# What cannot stand without another field: attributes without their element.
_DEPENDENT: Mapping[str, str] = {
    "unit_code": "quantity",
    "period_unit": "period",
    "base_quantity_unit": "base_quantity",
    "list_price_base_quantity_unit": "list_price_base_quantity",
    "free_quantity_unit": "free_quantity",
    "package_quantity_unit": "package_quantity",
    "scheme": "code",
    "scheme_version": "code",
}


def _draw(shape: type[Struct], dice: Dice) -> Any:
    """Draw a Struct, or None where all of it would be absent."""
    said: dict[str, Any] = {}
    for name, member in members(shape).items():
        needed = member.required or (shape is PaymentMeans and name == "means_code")
        value = _value(shape, member, dice) if needed or dice.present() else None
        if value is not None and value != ():
            said[name] = value
    for name, other in _DEPENDENT.items():
        if other not in said and name in said:
            del said[name]
    tidy = _TIDY.get(shape, lambda made: made)
    made = tidy(shape(**said))
    return None if made == _empty(shape) else made


def _empty(shape: type[Struct]) -> Any:
    return None if any(member.required for member in members(shape).values()) else shape()


def _value(shape: type[Struct], member: Member, dice: Dice) -> Any:
    special = _SPECIAL.get((shape, member.name))
    if special is not None:
        return special(dice)
    count = dice.randint(1, 3) if member.sequence else 1
    drawn = [_one(member, dice) for _ in range(count)]
    entries = tuple(entry for entry in drawn if entry is not None)
    if member.name == "identifiers":  # CII has those without a scheme first
        return tuple(sorted(entries, key=lambda entry: entry.scheme is not None))
    return entries if member.sequence else drawn[0]


def _one(member: Member, dice: Dice) -> Any:
    draw = _VALUES.get(member.type)
    return draw(dice) if draw is not None else _draw(member.shape or Identifier, dice)


def _tidy_line(line: Line) -> Line:
    extended = line.extended or ExtendedLine()
    if line.object_identifier is None:
        extended = replace(extended, further_object_identifiers=())
    return replace(line, extended=None if extended == ExtendedLine() else extended)


def _tidy_extended_line(extended: ExtendedLine) -> ExtendedLine:
    # In CII the line of the order is BT-132, a field of the line itself.
    order = extended.order and replace(extended.order, line_identifier=None)
    return replace(extended, order=None if order == LineReference() else order)


def _tidy_invoice(invoice: Invoice) -> Invoice:
    extended, totals = invoice.extended or ExtendedDocument(), invoice.totals
    if invoice.object_identifier is None:
        extended = replace(extended, further_object_identifiers=())
    if invoice.vat_accounting_currency is None:
        totals = replace(totals, vat_amount_in_accounting_currency=None)
    means = invoice.payment_means
    first, further = invoice.vat_breakdown[:1], invoice.vat_breakdown[1:]
    unsaid: dict[str, None] = {"tax_point_date": None, "tax_point_date_code": None}
    known = invoice.tax_point_date is not None and invoice.tax_point_date_code is not None
    return replace(
        invoice,
        extended=None if extended == ExtendedDocument() else extended,
        totals=totals,
        payment_means=means[:1] + tuple(map(_tidy_further_means, means[1:])),
        vat_breakdown=tuple(replace(group, **unsaid) for group in first)
        + (further if known else tuple(replace(group, **unsaid) for group in further)),
    )


def _tidy_further_means(means: PaymentMeans) -> PaymentMeans:
    debit = means.direct_debit and replace(
        means.direct_debit, mandate_reference=None, creditor_identifier=None
    )
    return replace(
        means,
        remittance_information=None,
        direct_debit=None if debit == DirectDebit() else debit,
    )


_TIDY: Mapping[type[Struct], Callable[[Any], Any]] = {
    Line: _tidy_line,
    ExtendedLine: _tidy_extended_line,
    Invoice: _tidy_invoice,
}
