"""One hybrid PDF, from its bytes to the invoice inside and what there is to say about it."""

import hashlib
from collections.abc import Iterator, Sequence

from profiles.finding import Finding, in_order
from validation.container.checks import Contained, check_contained, check_metadata, check_place
from validation.container.expectations import is_invoice_name
from validation.container.invoice import EmbeddedInvoice, read_invoice
from validation.container.metadata import PdfMetadata
from validation.container.package import PackedFile, unpack
from validation.container.reading import Attachment, ContainerLimits, ContainerReading
from validation.container.wordings import finding

_DEFAULT_LIMITS = ContainerLimits()


def inspect_pdf(pdf: bytes, limits: ContainerLimits = _DEFAULT_LIMITS) -> ContainerReading:
    """Find the invoice in a PDF and check its container.

    What can be read is read, and the rest is a finding. Hostile input can cost time and memory,
    so this is for a process that can be killed, as ContainerReader has it.
    """
    package = unpack(pdf, limits)
    metadata = package.metadata
    if metadata is None:
        return ContainerReading(findings=package.findings)
    candidates = _candidates(package.files)
    chosen = _choose(candidates, metadata)
    findings = [*package.findings, *_check_number(candidates, chosen, package.files)]
    attachments = tuple(_attachment(file) for file in package.files if file is not chosen)
    if chosen is None:
        return ContainerReading(findings=in_order(findings), attachments=attachments)
    invoice = None if chosen.content is None else read_invoice(chosen.content)
    contained = Contained(file=chosen.file, invoice=invoice, metadata=metadata)
    findings += check_metadata(metadata)
    findings += check_place(chosen.file)
    findings += check_contained(contained)
    findings += _check_attachments(attachments, invoice)
    return ContainerReading(
        xml=chosen.content,
        file_name=chosen.file.name,
        relationship=chosen.file.relationship,
        guideline=None if invoice is None else invoice.guideline,
        outdated=contained.outdated,
        findings=in_order(findings),
        attachments=attachments,
    )


def _candidates(files: Sequence[PackedFile]) -> list[PackedFile]:
    """Go by the name; where none is right, an invoice under another name is found all the same."""
    named = [packed for packed in files if is_invoice_name(packed.file.name)]
    return named or [packed for packed in files if _holds_invoice(packed)]


def _holds_invoice(packed: PackedFile) -> bool:
    looks_like_xml = packed.file.name.casefold().endswith(".xml")
    if packed.content is None or not looks_like_xml:
        return False
    invoice = read_invoice(packed.content)
    return invoice is not None and (invoice.is_cii or invoice.is_zugferd_1)


def _choose(candidates: Sequence[PackedFile], metadata: PdfMetadata) -> PackedFile | None:
    """Prefer the file that the PDF itself names as its invoice."""
    stated = None if metadata.invoice is None else metadata.invoice.file_name
    named = [packed for packed in candidates if packed.file.name == stated]
    return next(iter(named or candidates), None)


def _check_number(
    candidates: Sequence[PackedFile], chosen: PackedFile | None, files: Sequence[PackedFile]
) -> Iterator[Finding]:
    if chosen is None:
        yield finding("ZG-PDF-NO-INVOICE", names=_names(files))
    elif len(candidates) > 1:
        yield finding("ZG-PDF-SEVERAL-INVOICES", names=_names(candidates), name=chosen.file.name)


def _names(files: Sequence[PackedFile]) -> str:
    return ", ".join(packed.file.name for packed in files)


def _attachment(packed: PackedFile) -> Attachment:
    content = packed.content
    return Attachment(
        name=packed.file.name,
        relationship=packed.file.relationship,
        size=None if content is None else len(content),
        sha256=None if content is None else hashlib.sha256(content).hexdigest(),
    )


def _check_attachments(
    attachments: Sequence[Attachment], invoice: EmbeddedInvoice | None
) -> Iterator[Finding]:
    """Every file beside the invoice should be in the invoice too, where the invoice can tell."""
    if invoice is None or not invoice.is_cii:
        return
    for attachment in attachments:
        if attachment.sha256 is not None and attachment.sha256 not in invoice.attached:
            yield finding("ZG-PDF-ATTACHMENT", name=attachment.name)
