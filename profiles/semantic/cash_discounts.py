"""Cash discounts (Skonto), and the due date, in the words of each profile.

The model holds them as EXTENDED does, as DiscountTerms. XRechnung wants lines of its own grammar
in BT-20 (BR-DE-18), every other profile gets a sentence.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Language, Wording
from profiles.semantic.invoice import Invoice
from profiles.semantic.money import round_amount
from profiles.semantic.payment import DiscountTerms, PaymentTerms

Form = Literal["structured", "skonto", "text"]

_SKONTO_LINE = re.compile(
    r"#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#"
)


class CashDiscount(Struct, frozen=True, kw_only=True):
    """What may be taken off for paying within so many days of the issue date.

    base_amount: what the percentage is of; absent for the whole amount due.
    """

    days: int
    percent: Decimal
    base_amount: Decimal | None = None


def with_cash_discounts(invoice: Invoice, discounts: Iterable[CashDiscount]) -> Invoice:
    """Return the invoice with the discounts in its first payment terms; `in_form` says them."""
    terms = tuple(
        DiscountTerms(
            period=Decimal(discount.days),
            period_unit="DAY",
            percent=discount.percent,
            basis_amount=discount.base_amount,
        )
        for discount in discounts
    )
    return _with_first_terms(invoice, discounts=terms) if terms else invoice


def with_due_days(invoice: Invoice, days: int) -> Invoice:
    """Return the invoice with BT-9 so many days after its issue date, if the calendar has it."""
    if invoice.issue_date is None:
        return invoice
    try:
        due_date = invoice.issue_date + timedelta(days=days)
    except OverflowError:
        return invoice
    return _with_first_terms(invoice, due_date=due_date)


def _with_first_terms(
    invoice: Invoice,
    *,
    due_date: date | None = None,
    discounts: tuple[DiscountTerms, ...] = (),
) -> Invoice:
    first, *others = invoice.payment_terms or (PaymentTerms(),)
    changed = replace(
        first,
        due_date=due_date or first.due_date,
        discounts=first.discounts + discounts,
    )
    return replace(invoice, payment_terms=(changed, *others))


def in_form(
    invoice: Invoice, form: Form, language: Language
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with its cash discounts as a profile says them.

    form: `structured` gives each discount payment terms of its own, as the schema of EXTENDED
    wants it; `skonto` and `text` write them into BT-20, after the text that is there, and make one
    set of terms of several, as EN 16931 knows only one.
    """
    if form == "structured":
        single = tuple(part for terms in invoice.payment_terms for part in _singly(terms))
        return replace(invoice, payment_terms=single), ()
    findings: list[Finding] = []
    if form == "skonto":
        for terms in invoice.payment_terms:
            findings += _unofficial_lines(terms.description or "")
    written = tuple(
        _written(terms, form, invoice.currency or "", language) for terms in invoice.payment_terms
    )
    if len(written) > 1:
        # A date tells by its discounts whether it is the last one, so these are looked at first.
        due_date = joined(invoice.payment_terms)[0].due_date
        written = (replace(joined(written)[0], due_date=due_date),)
        findings.append(_JOINED)
    return replace(invoice, payment_terms=written), tuple(findings)


def joined(terms: tuple[PaymentTerms, ...]) -> tuple[PaymentTerms, ...]:
    """Make one set of terms: all descriptions, and the date at which no discount is left."""
    if len(terms) < 2:
        return terms
    dated = [each for each in terms if each.due_date is not None]
    undiscounted = [each for each in dated if not each.discounts] or dated
    return (
        PaymentTerms(
            description="\n".join(each.description for each in terms if each.description) or None,
            due_date=undiscounted[0].due_date if undiscounted else None,
        ),
    )


def _singly(terms: PaymentTerms) -> tuple[PaymentTerms, ...]:
    first, others = terms.discounts[:1], terms.discounts[1:]
    return (
        replace(terms, discounts=first),
        *(PaymentTerms(discounts=(discount,)) for discount in others),
    )


def _written(terms: PaymentTerms, form: Form, currency: str, language: Language) -> PaymentTerms:
    official, sentences = [], []
    for discount in terms.discounts:
        line = _skonto_line(discount) if form == "skonto" else None
        if line is None:
            sentences.append(_sentence(discount, currency).to(language))
        else:
            official.append(line)
    text = terms.description or ""
    if not official and not sentences:
        return terms
    if text and not text.endswith("\n"):
        text += "\n"
    text += "\n".join(sentences + official)
    # The grammar wants a line break after its last line.
    text += "\n" if official else ""
    return replace(terms, description=text, discounts=())


