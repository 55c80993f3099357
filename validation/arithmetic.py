"""What a sum should be and what the document says, for the rules on sums (BR-CO-10 to 17, BR-*-08).

The verdict is the official rules' alone: this only puts numbers into their findings.
"""

from collections.abc import Mapping
from decimal import Decimal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.money import ZERO, add, multiply, percentage, round_amount
from profiles.syntax.source import DocumentKind
from validation.amounts import (
    CII,
    UBL,
    Amounts,
    Part,
    decimal_at,
    decimal_of,
    decimals,
    elements,
    text_at,
)

ONE = Decimal(1)


# The sums as they build on each other: what is wrong in one makes later ones wrong.
_IN_ORDER = (
    "PEPPOL-EN16931-R120",
    "PEPPOL-EN16931-R040",
    "BR-CO-10",
    "BR-CO-11",
    "BR-CO-12",
    "08",
    "BR-CO-13",
    "BR-CO-17",
    "09",
    "BR-CO-14",
    "BR-CO-15",
    "BR-CO-16",
    "BR-DEX-09",
)


_ON_CODES = "BR-CL-"


class Difference(Struct, frozen=True):
    """Two amounts that should be the same.

    actual: None where there is no amount at all.
    follows: totals that are wrong themselves; once they are right, this amount is.
    bare: nothing in the invoice enters the sum.
    """

    expected: Decimal
    actual: Decimal | None
    follows: tuple[str, ...] = ()
    bare: bool = False


class _Total(Struct, frozen=True):
    """A total of the document, and the terms that it is the sum of."""

    term: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


_TOTALS: Mapping[str, _Total] = {
    "BR-CO-10": _Total("BT-106", ("BT-131",)),
    "BR-CO-11": _Total("BT-107", ("BT-92",)),
    "BR-CO-12": _Total("BT-108", ("BT-99",)),
    "BR-CO-13": _Total("BT-109", ("BT-106", "BT-108"), ("BT-107",)),
    "BR-CO-14": _Total("BT-110", ("BT-117",)),
    "BR-CO-15": _Total("BT-112", ("BT-109", "BT-110")),
    "BR-CO-16": _Total("BT-115", ("BT-112", "BT-114"), ("BT-113",)),
    "BR-DEX-09": _Total("BT-115", ("BT-112", "BT-114", "BT-DEX-002"), ("BT-113",)),
}


_RULE_BY_TOTAL = {total.term: rule for rule, total in _TOTALS.items() if rule != "BR-DEX-09"}


class _Category(Struct, frozen=True):
    """A VAT category by its code; the rates of some are told apart and taxed."""

    code: str
    rated: bool = False


_CATEGORIES: Mapping[str, _Category] = {
    "S": _Category("S", rated=True),
    "Z": _Category("Z"),
    "E": _Category("E"),
    "AE": _Category("AE"),
    "IC": _Category("K"),
    "G": _Category("G"),
    "O": _Category("O"),
    "AF": _Category("L", rated=True),
    "AG": _Category("M", rated=True),
}
_RATED = frozenset(category.code for category in _CATEGORIES.values() if category.rated)
_TAX_IS_RATE_TIMES_BASE = "BR-CO-17"
_LINE_IS_QUANTITY_TIMES_PRICE = "PEPPOL-EN16931-R120"
_ALLOWANCE_IS_PERCENT_OF_BASE = "PEPPOL-EN16931-R040"
_TAX_IN_ANOTHER_CURRENCY = "BR-CO-15"


def difference(
    rule: str, kind: DocumentKind | None, root: etree._Element, place: etree._Element | None
) -> Difference | None:
    """Return the two amounts of a rule on sums; None for other rules, or where nothing differs.

    place: the element that the rule complains about.
    """
    amounts = CII if kind == "cii" else UBL
    if rule == _LINE_IS_QUANTITY_TIMES_PRICE:
        found = _of_line(amounts, root, place)
    elif rule == _ALLOWANCE_IS_PERCENT_OF_BASE:
        found = _of_allowance(amounts, place)
    else:
        found = _total(rule, amounts, root) or _of_group(rule, amounts, root, place)
    return found if found is not None and found.expected != found.actual else None


def order_of(rule: str) -> int:
    """Return after how many others a sum is computed.

    What is no sum comes before all of them, and codes before what follows from them.
    """
    if rule.startswith(_ON_CODES):
        return -1
    prefix, _, number = rule.removeprefix("BR-").rpartition("-")
    step = number if prefix in _CATEGORIES else rule
    return _IN_ORDER.index(step) + 1 if step in _IN_ORDER else 0


def currency_of(kind: DocumentKind | None, root: etree._Element) -> str:
    """Return the currency of the invoice, or nothing."""
    return text_at((CII if kind == "cii" else UBL).currency, root)


