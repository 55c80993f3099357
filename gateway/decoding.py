"""From a body to a request, or a refusal that names everything that is wrong with it."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import astuple

from gateway.dialects.json_text import parse
from gateway.dialects.pointers import pointers
from gateway.dialects.problems import PROBLEMS_MAX, MalformedJSON, Problems
from gateway.dialects.reading import reader
from gateway.dialects.values import INTEGER_DIGITS_MAX
from gateway.dialects.zugio.consistency import check_consistency
from gateway.dialects.zugio.group_pointers import GROUP_POINTERS
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.other_names import OTHER_NAMES
from gateway.dialects.zugio.request import Request
from gateway.entries import Entry
from gateway.refusals import Refusal
from profiles.finding import Finding, Wording
from profiles.semantic.invoice import Invoice

_read = reader(Request, other_names=OTHER_NAMES)
_read_as_is = reader(Request, as_is=True, other_names=OTHER_NAMES)
_POINTERS = {**pointers(Request), **GROUP_POINTERS}
_AMOUNT_LIMIT = Decimal(10) ** INTEGER_DIGITS_MAX

# What is computed where the caller does not state it, and then has no place in the request.
_STATED = {"/invoice/totals": "totals", "/invoice/vat_breakdown": "vat_breakdown"}
_ITEMS = "/invoice/items/*"


def decode(body: bytes, *, lines_max: int, problems: tuple[Finding, ...] = ()) -> Request:
    """Read a Zugio request; problems are those known already, to be told with all others.

    Raises Refusal: INVALID_JSON, INVALID_INPUT with every problem, REQUEST_TOO_LARGE.
    """
    try:
        tree = parse(body)
    except MalformedJSON as malformed:
        raise unreadable("INVALID_JSON", malformed.finding) from malformed
    found = Problems()
    is_as_is = isinstance(tree, dict) and tree.get("fill_in") is False
    request = (_read_as_is if is_as_is else _read)(tree, found)
    if request is not None:
        check_consistency(request, found)
    if request is None or found.findings or problems:
        raise invalid_input(problems + found.findings)
    lines = _count(request.invoice.items)
    if lines > lines_max:
        raise too_many_lines(lines, lines_max)
    return request


def _count(items: tuple[Item, ...]) -> int:
    return len(items) + sum(_count(item.sub_lines) for item in items)


def refuse_large_amounts(invoice: Invoice) -> None:
    """Raise Refusal where an amount has more integer digits than an invoice can carry."""
    problems = Problems()
    for index, line in enumerate(invoice.lines):
        if _is_too_large((line.net_amount, line.price.net_price)):
            path = f"/invoice/items/{index}"
            problems.add("AMOUNT", path, _AMOUNT, hint=_CHECK_AMOUNT, term="BT-131")
    allowances = (*invoice.allowances, *invoice.charges)
    groups = invoice.vat_breakdown
    amounts = (
        *(allowance.amount for allowance in allowances),
        *(group.taxable_amount for group in groups),
        *(group.tax_amount for group in groups),
        *astuple(invoice.totals),
    )
    if not problems.findings and _is_too_large(amounts):
        problems.add("AMOUNT", "/invoice/items", _AMOUNT, hint=_CHECK_AMOUNT, term="BT-112")
    if problems.findings:
        raise invalid_input(problems.findings)


def _is_too_large(amounts: Iterable[Decimal | None]) -> bool:
    return any(amount is not None and abs(amount) >= _AMOUNT_LIMIT for amount in amounts)


_AMOUNT = Wording(
    de=f"Der Betrag hat mehr als {INTEGER_DIGITS_MAX} Stellen vor dem Komma.",
    en=f"The amount has more than {INTEGER_DIGITS_MAX} integer digits.",
)
_CHECK_AMOUNT = Wording(
    de="Prüfen Sie Mengen und Preise, oder teilen Sie die Rechnung auf.",
    en="Check quantities and prices, or split the invoice.",
)


def unreadable(code: str, finding: Finding) -> Refusal:
    """Refuse a body that cannot be read at all; the detail says what to do, too."""
    message, hint = finding.message, finding.hint
    detail = (
        message if hint is None else Wording(f"{message.de} {hint.de}", f"{message.en} {hint.en}")
    )
    return Refusal(code, detail, findings=(finding,))


def invalid_input(findings: tuple[Finding, ...]) -> Refusal:
    """Refuse a request for what is wrong in it; the first finding stands in the detail too."""
    first = findings[0]
    place = f"{first.path}: " if first.path else ""
    more = len(findings) - 1
    least = len(findings) == PROBLEMS_MAX
    further = Wording(
        de=f" Und {'mindestens ' if least else ''}{more} weitere; siehe findings.",
        en=f" And {'at least ' if least else ''}{more} more; see findings.",
    )
    detail = Wording(
        de=place + first.message.de + (further.de if more else ""),
        en=place + first.message.en + (further.en if more else ""),
    )
    return Refusal("INVALID_INPUT", detail, findings=findings)


def pointer_of(
    term: str | None,
    line: int | None,
    request: Request | None = None,
    entry: Entry | None = None,
) -> str | None:
    """Return where a term stands or belongs in the request, or None where it has no place.

    request: the one that was sent, so that the pointer fits what it holds: one payment means or a
    list of them, totals that are stated or computed.
    entry: which of a list is meant, of the line or of the document.
    """
    pointer: str | None = _POINTERS.get(term or "")
    if pointer is None:
        return None
    for place, field in _STATED.items():
        if pointer.startswith(place) and not (request and getattr(request.invoice, field)):
            return None
    if pointer.startswith(_ITEMS) and line is not None:
        pointer = pointer.replace("*", str(line), 1)
    if pointer.startswith("/payment_means/") and request is not None:
        pointer = _in_list_of_means(pointer, request)
    if entry is not None:
        pointer = entry.in_pointer(pointer)
    # A rule on all entries of a list points at the list.
    return pointer.partition("/*")[0]


def _in_list_of_means(pointer: str, request: Request) -> str:
    """Point at the first entry that lacks the field, else at the first."""
    *_, field = pointer.split("/")
    means = request.payment_means
    if not isinstance(means, tuple) or not means:
        return pointer
    lacking = (index for index, entry in enumerate(means) if getattr(entry, field) is None)
    return f"/payment_means/{next(lacking, 0)}/{field}"


def too_many_lines(lines: int, lines_max: int) -> Refusal:
    """Refuse an invoice that is longer than the limit."""
    return Refusal(
        "REQUEST_TOO_LARGE",
        Wording(
            de=f"Die Rechnung hat {lines} Positionen, erlaubt sind {lines_max}. Teilen Sie sie "
            "auf.",
            en=f"The invoice has {lines} lines, {lines_max} are allowed. Split it.",
        ),
    )
