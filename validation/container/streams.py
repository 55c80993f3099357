"""The content of a PDF stream, never more of it than asked for."""

import zlib

from pikepdf import Array, Name, PdfError, Stream

_FLATE = "/FlateDecode"


class TooLarge(Exception):
    """The content is larger than it may be."""


class Unreadable(Exception):
    """The content cannot be decoded."""


def content_of(stream: Stream, bytes_max: int) -> bytes:
    """Decode a stream; raises TooLarge before it holds more than that, and Unreadable."""
    try:
        content = _decode(stream, bytes_max)
    except (PdfError, RuntimeError, zlib.error) as error:
        raise Unreadable("a stream cannot be decoded") from error
    if len(content) > bytes_max:
        raise TooLarge("a stream is larger than it may be")
    return content


def _decode(stream: Stream, bytes_max: int) -> bytes:
    filters = _filters(stream)
    if Name.DecodeParms in stream or any(name != _FLATE for name in filters):
        return stream.read_bytes()  # rare; the worker has set limits to qpdf and to itself
    content = stream.read_raw_bytes()
    for _ in filters:
        content = zlib.decompressobj().decompress(content, bytes_max + 1)
    return content


def _filters(stream: Stream) -> list[str]:
    declared = stream.get(Name.Filter)
    if declared is None:
        return []
    return [str(name) for name in declared] if isinstance(declared, Array) else [str(declared)]
