"""What a file is, by how it begins, for names may lie; what to write, by the name asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from profiles.profile import Syntax

# What may come in.
Source = Literal["application/json", "application/xml", "application/pdf"]
# What may be written.
Target = Literal["application/pdf", "application/xml", "text/html", "image/png"]

STANDARD_STREAM = Path("-")

# How the name of what `zugio convert` writes ends, and what is written then.
TARGETS: Mapping[str, Target] = {
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".html": "text/html",
    ".png": "image/png",
}

# What somebody means to have who gives a file such a name.
_SOURCES: Mapping[str, Source] = {".pdf": "application/pdf", ".xml": "application/xml"}

# What of a file is enough to tell; long comments stand before some invoices.
BEGINNING_BYTES = 16_384


def source_of(body: bytes, file: Path | None = None) -> Source:
    """Tell what a file is by how it begins; where that says nothing, by its name."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in body[:1024]:
        return "application/pdf"
    # UTF-16 begins with a mark of two bytes.
    is_xml = start.startswith((b"<", b"\xff\xfe", b"\xfe\xff"))
    if is_xml:
        return "application/xml"
    if file is None or start.startswith((b"{", b"[")):
        return "application/json"
    return _SOURCES.get(file.suffix.lower(), "application/json")


def target_of(path: Path) -> Target | None:
    """Tell what is to be written, a PDF to standard output; None where the name does not say."""
    return "application/pdf" if path == STANDARD_STREAM else TARGETS.get(path.suffix.lower())


def likely_syntax(beginning: bytes) -> Syntax:
    """Guess by which rules a file will be judged; only speed depends on it."""
    is_ubl = source_of(beginning) == "application/xml" and b"CrossIndustry" not in beginning
    return "ubl" if is_ubl else "cii"
