"""What libxml2 has against a document, in time that grows no faster than the document does.

For each mistake libxml2's path counts the siblings before it. While it parses, it counts none and
says no place: so a large document is parsed up to its first mistakes, and that part is validated.
"""

from itertools import islice
from typing import NamedTuple, cast

from lxml import etree

# As many as a hundred findings can be made of, three of them a mistake.
ENTRIES_MIN = 300
# Elements and attributes; for so few the counting of siblings takes no time.
NODES_FEW = 10_000
_BYTES_AT_ONCE = 1 << 14


class Log(NamedTuple):
    """The first entries; none where the document is valid."""

    entries: list[etree._LogEntry]
    complete: bool


class _Beginning(NamedTuple):
    """A document up to a mistake, and how many entries it has but for those of its end."""

    root: etree._Element
    entries: int


def log_of(schema: etree.XMLSchema, root: etree._Element) -> Log:
    """Validate a document; of a large one at least ENTRIES_MIN entries are told, where it has them.

    The paths of the entries hold in the document.
    """
    beginning = None if _is_small(root) else _beginning(schema, root)
    if beginning is not None:
        # What it lacks at its end is told last.
        entries = list(islice(_entries(schema, beginning.root), beginning.entries))
        if entries:
            return Log(entries, complete=False)
    return Log(_entries(schema, root), complete=True)


def _entries(schema: etree.XMLSchema, root: etree._Element) -> list[etree._LogEntry]:
    if schema.validate(root):
        return []
    return list(schema.error_log)  # type: ignore[call-overload,no-any-return]


def _is_small(root: etree._Element) -> bool:
    count = 0
    for element in root.iter():
        count += 1 + len(element.attrib)
        if count > NODES_FEW:
            return False
    return True


def _beginning(schema: etree.XMLSchema, root: etree._Element) -> _Beginning | None:
    """Return the part that has ENTRIES_MIN entries or a few more; None where all have fewer."""
    xml = etree.tostring(root)
    # The document has passed the limits of XML already.
    parser = etree.XMLPullParser(("start",), tag=root.tag, schema=schema, huge_tree=True)
    for start in range(0, len(xml), _BYTES_AT_ONCE):
        parser.feed(xml[start : start + _BYTES_AT_ONCE])
        count = len(parser.feed_error_log)
        if count >= ENTRIES_MIN:
            _, top = next(iter(parser.read_events()))
            return _Beginning(cast("etree._Element", top), count)
    return None
