"""Line net amounts, VAT breakdown and document totals: what follows from the rest of an invoice."""

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.breakdown import break_down, charges
from profiles.semantic.invoice import Invoice
from profiles.semantic.lines import counting, with_net_amounts
from profiles.semantic.money import ZERO, add, multiply, round_amount, subtract


def compute(invoice: Invoice) -> Invoice:
    """Return the invoice with every amount that follows from its terms.

    What is absent is computed, what is given is kept, and each sum is made of what then stands in
    the invoice; `profiles.semantic.differences` tells where the given does not fit.
    """
    invoice = replace(invoice, lines=with_net_amounts(invoice.lines))
    invoice = replace(invoice, vat_breakdown=break_down(invoice))
    for total in TOTALS:
        if getattr(invoice.totals, total.field) is None:
            amount = total.follows(invoice)
            invoice = replace(invoice, totals=replace(invoice.totals, **{total.field: amount}))
    return invoice


class Total(Struct, frozen=True):
    """One of DOCUMENT TOTALS (BG-22), and how it follows from the rest of the invoice.

    field: its name in Totals.
    follows: returns None where the invoice does not tell.
    """

    field: str
    term: str
    follows: Callable[[Invoice], Decimal | None]


def _line_net_amount(invoice: Invoice) -> Decimal | None:
    if invoice.lines:
        return add(line.net_amount or ZERO for line in counting(invoice.lines))
    # MINIMUM and BASIC WL have no lines: the sum is what the other totals leave for them.
    totals = invoice.totals
    without_vat = totals.without_vat
    if without_vat is None:
        if not invoice.vat_breakdown:
            return None
        without_vat = add(group.taxable_amount or ZERO for group in invoice.vat_breakdown)
    surcharge = subtract(totals.charge_amount or ZERO, totals.allowance_amount or ZERO)
    return subtract(without_vat, surcharge)


def _allowance_amount(invoice: Invoice) -> Decimal | None:
    amounts = [allowance.amount for allowance in invoice.allowances]
    return add(amounts) if amounts else None


def _charge_amount(invoice: Invoice) -> Decimal | None:
    amounts = [charge.amount for charge in charges(invoice)]
    return add(amounts) if amounts else None


def _without_vat(invoice: Invoice) -> Decimal | None:
    totals = invoice.totals
    if totals.line_net_amount is None:
        return None
    surcharge = subtract(totals.charge_amount or ZERO, totals.allowance_amount or ZERO)
    return add((totals.line_net_amount, surcharge))


def _vat_amount(invoice: Invoice) -> Decimal | None:
    if not invoice.vat_breakdown:
        return None
    return add(group.tax_amount or ZERO for group in invoice.vat_breakdown)


def _vat_amount_in_accounting_currency(invoice: Invoice) -> Decimal | None:
    exchange = invoice.extended.exchange_rate if invoice.extended else None
    vat_amount = invoice.totals.vat_amount
    if exchange is None or exchange.rate is None or vat_amount is None:
        return None
    wanted = (invoice.currency, invoice.vat_accounting_currency)
    if None in wanted or (exchange.source_currency, exchange.target_currency) != wanted:
        return None
    return round_amount(multiply(vat_amount, exchange.rate))


def _with_vat(invoice: Invoice) -> Decimal | None:
    totals = invoice.totals
    if totals.without_vat is None:
        return None
    return add((totals.without_vat, totals.vat_amount or ZERO))


def _prepaid_amount(invoice: Invoice) -> Decimal | None:
    payments = invoice.extended.advance_payments if invoice.extended else ()
    return add(payment.amount or ZERO for payment in payments) if payments else None


def _due_for_payment(invoice: Invoice) -> Decimal | None:
    totals = invoice.totals
    if totals.with_vat is None:
        return None
    collected = add(payment.amount for payment in invoice.third_party_payments)  # BR-DEX-09
    paid = totals.prepaid_amount or ZERO
    return add((subtract(totals.with_vat, paid), totals.rounding_amount or ZERO, collected))


# In the order in which one follows from the other; BT-114 is the caller's alone.
TOTALS: tuple[Total, ...] = (
    Total("allowance_amount", "BT-107", _allowance_amount),  # BR-CO-11
    Total("charge_amount", "BT-108", _charge_amount),  # BR-CO-12
    Total("line_net_amount", "BT-106", _line_net_amount),  # BR-CO-10
    Total("without_vat", "BT-109", _without_vat),  # BR-CO-13
    Total("vat_amount", "BT-110", _vat_amount),  # BR-CO-14
    Total("vat_amount_in_accounting_currency", "BT-111", _vat_amount_in_accounting_currency),
    Total("with_vat", "BT-112", _with_vat),  # BR-CO-15
    Total("prepaid_amount", "BT-113", _prepaid_amount),
    Total("due_for_payment", "BT-115", _due_for_payment),  # BR-CO-16
)
