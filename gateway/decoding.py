"""From a body to a request, or a refusal that names everything that is wrong with it."""

from decimal import Decimal

from gateway.dialects.json_text import parse
from gateway.dialects.pointers import pointers
from gateway.dialects.problems import PROBLEMS_MAX, MalformedJSON, Problems
from gateway.dialects.reading import reader
from gateway.dialects.values import INTEGER_DIGITS_MAX
from gateway.dialects.zugio.consistency import check_consistency
from gateway.dialects.zugio.request import GROUP_POINTERS, Request
from gateway.refusals import Refusal
from profiles.finding import Finding, Wording
from profiles.semantic.invoice import Invoice

_read = reader(Request)
_POINTERS = {**GROUP_POINTERS, **pointers(Request)}
_AMOUNT_LIMIT = Decimal(10) ** INTEGER_DIGITS_MAX


def decode(body: bytes, *, lines_max: int, problems: tuple[Finding, ...] = ()) -> Request:
    """Read a Zugio request; problems are those known already, to be told with all others.

    Raises Refusal: INVALID_JSON, INVALID_INPUT with every problem, REQUEST_TOO_LARGE.
    """
    try:
        tree = parse(body)
    except MalformedJSON as malformed:
        raise Refusal("INVALID_JSON", malformed.wording) from malformed
    found = Problems()
    request = _read(tree, found)
    if request is not None:
        check_consistency(request, found)
    if request is None or found.findings or problems:
        raise invalid_input(problems + found.findings)
    lines = len(request.invoice.items)
    if lines > lines_max:
        raise too_many_lines(lines, lines_max)
    return request


def refuse_large_amounts(invoice: Invoice) -> None:
    """Raise Refusal where an amount has more integer digits than an invoice can carry."""
    problems = Problems()
    for index, line in enumerate(invoice.lines):
        if line.net_amount is not None and abs(line.net_amount) >= _AMOUNT_LIMIT:
            problems.add("AMOUNT", f"/invoice/items/{index}", _AMOUNT, term="BT-131")
    if invoice.totals is not None and not problems.findings:
        largest = max(abs(invoice.totals.without_vat), abs(invoice.totals.with_vat))
        if largest >= _AMOUNT_LIMIT:
            problems.add("AMOUNT", "/invoice/items", _AMOUNT, term="BT-112")
    if problems.findings:
        raise invalid_input(problems.findings)


_AMOUNT = Wording(
    de=f"Der Betrag hat mehr als {INTEGER_DIGITS_MAX} Stellen vor dem Komma.",
    en=f"The amount has more than {INTEGER_DIGITS_MAX} integer digits.",
)


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


def pointer_of(term: str | None, line: int | None) -> str | None:
    """Return where a term stands or belongs in the request, or None where it has no place."""
    pointer = _POINTERS.get(term or "")
    if pointer is None or "*" not in pointer:
        return pointer
    if line is None:
        # A rule on all lines together points at the list.
        return pointer[: pointer.index("/*")]
    return pointer.replace("*", str(line), 1)


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
