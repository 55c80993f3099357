"""Both syntaxes behind one door: which one a document is in, and how each is written and read."""

from collections.abc import Callable, Mapping

from profiles.profile import Syntax
from profiles.semantic.invoice import Invoice
from profiles.syntax.cii import read_cii, write_cii
from profiles.syntax.reading import Reading
from profiles.syntax.source import parse_xml, required_kind_of
from profiles.syntax.ubl import read_ubl, write_ubl

WRITERS: Mapping[Syntax, Callable[[Invoice], bytes]] = {"cii": write_cii, "ubl": write_ubl}


def read_document(xml: bytes) -> tuple[Syntax, Reading]:
    """Read XML that came in; raises MalformedXML for what is no invoice in either syntax."""
    root = parse_xml(xml)
    if required_kind_of(root) == "cii":
        return "cii", read_cii(root)
    return "ubl", read_ubl(root)
