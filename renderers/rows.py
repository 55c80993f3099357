"""The lines of an invoice in the order of the page, sub-lines below the line that they are of."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from profiles.semantic.line import Line

# Deeper lines are not indented further; there would be no room for their text.
_DEPTH_MAX = 5


class Row(Struct, frozen=True):
    """A line, and how many lines it is below: 0 for a line of its own."""

    line: Line
    depth: int


def rows_of(lines: Sequence[Line]) -> Iterator[Row]:
    """Yield every line: as the XRechnung extension nests them and as EXTENDED names parents."""
    parents = {line.identifier: _parent(line) for line in lines}
    waiting = [Row(line, _depth(line, parents)) for line in reversed(lines)]
    while waiting:
        row = waiting.pop()
        yield row
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
