"""What reading a hybrid PDF gives, and how much of everything is read."""

from typing import Literal

from msgspec import Struct

from profiles.finding import Finding

Outdated = Literal["ZUGFeRD 1.0", "ZUGFeRD 2.0"]


class ContainerLimits(Struct, frozen=True, kw_only=True):
    """How much is read, in bytes after unpacking; what is more than that is a finding.

    file_bytes_max: for one embedded file, such as the invoice.
    files_bytes_max: for all of them together.
    metadata_bytes_max: for the XMP packet.
    files_max: how many embedded files.
    """

    file_bytes_max: int = 32 << 20
    files_bytes_max: int = 64 << 20
    metadata_bytes_max: int = 1 << 20
    files_max: int = 100


class Attachment(Struct, frozen=True, kw_only=True):
    """A file in the PDF beside the invoice; no size and no hash where it could not be read.

    relationship: AFRelationship, such as `Unspecified`.
    sha256: in hexadecimal digits.
    """

    name: str
    relationship: str | None
    size: int | None
    sha256: str | None


class ContainerReading(Struct, frozen=True, kw_only=True):
    """The invoice of a hybrid PDF and what there is to say about its container.

    xml: the invoice, byte by byte as it is embedded; None where there is none to read, and then
        `findings` holds an error that says why.
    relationship: AFRelationship of the invoice.
    guideline: its guideline id (BT-24), where the XML can be parsed.
    outdated: the predecessor of Factur-X and ZUGFeRD 2.1 that this is; its XML may be none that
        EN 16931 knows.
    attachments: all other embedded files.
    """

    xml: bytes | None = None
    file_name: str | None = None
    relationship: str | None = None
    guideline: str | None = None
    outdated: Outdated | None = None
    findings: tuple[Finding, ...] = ()
    attachments: tuple[Attachment, ...] = ()
