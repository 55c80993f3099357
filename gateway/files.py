"""What a file is, by how it begins, for names may lie; what to write, by the name asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from profiles.profile import Syntax

# What may come in.
Source = Literal["application/json", "application/xml", "application/pdf"]
# What may be written.
Target = Literal["application/pdf", "application/xml", "text/html", "image/png"]

# What comes in by mistake.
Misfit = Literal["archive", "picture"]

STANDARD_STREAM = Path("-")

# How the name of what `zugio convert` writes ends, and what is written then.
TARGETS: Mapping[str, Target] = {
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".html": "text/html",
    ".png": "image/png",
}

# What somebody means to have who gives a file such a name.
_SOURCES: Mapping[str, Source] = {
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
}

_MISFITS: Mapping[bytes, Misfit] = {
    b"PK\x03\x04": "archive",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\xfd7zXZ\0": "archive",
    b"Rar!\x1a\x07": "archive",
    b"\x89PNG\r\n": "picture",
    b"\xff\xd8\xff": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
}

# White space, and the marks and bytes that stand before the first character in UTF-8 and UTF-16.
_BEFORE_TEXT = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"

# What of a file is enough to tell; long comments stand before some invoices.
BEGINNING_BYTES = 16_384


def source_of(body: bytes, file: Path | None = None) -> Source:
    """Tell what a file is; what could be anything is read as a request."""
    return recognised(body, file) or "application/json"


def recognised(body: bytes, file: Path | None = None) -> Source | None:
    """Tell what a file is by how it begins; where that says nothing, by its name; else None."""
    if b"%PDF-" in body[:1024]:
        return "application/pdf"
    named = None if file is None else _SOURCES.get(file.suffix.lower())
    return written_as(body) or named


def written_as(body: bytes) -> Source | None:
    """Tell by its first character what kind of text a file is; None where that says nothing."""
    match body[:1024].lstrip(_BEFORE_TEXT)[:1]:
        case b"<":
            return "application/xml"
        case b"{" | b"[":
            return "application/json"
    return None


def misfit(body: bytes) -> Misfit | None:
    """Tell what a file is that no invoice can be; None where it may be one."""
    return next((kind for start, kind in _MISFITS.items() if body.startswith(start)), None)


def is_blank(body: bytes) -> bool:
    """Whether a file holds nothing but white space."""
    return not body.strip(_BEFORE_TEXT)


def target_of(path: Path) -> Target | None:
    """Tell what is to be written, a PDF to standard output; None where the name does not say."""
    return "application/pdf" if path == STANDARD_STREAM else TARGETS.get(path.suffix.lower())


def likely_syntax(beginning: bytes) -> Syntax:
    """Guess by which rules a file will be judged; only speed depends on it."""
    is_ubl = source_of(beginning) == "application/xml" and b"CrossIndustry" not in beginning
    return "ubl" if is_ubl else "cii"
