"""What a conversion changes across groups, because the rules of the other syntax are stricter.

The CEN rules for CII refuse what those for UBL do not; UBL has no words for some of EXTENDED.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from profiles.finding import Wording
from profiles.profile import Syntax
from profiles.semantic.breakdown import UNTAXED
from profiles.semantic.folds import with_logistics_as_charges
from profiles.semantic.invoice import Invoice
from profiles.semantic.money import add
from profiles.semantic.vat import VATBreakdown

_SAME_CURRENCY = Wording(
    de="Sie ist die Rechnungswährung, und CII nennt sie nur, wo sie eine andere ist (BR-53).",
    en="It is the invoice currency, and CII names it only where it is another one (BR-53).",
)
_NOTHING_OF_IT = Wording(
    de="Eine Gruppe über null Euro, zu der es keine Position gibt, lässt CII nicht zu.",
    en="CII does not allow a group of no amount that no line belongs to.",
)
_LOGISTICS = Wording(
    de="In UBL sind Logistikkosten Zuschläge des Dokuments (BG-21).",
    en="In UBL logistics charges are charges of the document (BG-21).",
)


class Adjustment(NamedTuple):
    """A change of the invoice, the term that it costs in whole or in part, and why."""

    term: str
    name: str
    adjust: Callable[[Invoice], Invoice]
    reason: Wording
    in_part: bool = False


def _without_same_currency(invoice: Invoice) -> Invoice:
    if invoice.vat_accounting_currency != invoice.currency:
        return invoice
    totals = replace(invoice.totals, vat_amount_in_accounting_currency=None)
    return replace(invoice, vat_accounting_currency=None, totals=totals)


def _without_idle_groups(invoice: Invoice) -> Invoice:
    """Leave out groups of nothing in categories that must have a line (BR-E-01 and its like)."""
    taxed = (*invoice.allowances, *invoice.charges)
    used = {line.vat.category_code for line in invoice.lines}
    used |= {each.vat_category_code for each in taxed}

    def is_idle(group: VATBreakdown) -> bool:
        in_need = group.category_code in UNTAXED - used
        return in_need and not group.taxable_amount and not group.tax_amount

    kept = tuple(group for group in invoice.vat_breakdown if not is_idle(group))
    return replace(invoice, vat_breakdown=kept) if kept else invoice


def _with_counted_logistics(invoice: Invoice) -> Invoice:
    """Make logistics charges charges of the document, if BT-108 counts them."""
    folded = with_logistics_as_charges(invoice)
    charged = add(charge.amount for charge in folded.charges)
    return folded if invoice.totals.charge_amount in {None, charged} else invoice


ADJUSTMENTS: Mapping[Syntax, tuple[Adjustment, ...]] = {
    "cii": (
        Adjustment("BT-6", "VAT accounting currency code", _without_same_currency, _SAME_CURRENCY),
        Adjustment("BG-23", "VAT breakdown", _without_idle_groups, _NOTHING_OF_IT, in_part=True),
    ),
    "ubl": (
        Adjustment(
            "BG-X-42",
            "Logistics service charges",
            _with_counted_logistics,
            _LOGISTICS,
            in_part=True,
        ),
    ),
}
