"""Hybrid PDFs to test with: right as they stand, and wrong in what a test changes."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

from msgspec import Struct, structs
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from profiles.profile import Container

CII = """<rsm:CrossIndustryInvoice
 xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>{guideline}</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:SupplyChainTradeTransaction>{transaction}</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>"""

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="{part}" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:fx="{vocabulary}">
<fx:DocumentType>{document_type}</fx:DocumentType>
<fx:DocumentFileName>{file_name}</fx:DocumentFileName>
<fx:Version>{version}</fx:Version>
<fx:ConformanceLevel>{conformance_level}</fx:ConformanceLevel>
</rdf:Description></rdf:RDF></x:xmpmeta>"""

STATED = {
    "part": "3",
    "vocabulary": "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
    "document_type": "INVOICE",
}


class Embedded(Struct, frozen=True, kw_only=True):
    """A file to embed; what is None is left out."""

    name: str
    content: bytes
    relationship: str | None = "Unspecified"
    media_type: str | None = "text/xml"
    checksum: bytes | None = None
    size: int | None = None
    listed: bool = True
    associated: bool = True


def cii(guideline: str, transaction: str = "") -> bytes:
    """An invoice with no more than its container depends on."""
    return CII.format(guideline=guideline, transaction=transaction).encode()


def xmp(container: Container | None, **changes: str) -> bytes:
    """The XMP packet that goes with a container."""
    assert container is not None
    stated = STATED | structs.asdict(container) | changes
    return XMP.format_map(stated).encode()


def hybrid(
    files: list[Embedded],
    packet: bytes | None,
    *,
    change: Callable[[Pdf], Any] | None = None,
    **saving: Any,
) -> bytes:
    """A PDF of one empty page that carries the files."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    specs = [(file, _embed(pdf, file)) for file in files]
    index = [part for file, spec in specs if file.listed for part in (String(file.name), spec)]
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(index)))
    pdf.Root.AF = Array([spec for file, spec in specs if file.associated])
    if packet is not None:
        pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, packet))
    if change is not None:
        change(pdf)
    output = io.BytesIO()
    pdf.save(output, fix_metadata_version=False, **saving)
    return output.getvalue()


def _embed(pdf: Pdf, file: Embedded) -> Any:
    stream = Stream(pdf, file.content)
    if file.media_type is not None:
        stream.Subtype = Name(f"/{file.media_type}")
    md5 = hashlib.md5(file.content, usedforsecurity=False).digest()
    stream.Params = Dictionary(
        Size=len(file.content) if file.size is None else file.size,
        CheckSum=String(md5 if file.checksum is None else file.checksum),
    )
    spec = Dictionary(Type=Name.Filespec, F=String(file.name), UF=String(file.name))
    spec.EF = Dictionary(F=pdf.make_indirect(stream))
    if file.relationship is not None:
        spec.AFRelationship = Name(f"/{file.relationship}")
    return pdf.make_indirect(spec)
