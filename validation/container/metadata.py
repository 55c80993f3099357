"""What a PDF says about itself in its XMP packet: PDF/A, and which invoice it carries."""

from lxml import etree
from msgspec import Struct
from pikepdf import Dictionary, Stream

from profiles.finding import Finding
from validation.container import objects
from validation.container.streams import content_of
from validation.document import parse

FACTUR_X = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
ZUGFERD_2_0 = "urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#"
ZUGFERD_1_0 = "urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#"
ZUGFERD_RC = "urn:ferd:pdfa:invoice:rc#"
_VOCABULARIES = (FACTUR_X, ZUGFERD_2_0, ZUGFERD_1_0, ZUGFERD_RC)
_PDF_A = "http://www.aiim.org/pdfa/ns/id/"
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"


class InvoiceMetadata(Struct, frozen=True, kw_only=True):
    """The invoice according to the XMP packet, in the vocabulary of `vocabulary`."""

    vocabulary: str
    document_type: str | None
    file_name: str | None
    version: str | None
    conformance_level: str | None


class PdfMetadata(Struct, frozen=True, kw_only=True):
    """The XMP packet, as far as invoices go; part is that of PDF/A, such as `3`."""

    part: str | None = None
    invoice: InvoiceMetadata | None = None


def read_metadata(root: Dictionary, bytes_max: int) -> PdfMetadata:
    """Read the XMP packet of the document; raises TooLarge and Unreadable.

    A packet that is missing or no XML says nothing.
    """
    stream = objects.entry(root, "/Metadata", Stream)
    packet = None if stream is None else parse(content_of(stream, bytes_max))
    if packet is None or isinstance(packet, Finding):
        return PdfMetadata()
    properties = _properties(packet)
    found = (_invoice(properties, vocabulary) for vocabulary in _VOCABULARIES)
    return PdfMetadata(
        part=properties.get(f"{{{_PDF_A}}}part"),
        invoice=next((invoice for invoice in found if invoice is not None), None),
    )


def _properties(packet: etree._Element) -> dict[str, str]:
    """RDF lets a property be an attribute of its description or an element in it."""
    properties: dict[str, str] = {}
    for description in packet.iter(_DESCRIPTION):
        properties |= {str(name): str(value) for name, value in description.attrib.items()}
        properties |= {
            str(child.tag): (child.text or "").strip()
            for child in description.iterchildren(tag=etree.Element)
        }
    return properties


def _invoice(properties: dict[str, str], vocabulary: str) -> InvoiceMetadata | None:
    if not any(name.startswith(f"{{{vocabulary}}}") for name in properties):
        return None
    return InvoiceMetadata(
        vocabulary=vocabulary,
        document_type=properties.get(f"{{{vocabulary}}}DocumentType"),
        file_name=properties.get(f"{{{vocabulary}}}DocumentFileName"),
        version=properties.get(f"{{{vocabulary}}}Version"),
        conformance_level=properties.get(f"{{{vocabulary}}}ConformanceLevel"),
    )
