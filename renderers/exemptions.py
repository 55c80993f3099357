"""Why there is no VAT: a sentence of the law, said once, under the totals."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.line import Line
from profiles.semantic.vat import VATBreakdown


class Exemption(Struct, frozen=True):
    """A reason as the breakdown gives it, in words (BT-120), as a code (BT-121) or both.

    category_code: stands for the words where there are none.
    """

    reason: str | None
    code: str | None
    category_code: str


def exemptions_of(breakdown: Sequence[VATBreakdown]) -> tuple[Exemption, ...]:
    """Return the reasons of the breakdown, each once."""
    given = [
        Exemption(group.exemption_reason, group.exemption_reason_code, group.category_code or "E")
        for group in breakdown
        if group.exemption_reason or group.exemption_reason_code
    ]
    return tuple(dict.fromkeys(given))


def without_exemption(line: Line, exemptions: Sequence[Exemption]) -> Line:
    """Return the line without a reason that is the only one of the breakdown, too.

    With several in the breakdown, each line has to say which of them is its own.
    """
    vat = line.vat
    if len(exemptions) != 1 or not (vat.exemption_reason or vat.exemption_reason_code):
        return line
    (stated,) = exemptions
    reason = None if vat.exemption_reason == stated.reason else vat.exemption_reason
    code = None if vat.exemption_reason_code == stated.code else vat.exemption_reason_code
    return replace(line, vat=replace(vat, exemption_reason=reason, exemption_reason_code=code))


def without_lines(text: str, said: Collection[str | None]) -> str:
    """Return the text without those of its lines that are said elsewhere on the page."""
    return "\n".join(line for line in text.split("\n") if line not in said)
