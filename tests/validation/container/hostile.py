"""PDFs that want to do harm: small ones that become large, and structures without end."""

import zlib
from collections.abc import Callable, Mapping

from pikepdf import Array, Dictionary, Name, Pdf

from profiles.en16931 import EN16931
from tests.validation.container.hybrids import Embedded, cii, hybrid, xmp

assert EN16931.container is not None
CONTAINER = EN16931.container
INVOICE = Embedded(
    name=CONTAINER.file_name, content=cii(EN16931.urn), relationship=CONTAINER.relationship
)
CATALOGUE = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"
EXTRA = Embedded(name="Stunden.csv", content=b"1;2", media_type="text/csv")


def bomb(megabytes: int) -> bytes:
    """Zeros, packed a thousand times smaller."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


GIGABYTE = bomb(1024)
GIGABYTE_TWICE_PACKED = zlib.compress(GIGABYTE, 9)


def embedded_bomb(*filters: str) -> bytes:
    """A hybrid whose invoice becomes a gigabyte."""
    packed = GIGABYTE if len(filters) == 1 else GIGABYTE_TWICE_PACKED

    def arm(pdf: Pdf) -> None:
        names = Array([Name(f"/{name}") for name in filters])
        pdf.Root.AF[0].EF.F.write(packed, filter=names)

    return hybrid([INVOICE], xmp(CONTAINER), change=arm, compress_streams=False)


def metadata_bomb() -> bytes:
    """A hybrid whose XMP packet becomes a gigabyte."""

    def arm(pdf: Pdf) -> None:
        pdf.Root.Metadata.write(GIGABYTE, filter=Name.FlateDecode)

    return hybrid([INVOICE], xmp(CONTAINER), change=arm, compress_streams=False)


def table_bomb(packed: bytes, filters: bytes) -> bytes:
    """A cross-reference stream that becomes a gigabyte before anything else can be read."""
    head = b"2 0 obj\n<</Type/XRef/Size 150000000/W[1 4 2]/Root 1 0 R/Filter"
    stream = b"%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (filters, len(packed), packed)
    return CATALOGUE + head + stream + b"startxref\n%d\n%%%%EOF" % len(CATALOGUE)


def catalogue_of(content: bytes) -> bytes:
    """A document whose catalogue is just that."""
    return b"%%PDF-1.7\n1 0 obj\n%s\nendobj\ntrailer\n<</Root 1 0 R/Size 2>>\n%%%%EOF" % content


def table_chain(length: int) -> bytes:
    """Cross-reference tables that each name the one before."""
    document, before = bytearray(CATALOGUE), 0
    for _ in range(length):
        previous = b"/Prev %d" % before if before else b""
        before = len(document)
        document += (
            b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 2%s>>\n" % previous
        )
    return bytes(document) + b"startxref\n%d\n%%%%EOF" % before


def table_loop() -> bytes:
    """A cross-reference table that names itself as the one before."""
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Size 2/Prev %d>>\n"
    start = len(CATALOGUE)
    return CATALOGUE + table % start + b"startxref\n%d\n%%%%EOF" % start


def objects(count: int) -> bytes:
    """A document of very many objects and no table."""
    numbered = b"".join(b"%d 0 obj\nnull\nendobj\n" % number for number in range(2, count))
    return CATALOGUE + numbered + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF" % count


def deep_tree(depth: int) -> bytes:
    """A hybrid whose index of files is a chain of nodes."""

    def deepen(pdf: Pdf) -> None:
        node = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        for _ in range(depth):
            node = pdf.make_indirect(Dictionary(Kids=Array([node])))
        pdf.Root.Names.EmbeddedFiles = node

    return hybrid([INVOICE], xmp(CONTAINER), change=deepen)


def teeming_tree(count: int) -> bytes:
    """A hybrid whose index of files is its own child, very many times."""

    def teem(pdf: Pdf) -> None:
        node = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        node.Kids = Array([node] * count)
        pdf.Root.Names.EmbeddedFiles = node

    return hybrid([INVOICE, EXTRA], xmp(CONTAINER), change=teem)


# What is read, and the rule that says what was not.
HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "EMPTY"),
    "blank": (lambda: b" \n", "EMPTY"),
    "no PDF": (lambda: b"PK\x03\x04" + bytes(1000), "BROKEN"),
    "zero bytes": (lambda: bytes(1_000_000), "BROKEN"),
    "100 MB of spaces": (lambda: b"%PDF-1.7\n" + b" " * 100_000_000, "BROKEN"),
    "invoice of a gigabyte": (lambda: embedded_bomb("FlateDecode"), "TOO-LARGE"),
    "invoice packed twice": (lambda: embedded_bomb("FlateDecode", "FlateDecode"), "TOO-LARGE"),
    "invoice packed otherwise": (
        lambda: embedded_bomb("FlateDecode", "RunLengthDecode"),
        "UNREADABLE-FILE",
    ),
    "metadata of a gigabyte": (metadata_bomb, "TOO-LARGE"),
    "table of a gigabyte": (lambda: table_bomb(GIGABYTE, b"/FlateDecode"), "BROKEN"),
    "table packed twice": (
        lambda: table_bomb(GIGABYTE_TWICE_PACKED, b"[/FlateDecode/FlateDecode]"),
        "BROKEN",
    ),
    "table in a loop": (table_loop, "BROKEN"),
    "chain of tables": (lambda: table_chain(20_000), "BROKEN"),
    "two thousand million objects": (
        lambda: CATALOGUE + b"xref\n0 2000000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n45\n%%EOF",
        "BROKEN",
    ),
    "very many objects": (lambda: objects(100_000), "BROKEN"),
    "deep arrays": (lambda: catalogue_of(b"[" * 1_000_000), "BROKEN"),
    "deep dictionaries": (lambda: catalogue_of(b"<</A" * 1_000_000), "BROKEN"),
    "long array": (lambda: catalogue_of(b"<</A[" + b"[]" * 500_000 + b"]>>"), "BROKEN"),
    "catalogue that is itself": (lambda: catalogue_of(b"1 0 R"), "BROKEN"),
    "teeming index of files": (lambda: teeming_tree(50_000), "ATTACHMENT"),
    "deep index of files": (lambda: deep_tree(20_000), "NOT-LISTED"),
}
