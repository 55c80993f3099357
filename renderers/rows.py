"""The lines of an invoice in the order of the page, sub-lines below the line that they are of."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from profiles.semantic.line import Item, Line, Price
from profiles.semantic.vat import LineVAT
from renderers.exemptions import Exemption, without_exemption

# Deeper lines are not indented further; there would be no room for their text.
_DEPTH_MAX = 5

# So many letters of description stand in the column of the name; more take the full width.
_WORDS_ASIDE_MAX = 80

_NO_PARTICULARS = (Item(), Price(), LineVAT(), None, None, None, None, None)


class Row(Struct, frozen=True):
    """A line, and how many lines it is below: 0 for a line of its own."""

    line: Line
    depth: int

    @property
    def has_more(self) -> bool:
        """Tell whether the line needs rows of its own below the first; a browser's time, too."""
        line = self.line
        words = len(line.item.description or "") + len(line.note or "")
        adjusted = line.allowances or line.charges
        return bool(words > _WORDS_ASIDE_MAX or adjusted or self.has_particulars)

    @property
    def has_particulars(self) -> bool:
        """Tell whether the line says more than the columns show; most say no more."""
        line = self.line
        return (
            replace(line.item, name=None, description=None),
            replace(line.price, net_price=None, base_quantity=None, base_quantity_unit=None),
            replace(line.vat, category_code=None, rate=None),
            line.extended,
            line.period,
            line.order_line_reference,
            line.object_identifier,
            line.accounting_reference,
        ) != _NO_PARTICULARS


def rows_of(lines: Sequence[Line], exemptions: Sequence[Exemption] = ()) -> Iterator[Row]:
    """Yield every line: as the XRechnung extension nests them and as EXTENDED names parents.

    exemptions: what the page says of the whole invoice, so that no line has to.
    """
    parents = {line.identifier: _parent(line) for line in lines}
    waiting = [Row(line, _depth(line, parents)) for line in reversed(lines)]
    while waiting:
        row = waiting.pop()
        yield replace(row, line=without_exemption(row.line, exemptions)) if exemptions else row
        depth = min(row.depth + 1, _DEPTH_MAX)
        waiting += [Row(line, depth) for line in reversed(row.line.sub_lines)]


def _parent(line: Line) -> str | None:
    return line.extended.parent_identifier if line.extended else None


def _depth(line: Line, parents: dict[str | None, str | None]) -> int:
    # A broken document may name a line as its own parent; the limit ends that walk too.
    depth, parent = 0, _parent(line)
    while parent is not None and parent in parents and depth < _DEPTH_MAX:
        depth, parent = depth + 1, parents[parent]
    return depth