def _total(rule: str, amounts: Amounts, root: etree._Element) -> Difference | None:
    total = _TOTALS.get(rule)
    if total is None or not amounts.terms.keys() >= {*total.plus, *total.minus}:
        return None
    if {"BT-131", "BT-99"} & {*total.plus} and elements(amounts.not_summed, root):
        return None
    stands = elements(amounts.terms[total.term], root)
    actual = decimal_of(stands[0]) if stands else None
    if rule == _TAX_IN_ANOTHER_CURRENCY and len(elements(amounts.terms["BT-110"], root)) != 1:
        return None
    plus = [n for term in total.plus for n in decimals(amounts.terms[term], root)]
    minus = [n for term in total.minus for n in decimals(amounts.terms[term], root)]
    if not stands:
        found = _difference(ZERO, plus, minus)
        return None if found is None or not found.expected else Difference(found.expected, None)
    found = _difference(actual, plus, minus)
    return found if found is None else _beside_wrong_ones(found, total, amounts, root)


def _beside_wrong_ones(
    found: Difference, total: _Total, amounts: Amounts, root: etree._Element
) -> Difference:
    """Compute a total from what the totals that enter it should be, where they are wrong."""
    expected, wrong = found.expected, []
    for term in (*total.plus, *total.minus):
        inner = _total(_RULE_BY_TOTAL.get(term, ""), amounts, root)
        if inner is not None and inner.actual not in {None, inner.expected}:
            wrong.append(term)
            more = add([inner.expected, (inner.actual or ZERO).copy_negate()])
            expected = add([expected, more if term in total.plus else more.copy_negate()])
    if wrong and expected == found.actual:
        return replace(found, follows=tuple(wrong))
    return replace(found, expected=expected)


def _of_allowance(amounts: Amounts, place: etree._Element | None) -> Difference | None:
    if place is None:
        return None
    base = decimal_at(amounts.allowance["BT-93"], place)
    rate = decimal_at(amounts.allowance["BT-94"], place)
    if base is None or rate is None:
        return None
    return _difference(decimal_at(amounts.allowance["BT-92"], place), [percentage(base, rate)], [])


def _of_line(
    amounts: Amounts, root: etree._Element, place: etree._Element | None
) -> Difference | None:
    if place is None or place not in elements(amounts.lines.element, root):
        return None
    quantity = decimal_at(amounts.line["BT-129"], place)
    price = decimal_at(amounts.line["BT-146"], place)
    base = decimal_at(amounts.line["BT-149"], place) or ONE
    if quantity is None or price is None:
        return None
    return _difference(
        decimal_at(amounts.line["BT-131"], place),
        [multiply(quantity, price) / base, *decimals(amounts.line["BT-141"], place)],
        decimals(amounts.line["BT-136"], place),
    )


def _of_group(
    rule: str, amounts: Amounts, root: etree._Element, place: etree._Element | None
) -> Difference | None:
    prefix, _, number = rule.removeprefix("BR-").rpartition("-")
    category = _CATEGORIES.get(prefix)
    if rule != _TAX_IS_RATE_TIMES_BASE and (category is None or number not in {"08", "09"}):
        return None
    for group in _groups(amounts, root, place, category):
        if number == "08" and category is not None:
            found = _base(group, amounts, root, category)
        else:
            found = _tax(group, amounts, category)
        if found is not None and found.expected != found.actual:
            return found
    return None


def _groups(
    amounts: Amounts, root: etree._Element, place: etree._Element | None, category: _Category | None
) -> list[etree._Element]:
    """Return the VAT breakdown that the place lies in, else all of the category."""
    groups = elements(amounts.groups, root)
    if place is not None:
        around = {place, *place.iterancestors()}
        inner = [group for group in groups if group in around]
        if inner:
            return inner
    code = amounts.group["BT-118"]
    return [group for group in groups if category is None or text_at(code, group) == category.code]


def _base(
    group: etree._Element, amounts: Amounts, root: etree._Element, category: _Category
) -> Difference | None:
    if elements(amounts.not_summed, root):
        return None
    rate = decimal_at(amounts.group["BT-119"], group) if category.rated else None
    plus = [
        amount
        for part in (amounts.lines, amounts.charges)
        for amount in _taxed(part, root, category, rate)
    ]
    minus = _taxed(amounts.allowances, root, category, rate)
    found = _difference(decimal_at(amounts.group["BT-116"], group), plus, minus)
    return found if found is None else replace(found, bare=not plus and not minus)


def _taxed(
    part: Part, root: etree._Element, category: _Category, rate: Decimal | None
) -> list[Decimal | None]:
    return [
        decimal_at(part.amount, element)
        for element in elements(part.element, root)
        if text_at(part.category, element) == category.code
        and (not category.rated or decimal_at(part.rate, element) == rate)
    ]


def _tax(group: etree._Element, amounts: Amounts, category: _Category | None) -> Difference | None:
    actual = decimal_at(amounts.group["BT-117"], group)
    if category is not None and not category.rated:
        return _difference(actual, [], [])
    base = decimal_at(amounts.group["BT-116"], group)
    rate = decimal_at(amounts.group["BT-119"], group)
    if rate is None:
        if category is not None or text_at(amounts.group["BT-118"], group) in _RATED:
            return None
        rate = ZERO
    return _difference(actual, [None if base is None else percentage(base, rate)], [])


def _difference(
    actual: Decimal | None, plus: list[Decimal | None], minus: list[Decimal | None]
) -> Difference | None:
    summands = [*plus, *(None if n is None else n.copy_negate() for n in minus)]
    known = [n for n in summands if n is not None]
    if actual is None or len(known) < len(summands):
        return None
    return Difference(round_amount(add(known)), actual)
