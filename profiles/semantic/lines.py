"""What each INVOICE LINE (BG-25) comes to, and which lines count."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from profiles.semantic.allowance import PriceAllowance
from profiles.semantic.line import Line, Price
from profiles.semantic.money import ZERO, add, divide, multiply, round_amount, subtract


def counting(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that enter the sums.

    In EXTENDED those are the ones whose subtype (BT-X-8) is DETAIL or absent: a GROUP repeats what
    its members say, an INFORMATION has no amount. Sub-lines are inside their line's amount.
    """
    return (line for line in lines if counts(line))


def counts(line: Line) -> bool:
    """Whether a line enters the sums."""
    return line.extended is None or line.extended.status_reason_code in (None, "DETAIL")


def priced_amount(line: Line) -> Decimal | None:
    """Return quantity times net price per base quantity (BT-129, 146, 149), not rounded."""
    if line.quantity is None or line.price.net_price is None:
        return None
    return times(line.quantity, line.price.net_price, base_quantity(line.price))


def times(quantity: Decimal, price: Decimal, base: Decimal) -> Decimal:
    """Return what a quantity costs at a price for each base quantity, not rounded."""
    return divide(multiply(quantity, price), base)


def base_quantity(price: Price) -> Decimal:
    """Return the quantity that a price is for (BT-149); 1 where none is given, or zero is."""
    return price.base_quantity or price.list_price_base_quantity or Decimal(1)


def surplus(line: Line) -> Decimal:
    """Return the line's charges less its allowances (BT-141, BT-136)."""
    return subtract(
        add(charge.amount for charge in line.charges),
        add(allowance.amount for allowance in line.allowances),
    )


def net_amount(line: Line) -> Decimal | None:
    """Return what BT-131 has to be, with two decimals (BR-DEC-23), if the line's terms tell it.

    A line with sub-lines comes to what they come to (BR-DEX-02).
    """
    if line.sub_lines:
        return add(part.net_amount or ZERO for part in line.sub_lines)
    amount = priced_amount(line)
    return None if amount is None else round_amount(add((round_amount(amount), surplus(line))))


def with_net_amounts(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with the prices and net amounts that they lack, groups' sums included."""
    priced = tuple(_with_net_amount(line) for line in lines)
    sums = group_amounts(priced)
    return tuple(
        replace(line, net_amount=sums[index]) if line.net_amount is None and index in sums else line
        for index, line in enumerate(priced)
    )


def _with_net_amount(line: Line) -> Line:
    parts = tuple(_with_net_amount(part) for part in line.sub_lines)
    priced = replace(line, price=completed(line.price), sub_lines=parts)
    if priced.net_amount is not None or _is_group(priced):
        return priced
    return replace(priced, net_amount=net_amount(priced))


def completed(price: Price) -> Price:
    """Return the price with the one of its parts that follows from the two others.

    net price = list price - discount, exactly (PEPPOL-EN16931-R046).
    """
    if price.list_price is None:
        return price
    if price.net_price is None:
        discount = add(discount.amount for discount in price.discounts)
        surcharge = add(surcharge.amount for surcharge in price.surcharges)
        net_price = add((price.list_price, discount.copy_negate(), surcharge))
        return replace(price, net_price=net_price)
    discount = subtract(price.list_price, price.net_price)
    if price.discounts or price.surcharges or discount <= 0:
        return price
    return replace(price, discounts=(PriceAllowance(amount=discount),))


def _is_group(line: Line) -> bool:
    return line.extended is not None and line.extended.status_reason_code == "GROUP"


def group_amounts(lines: tuple[Line, ...]) -> Mapping[int, Decimal]:
    """Return what the members of each GROUP line (EXTENDED) add up to, by the line's index.

    Members name their group in BT-X-304 and may be groups themselves. Groups that contain one
    another have no sum.
    """
    group_by_member = _groups_by_member(lines)
    open_members = Counter(group_by_member.values())
    sums = dict.fromkeys(open_members, ZERO)
    settled = [member for member in group_by_member if member not in open_members]
    while settled:
        member = settled.pop()
        group, line = group_by_member[member], lines[member]
        if counts(line) or _is_group(line):
            sums[group] = add((sums[group], sums.get(member, line.net_amount or ZERO)))
        open_members[group] -= 1
        if open_members[group] == 0 and group in group_by_member:
            settled.append(group)
    return {group: amount for group, amount in sums.items() if open_members[group] == 0}


def _groups_by_member(lines: tuple[Line, ...]) -> Mapping[int, int]:
    indexes = {line.identifier: index for index, line in enumerate(lines) if _is_group(line)}
    return {
        index: indexes[parent]
        for index, line in enumerate(lines)
        if line.extended
        and (parent := line.extended.parent_identifier) is not None
        and parent in indexes
    }
