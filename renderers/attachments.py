"""The files that an invoice carries beside itself (BT-125), as a PDF can embed them."""

import base64
import binascii
import re
from itertools import count
from pathlib import PurePosixPath

from msgspec import Struct

from profiles.finding import Finding, Wording
from profiles.semantic.invoice import Invoice
from profiles.semantic.references import SupportingDocument
from renderers.metadata import writable

# Readers of hybrid PDFs take a file of one of these names for the invoice itself.
RESERVED_NAMES = frozenset(
    {"factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml", "order-x.xml", "cida.xml"}
)

_UNKNOWN_TYPE = "application/octet-stream"
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,62}/[a-z0-9][a-z0-9.+-]{0,62}")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u202a-\u202e\u2066-\u2069]')
_NAME_LENGTH_MAX = 120


class EmbeddedFile(Struct, frozen=True, kw_only=True):
    """A file as it is embedded; no two in one PDF share a name."""

    name: str
    media_type: str
    content: bytes
    description: str | None = None


class Attachments(Struct, frozen=True):
    """The files of an invoice, and what could not be embedded as it came."""

    files: tuple[EmbeddedFile, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_attachments(invoice: Invoice) -> Attachments:
    """Decode every attached document and give each a name of its own.

    Content that is no base64 is left out and reported, as is a name that had to be changed.
    """
    files: list[EmbeddedFile] = []
    findings: list[Finding] = []
    taken = set(RESERVED_NAMES)
    for number, document in enumerate(invoice.supporting_documents, start=1):
        # Some documents name a file and leave it out.
        if document.attachment is None or not document.attachment.content.strip():
            continue
        content = _decoded(document.attachment.content)
        if content is None:
            findings.append(_unreadable(number))
            continue
        wanted = document.attachment.file_name
        name = _free_name(_safe_name(wanted or document.reference or "") or f"{number}", taken)
        taken.add(name.casefold())
        if wanted is not None and name != wanted:
            findings.append(_renamed(wanted, name))
        files.append(_file(name, content, document))
    return Attachments(tuple(files), tuple(findings))


def _file(name: str, content: bytes, document: SupportingDocument) -> EmbeddedFile:
    mime_code = document.attachment and document.attachment.mime_code
    media_type = (mime_code or "").strip().lower()
    return EmbeddedFile(
        name=name,
        media_type=media_type if _MEDIA_TYPE.fullmatch(media_type) else _UNKNOWN_TYPE,
        content=content,
        description=document.description and writable(document.description),
    )


def _decoded(content: str) -> bytes | None:
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _safe_name(name: str) -> str:
    """Keep of a name what a file system can take, without its folders."""
    bare = re.split(r"[/\\]", name)[-1]
    path = PurePosixPath(_NOT_IN_NAMES.sub("_", writable(bare)).strip(". "))
    return path.stem[: _NAME_LENGTH_MAX - len(path.suffix[:10])] + path.suffix[:10]


def _free_name(name: str, taken: set[str]) -> str:
    """Return the name, or the first of `name-2.pdf`, `name-3.pdf` … that nobody has."""
    if name.casefold() not in taken:
        return name
    path = PurePosixPath(name)
    numbered = (f"{path.stem}-{number}{path.suffix}" for number in count(2))
    return next(it for it in numbered if it.casefold() not in taken)


def _unreadable(number: int) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-ATTACHMENT-01",
        term="BT-125",
        message=Wording(
            f"Anlage {number} ist kein Base64 und fehlt deshalb im PDF.",
            f"Attachment {number} is no base64 and is therefore not in the PDF.",
        ),
        hint=Wording(
            "Kodieren Sie die Datei als Base64 nach RFC 4648.",
            "Encode the file as base64 after RFC 4648.",
        ),
    )


def _renamed(wanted: str, name: str) -> Finding:
    shown = writable(wanted)[:_NAME_LENGTH_MAX]
    return Finding(
        severity="information",
        rule="ZG-ATTACHMENT-02",
        term="BT-125",
        message=Wording(
            f"Die Anlage „{shown}“ heißt im PDF „{name}“.",
            f"The attachment “{shown}” is called “{name}” in the PDF.",
        ),
        hint=Wording(
            "Im PDF braucht jede Datei einen eigenen Namen, und einige sind der Rechnung "
            "vorbehalten; im XML steht der Name unverändert.",
            "In the PDF each file needs a name of its own, and some are reserved for the "
            "invoice; the XML holds the name as it was given.",
        ),
    )
