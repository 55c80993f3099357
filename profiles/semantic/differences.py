"""Where amounts that were given differ from what follows from the rest of the invoice."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from profiles.finding import Finding, Wording
from profiles.semantic.breakdown import UNTAXED, by_group, charges, contributions, group_key, tax_on
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.lines import priced_amount, surplus
from profiles.semantic.money import ZERO, add, round_amount, subtract
from profiles.semantic.totals import TOTALS

# PEPPOL-EN16931-R120.
_LINE_SLACK = Decimal("0.02")
_LINE_SLACK_BY_CURRENCY = {"HUF": Decimal("0.5")}

# BR-CO-17, BR-S-09.
_TAX_SLACK = Decimal(1)
# The rules of these categories let the taxable amount be less than this away (BR-E-08).
_TAXABLE_SLACK = Decimal("0.99")
_LOOSE = UNTAXED - {"O"}

# These follow from sums that EXTENDED lets miss each addend by a cent.
_LOOSE_TOTALS = frozenset({"BT-106", "BT-107", "BT-108", "BT-109", "BT-112"})


def differences(invoice: Invoice, *, sum_slack: Decimal = ZERO) -> tuple[Finding, ...]:
    """Return a warning for each amount that differs by more than the rules let it.

    Every sum is compared with what stands in the invoice, so that one wrong amount is one finding.

    sum_slack: how far a sum may be off for each amount in it; EXTENDED has 0.01 (BR-FXEXT-CO-10).
    """
    addends = len(invoice.lines) + len(invoice.allowances) + len(charges(invoice))
    slack = sum_slack * addends
    return (
        *_line_differences(invoice),
        *_group_differences(invoice, slack),
        *_total_differences(invoice, slack),
    )


def _line_differences(invoice: Invoice) -> Iterator[Finding]:
    slack = _LINE_SLACK_BY_CURRENCY.get(invoice.currency or "", _LINE_SLACK)
    for index, line in enumerate(invoice.lines):
        for expected in _expected_amounts(line):
            yield from _difference("BT-131", line.net_amount, expected, slack, index=index)


def _expected_amounts(line: Line) -> Iterator[Decimal]:
    if line.sub_lines:
        yield add(part.net_amount or ZERO for part in line.sub_lines)
    priced = priced_amount(line)
    if priced is not None:
        yield add((priced, surplus(line)))


def _group_differences(invoice: Invoice, slack: Decimal) -> Iterator[Finding]:
    expected = by_group(contributions(invoice))
    keys = [group_key(group.category_code, group.rate) for group in invoice.vat_breakdown]
    occurrences = Counter(keys)
    for key, group in zip(keys, invoice.vat_breakdown, strict=True):
        # EXTENDED may split a category and rate by reason; then no one group has it all.
        if invoice.lines and occurrences[key] == 1:
            taxable_slack = max(slack, _TAXABLE_SLACK if key[0] in _LOOSE else ZERO)
            wanted = expected.get(key, ZERO)
            yield from _difference("BT-116", group.taxable_amount, wanted, taxable_slack)
        if group.taxable_amount is not None:
            tax_slack = ZERO if key[0] in UNTAXED else _TAX_SLACK
            tax = tax_on(key, group.taxable_amount)
            yield from _difference("BT-117", group.tax_amount, tax, tax_slack)


def _total_differences(invoice: Invoice, slack: Decimal) -> Iterator[Finding]:
    for total in TOTALS:
        # Without lines their sum is only what the other totals leave for it; what was paid, the
        # caller knows better.
        if total.term == "BT-113" or (total.term == "BT-106" and not invoice.lines):
            continue
        given, expected = getattr(invoice.totals, total.field), total.follows(invoice)
        if expected is not None:
            total_slack = slack if total.term in _LOOSE_TOTALS else ZERO
            yield from _difference(total.term, given, expected, total_slack)


_NAMES = {
    "BT-106": Wording(de="die Summe der Positionen", en="the sum of the lines"),
    "BT-107": Wording(de="die Summe der Nachlässe", en="the sum of the allowances"),
    "BT-108": Wording(de="die Summe der Zuschläge", en="the sum of the charges"),
    "BT-109": Wording(de="der Gesamtbetrag ohne Umsatzsteuer", en="the total without VAT"),
    "BT-110": Wording(de="die Umsatzsteuer", en="the VAT"),
    "BT-111": Wording(
        de="die Umsatzsteuer in der Währung der Steuer", en="the VAT in the accounting currency"
    ),
    "BT-112": Wording(de="der Gesamtbetrag mit Umsatzsteuer", en="the total with VAT"),
    "BT-115": Wording(de="der Zahlbetrag", en="the amount due"),
    "BT-116": Wording(de="der Nettobetrag eines Steuersatzes", en="the taxable amount of a rate"),
    "BT-117": Wording(de="die Steuer eines Steuersatzes", en="the VAT of a rate"),
    "BT-131": Wording(de="der Nettobetrag der Position", en="the net amount of the line"),
}


def _difference(
    term: str, given: Decimal | None, expected: Decimal, slack: Decimal, *, index: int | None = None
) -> Iterator[Finding]:
    if given is None or subtract(given, expected).copy_abs() <= slack:
        return
    actual, wanted = f"{given:f}", f"{round_amount(expected):f}"
    name = _NAMES[term]
    yield Finding(
        severity="warning",
        rule="ZG-AMOUNT-DIFFERS",
        term=term,
        line=index,
        message=Wording(
            de=f"Angegeben ist {name.de} ({term}) mit {_german(actual)}, aus der Rechnung folgt "
            f"{_german(wanted)}.",
            en=f"Given as {name.en} ({term}) is {actual}, but {wanted} follows from the invoice.",
        ),
        hint=Wording(
            de="Der angegebene Betrag ist übernommen. Fehlt er, wird er berechnet.",
            en="The given amount is kept. Where it is absent, it is computed.",
        ),
    )


def _german(amount: str) -> str:
    return amount.replace(".", ",")
