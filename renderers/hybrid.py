"""Makes the printed page a PDF/A-3b with the XML inside; the same input makes the same bytes."""

import hashlib
import io
from collections.abc import Sequence
from operator import itemgetter

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    Object,
    ObjectStreamMode,
    Pdf,
    PdfError,
    Stream,
    String,
)

from profiles.errors import StageFailed
from profiles.profile import Container
from renderers.attachments import EmbeddedFile
from renderers.colour import srgb_profile
from renderers.metadata import Metadata, write_xmp


def make_hybrid(
    page_pdf: bytes,
    xml: bytes,
    *,
    container: Container,
    metadata: Metadata,
    attachments: Sequence[EmbeddedFile] = (),
) -> bytes:
    """Put the XML into the printed page, as the container of the profile wants it.

    attachments: further files, as `read_attachments` names them; StageFailed for a page that is
    no PDF.
    """
    invoice = EmbeddedFile(
        name=container.file_name, media_type="text/xml", content=xml, description=metadata.title
    )
    try:
        with Pdf.open(io.BytesIO(page_pdf)) as pdf:
            _sort_tags(pdf)
            _describe(pdf, metadata, container)
            _name_colours(pdf)
            files = [_embed(pdf, invoice, container.relationship, metadata)]
            # Attachments say nothing about how they relate to the page.
            files += [_embed(pdf, it, "Unspecified", metadata) for it in attachments]
            _attach(pdf, files)
            return _save(pdf)
    except PdfError as cause:
        raise StageFailed("the printed page is no PDF that can be worked on") from cause


def _sort_tags(pdf: Pdf) -> None:
    """Sort the index of the tags' names, which are given anew after printing (ISO 32000, 7.9.6)."""
    tags = pdf.Root.get(Name.StructTreeRoot)
    if tags is None or Name.IDTree not in tags:
        return
    named = sorted(NameTree(tags.IDTree).items(), key=itemgetter(0))
    names = Array([part for name, tag in named for part in (String(name), tag)])
    tags.IDTree = pdf.make_indirect(Dictionary(Names=names))


def _describe(pdf: Pdf, metadata: Metadata, container: Container) -> None:
    """Replace all that Chromium says about the file and the hour, consistently (6.6.2, 6.6.3)."""
    about = Dictionary(
        Title=String(metadata.title),
        Creator=String(metadata.product),
        Producer=String(metadata.product),
    )
    if metadata.author:
        about.Author = String(metadata.author)
    _date(about, metadata)
    pdf.trailer.Info = pdf.make_indirect(about)
    packet = Stream(pdf, write_xmp(metadata, container))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(packet)
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _name_colours(pdf: Pdf) -> None:
    """State what the page's red, green and blue mean (6.2.3)."""
    profile = Stream(pdf, srgb_profile())
    profile.N = 3
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=pdf.make_indirect(profile),
            )
        ]
    )


def _embed(pdf: Pdf, file: EmbeddedFile, relationship: str, metadata: Metadata) -> Dictionary:
    """Embed a file and return its specification (6.8)."""
    embedded = Stream(pdf, file.content)
    embedded.Type, embedded.Subtype = Name.EmbeddedFile, Name(f"/{file.media_type}")
    embedded.Params = Dictionary(
        Size=len(file.content),
        CheckSum=String(hashlib.md5(file.content, usedforsecurity=False).digest()),
    )
    _date(embedded.Params, metadata)
    stream = pdf.make_indirect(embedded)
    specification = Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        AFRelationship=Name(f"/{relationship}"),
        EF=Dictionary(F=stream, UF=stream),
    )
    if file.description:
        specification.Desc = String(file.description)
    return pdf.make_indirect(specification)


def _attach(pdf: Pdf, files: Sequence[Dictionary]) -> None:
    """Associate the files with the whole document, and list them by their names (7.9.6)."""
    named = sorted(files, key=lambda file: bytes(file.UF))
    names = Array([part for file in named for part in (file.UF, file)])
    pdf.Root.Names = Dictionary(EmbeddedFiles=pdf.make_indirect(Dictionary(Names=names)))
    pdf.Root.AF = Array(files)


def _date(about: Object, metadata: Metadata) -> None:
    if metadata.pdf_date is not None:
        about.CreationDate = about.ModDate = String(metadata.pdf_date)


def _save(pdf: Pdf) -> bytes:
    output = io.BytesIO()
    # The id is made of the content, so that the same invoice is the same file (6.1.3).
    pdf.save(
        output,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return output.getvalue()
