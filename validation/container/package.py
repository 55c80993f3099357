"""A PDF taken apart: its files and what it says about itself, within limits."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct, structs
from pikepdf import Dictionary, PasswordError, Pdf, PdfError

from profiles.finding import Finding
from validation.container import objects
from validation.container.embedded import EmbeddedFile, embedded_files
from validation.container.expectations import is_invoice_name
from validation.container.metadata import PdfMetadata, read_metadata
from validation.container.reading import ContainerLimits
from validation.container.streams import TooLarge, Unreadable, content_of
from validation.container.wordings import finding

# pikepdf raises all three for what is broken.
_BROKEN = (PdfError, RuntimeError, ValueError)


class PackedFile(Struct, frozen=True, kw_only=True):
    """An embedded file and what it holds; no content where it could not be read."""

    file: EmbeddedFile
    content: bytes | None


class Package(Struct, frozen=True, kw_only=True):
    """All of a PDF that invoices are about, and what was wrong with its parts."""

    files: tuple[PackedFile, ...] = ()
    metadata: PdfMetadata | None = None
    findings: tuple[Finding, ...] = ()


def unpack(pdf: bytes, limits: ContainerLimits) -> Package:
    """Take a PDF apart; where it cannot be read at all, there is no metadata but a finding."""
    if not pdf or pdf.isspace():
        return Package(findings=(finding("ZG-PDF-EMPTY"),))
    try:
        package, has_warnings = _unpack(pdf, limits, repair=True)
    except PasswordError:
        return Package(findings=(finding("ZG-PDF-PASSWORD"),))
    except _BROKEN:
        return Package(findings=(finding("ZG-PDF-BROKEN"),))
    # There are warnings about what every program reads alike, so they say too little by themselves.
    if has_warnings and not _is_readable_without_repair(pdf, limits, package):
        findings = (finding("ZG-PDF-DAMAGED"), *package.findings)
        return structs.replace(package, findings=findings)
    return package


def _is_readable_without_repair(pdf: bytes, limits: ContainerLimits, package: Package) -> bool:
    try:
        unrepaired, _ = _unpack(pdf, limits, repair=False)
    except _BROKEN:
        return False
    contents, others = ([packed.content for packed in p.files] for p in (package, unrepaired))
    return contents == others and package.metadata == unrepaired.metadata


def _unpack(pdf: bytes, limits: ContainerLimits, *, repair: bool) -> tuple[Package, bool]:
    """Tell beside the package whether there were warnings."""
    with Pdf.open(io.BytesIO(pdf), suppress_warnings=True, attempt_recovery=repair) as document:
        root = objects.entry(document.trailer, "/Root", Dictionary)
        if root is None:
            raise PdfError("the document has no root")
        encrypted = [finding("ZG-PDF-ENCRYPTED")] if document.is_encrypted else []
        return _unpack_parts(root, limits, encrypted), bool(document.get_warnings())


def _unpack_parts(root: Dictionary, limits: ContainerLimits, opening: list[Finding]) -> Package:
    findings = [*opening]
    try:
        metadata = read_metadata(root, limits.metadata_bytes_max)
    except (TooLarge, Unreadable) as error:
        metadata = PdfMetadata()
        findings.append(_unread("XMP", error))
    described = tuple(islice(embedded_files(root), limits.files_max + 1))
    if len(described) > limits.files_max:
        findings.append(finding("ZG-PDF-TOO-MANY-FILES", count=limits.files_max))
    files = []
    for packed, faults in _load(described[: limits.files_max], limits):
        files.append(packed)
        findings += faults
    return Package(files=tuple(files), metadata=metadata, findings=tuple(findings))


def _load(
    files: Iterable[EmbeddedFile], limits: ContainerLimits
) -> Iterator[tuple[PackedFile, list[Finding]]]:
    """Whatever else is in the PDF must not use up what the invoice needs, so that comes first."""
    bytes_left = limits.files_bytes_max
    for file in sorted(files, key=lambda file: not is_invoice_name(file.name)):
        faults: list[Finding] = []
        content = None
        try:
            content = content_of(file.stream, min(limits.file_bytes_max, bytes_left))
        except (TooLarge, Unreadable) as error:
            faults.append(_unread(file.name, error))
        else:
            bytes_left -= len(content)
            faults += _check_content(file, content)
        yield PackedFile(file=file, content=content), faults


def _unread(name: str, error: TooLarge | Unreadable) -> Finding:
    too_large = isinstance(error, TooLarge)
    return finding("ZG-PDF-TOO-LARGE" if too_large else "ZG-PDF-UNREADABLE-FILE", name=name)


def _check_content(file: EmbeddedFile, content: bytes) -> Iterator[Finding]:
    digest = hashlib.md5(content, usedforsecurity=False)
    # ISO 32000 wants the 16 bytes; the official samples write them as hexadecimal digits.
    right = (digest.digest(), digest.hexdigest().encode(), digest.hexdigest().upper().encode())
    if file.checksum is not None and file.checksum not in right:
        yield finding("ZG-PDF-CHECKSUM", name=file.name)
    if file.size not in (None, len(content)):
        yield finding("ZG-PDF-SIZE", name=file.name, found=len(content), expected=file.size)
