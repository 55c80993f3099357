"""The files that a PDF carries, from its index of embedded files and from its associated files."""

from collections.abc import Iterator

from msgspec import Struct
from pikepdf import Array, Dictionary, Object, Stream

from validation.container import objects

_TREE_NODES_MAX = 10_000
_NAME_LENGTH_MAX = 1000


class EmbeddedFile(Struct, frozen=True, kw_only=True):
    """One file as the PDF describes it.

    checksum, size: what the PDF says they are.
    listed: whether it is in the index of embedded files, where viewers show it.
    associated: whether it is among the associated files of the document (/AF).
    """

    name: str
    stream: Stream
    relationship: str | None
    media_type: str | None
    checksum: bytes | None
    size: int | None
    listed: bool
    associated: bool


def embedded_files(root: Dictionary) -> Iterator[EmbeddedFile]:
    """Yield each file once, in the order of the index, then those that are only associated."""
    listed = dict(_by_stream(_listed(root)))
    associated = dict(_by_stream(_dictionaries(objects.entry(root, "/AF", Array))))
    # A union keeps the order of its left side, and the values of its right.
    for identity, (spec, stream) in (listed | associated | listed).items():
        yield _describe(spec, stream, listed=identity in listed, associated=identity in associated)


def _describe(spec: Dictionary, stream: Stream, *, listed: bool, associated: bool) -> EmbeddedFile:
    parameters = objects.entry(stream, "/Params", Dictionary) or Dictionary()
    return EmbeddedFile(
        name=(objects.text(spec, "/UF") or objects.text(spec, "/F") or "")[:_NAME_LENGTH_MAX],
        stream=stream,
        relationship=objects.name(spec, "/AFRelationship"),
        media_type=objects.name(stream, "/Subtype"),
        checksum=objects.octets(parameters, "/CheckSum"),
        size=objects.number(parameters, "/Size"),
        listed=listed,
        associated=associated,
    )


def _stream(spec: Dictionary) -> Stream | None:
    files = objects.entry(spec, "/EF", Dictionary)
    if files is None:
        return None
    return objects.entry(files, "/F", Stream) or objects.entry(files, "/UF", Stream)


def _by_stream(
    specs: Iterator[Dictionary],
) -> Iterator[tuple[tuple[int, int], tuple[Dictionary, Stream]]]:
    """Two descriptions of the same stream are the same file."""
    for spec in specs:
        stream = _stream(spec)
        if stream is not None:
            yield stream.objgen, (spec, stream)


def _listed(root: Dictionary) -> Iterator[Dictionary]:
    """Walk the name tree; nodes that come again and trees without end are left."""
    names = objects.entry(root, "/Names", Dictionary) or Dictionary()
    tree = objects.entry(names, "/EmbeddedFiles", Dictionary)
    nodes = [] if tree is None else [tree]
    seen: set[tuple[int, int]] = set()
    for _ in range(_TREE_NODES_MAX):
        if not nodes:
            return
        node = nodes.pop()
        if node.is_indirect and node.objgen in seen:
            continue
        seen.add(node.objgen)
        yield from _dictionaries(objects.entry(node, "/Names", Array))
        nodes += reversed(list(_dictionaries(objects.entry(node, "/Kids", Array))))


def _dictionaries(array: Array | None) -> Iterator[Dictionary]:
    members: Iterator[Object] = iter(()) if array is None else iter(array)
    return (member for member in members if isinstance(member, Dictionary))
