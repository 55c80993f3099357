"""Makes the printed page a PDF/A-3b with the XML inside; the same input makes the same bytes."""

import hashlib
import io
from operator import itemgetter

from pikepdf import (
    Array,
    Dictionary,
    Name,
    NameTree,
    ObjectStreamMode,
    Pdf,
    PdfError,
    Stream,
    String,
)

from profiles.errors import StageFailed
from profiles.profile import Container
from renderers.colour import srgb_profile
from renderers.metadata import Metadata, write_xmp


def make_hybrid(page_pdf: bytes, xml: bytes, *, container: Container, metadata: Metadata) -> bytes:
    """Put the XML into the printed page, as the container of the profile wants it."""
    try:
        with Pdf.open(io.BytesIO(page_pdf)) as pdf:
            _sort_tags(pdf)
            _describe(pdf, metadata, container)
            _name_colours(pdf)
            _attach(pdf, xml, container, metadata)
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
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Creator=String(metadata.product),
            Producer=String(metadata.product),
            CreationDate=String(metadata.pdf_date),
            ModDate=String(metadata.pdf_date),
        )
    )
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


def _attach(pdf: Pdf, xml: bytes, container: Container, metadata: Metadata) -> None:
    """Embed the XML as an associated file of the whole document (6.8)."""
    embedded = Stream(pdf, xml)
    embedded.Type, embedded.Subtype = Name.EmbeddedFile, Name("/text/xml")
    embedded.Params = Dictionary(
        Size=len(xml),
        CheckSum=String(hashlib.md5(xml, usedforsecurity=False).digest()),
        CreationDate=String(metadata.pdf_date),
        ModDate=String(metadata.pdf_date),
    )
    stream = pdf.make_indirect(embedded)
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(container.file_name),
            UF=String(container.file_name),
            Desc=String(metadata.title),
            AFRelationship=Name(f"/{container.relationship}"),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = Dictionary(Names=Array([String(container.file_name), specification]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=pdf.make_indirect(names))
    pdf.Root.AF = Array([specification])


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
