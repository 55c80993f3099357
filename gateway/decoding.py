"""From a body to a request, or a refusal that names everything that is wrong with it."""

from gateway.dialects.json_text import parse
from gateway.dialects.pointers import pointers
from gateway.dialects.problems import MalformedJSON, Problems
from gateway.dialects.reading import reader
from gateway.dialects.zugio.request import Request
from gateway.refusals import Refusal
from profiles.finding import Finding, Wording

_read = reader(Request)
_POINTERS = pointers(Request)


def decode(body: bytes, *, lines_max: int) -> Request:
    """Read a Zugio request.

    Raises Refusal: INVALID_JSON, INVALID_INPUT with every problem, REQUEST_TOO_LARGE.
    """
    try:
        tree = parse(body)
    except MalformedJSON as malformed:
        raise Refusal("INVALID_JSON", malformed.wording) from malformed
    problems = Problems()
    request = _read(tree, problems)
    if request is None:
        raise invalid_input(problems.findings)
    lines = len(request.invoice.items)
    if lines > lines_max:
        raise Refusal("REQUEST_TOO_LARGE", _too_many_lines(lines, lines_max))
    return request


def invalid_input(findings: tuple[Finding, ...]) -> Refusal:
    """Refuse a request for what is wrong in it; the first finding stands in the detail too."""
    first = findings[0]
    place = f"{first.path}: " if first.path else ""
    more = len(findings) - 1
    detail = Wording(
        de=place + first.message.de + (f" Und {more} weitere; siehe findings." if more else ""),
        en=place + first.message.en + (f" And {more} more; see findings." if more else ""),
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


def _too_many_lines(lines: int, lines_max: int) -> Wording:
    return Wording(
        de=f"Die Rechnung hat {lines} Positionen, erlaubt sind {lines_max}. Teilen Sie sie auf.",
        en=f"The invoice has {lines} lines, {lines_max} are allowed. Split it.",
    )