def _skonto_line(discount: DiscountTerms) -> str | None:
    """Return the official line of a discount, or None where its grammar cannot say it."""
    days, percent, base = discount.period, discount.percent, discount.basis_amount
    if discount.period_unit != "DAY" or discount.basis_date is not None:
        return None
    if days is None or days != int(days) or days < 0:
        return None
    if percent is None or percent < 0 or percent != round_amount(percent):
        return None
    if base is not None and base != round_amount(base):
        return None
    line = f"#SKONTO#TAGE={int(days)}#PROZENT={round_amount(percent)}#"
    return line if base is None else f"{line}BASISBETRAG={round_amount(base)}#"


# One and many of each unit.
_UNITS = {
    "DAY": (Wording(de="Tag", en="day"), Wording(de="Tagen", en="days")),
    "WEE": (Wording(de="Woche", en="week"), Wording(de="Wochen", en="weeks")),
    "MON": (Wording(de="Monat", en="month"), Wording(de="Monaten", en="months")),
}


def _sentence(discount: DiscountTerms, currency: str) -> Wording:
    german, english = "Skonto", "cash discount"
    if discount.percent is not None:
        german = f"{_german(discount.percent)} % {german}"
        english = f"{_plain(discount.percent)} % {english}"
    elif discount.amount is not None:
        german = f"{_german(round_amount(discount.amount))} {currency} {german}"
        english = f"{round_amount(discount.amount)} {currency} {english}"
    if discount.basis_amount is not None:
        german += f" auf {_german(round_amount(discount.basis_amount))} {currency}"
        english += f" on {round_amount(discount.basis_amount)} {currency}"
    if discount.period is not None:
        unit = _unit(discount.period, discount.period_unit or "DAY")
        german += f" bei Zahlung innerhalb von {_german(discount.period)} {unit.de}"
        english += f" for payment within {_plain(discount.period)} {unit.en}"
    if discount.basis_date is not None:
        german += f" ab dem {discount.basis_date:%d.%m.%Y}"
        english += f" from {discount.basis_date:%Y-%m-%d}"
    return Wording(de=f"{german}.", en=f"{english}.")


def _unit(period: Decimal, code: str) -> Wording:
    one, many = _UNITS.get(code, (Wording(de=code, en=code),) * 2)
    return one if period == 1 else many


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _german(number: Decimal) -> str:
    text = f"{number:f}" if number.as_tuple().exponent == -2 else _plain(number)
    return text.replace(".", ",")


def _unofficial_lines(text: str) -> list[Finding]:
    """Return an error for each line that begins with `#` and is none of the official grammar."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [
        _UNOFFICIAL_LINE
        for line in lines
        if line.startswith("#") and not _SKONTO_LINE.fullmatch(line)
    ]


_UNOFFICIAL_LINE = Finding(
    severity="error",
    rule="ZG-SKONTO-LINE",
    term="BT-20",
    message=Wording(
        de="In den Zahlungsbedingungen einer XRechnung darf keine Zeile mit # beginnen, außer in "
        "der Form #SKONTO#TAGE=7#PROZENT=2.00#.",
        en="In the payment terms of an XRechnung no line may begin with #, but in the form "
        "#SKONTO#TAGE=7#PROZENT=2.00#.",
    ),
    hint=Wording(
        de="Skonto lässt sich als cash_discounts angeben.",
        en="A cash discount can be given as cash_discounts.",
    ),
)


_JOINED = Finding(
    severity="information",
    rule="ZG-PROFILE-FOLDED",
    term="BT-20",
    message=Wording(
        de="Mehrere Zahlungsbedingungen stehen als eine im XML, ihre Texte untereinander; dazu das "
        "Datum, bis zu dem ohne Abzug zu zahlen ist.",
        en="Several payment terms stand in the XML as one, their texts below each other, with the "
        "date by which the full amount is due.",
    ),
    hint=Wording(
        de="Wählen Sie Factur-X EXTENDED, wenn sie im XML einzeln stehen sollen.",
        en="Choose Factur-X EXTENDED if each of them is to stand by itself in the XML.",
    ),
)
