"""Both syntaxes behind one door: which one a document is in, and how each is written and read."""

from collections.abc import Callable, Mapping

from profiles.finding import Wording
from profiles.profile import Syntax
from profiles.semantic.invoice import Invoice
from profiles.syntax.cii import read_cii, write_cii
from profiles.syntax.reading import Reading
from profiles.syntax.source import MalformedXML, parse_xml, syntax_of
from profiles.syntax.ubl import read_ubl, write_ubl

WRITERS: Mapping[Syntax, Callable[[Invoice], bytes]] = {"cii": write_cii, "ubl": write_ubl}


def read_document(xml: bytes) -> tuple[Syntax, Reading]:
    """Read XML that came in; raises MalformedXML for what is no invoice in either syntax."""
    root = parse_xml(xml)
    match syntax_of(root):
        case "cii":
            return "cii", read_cii(root)
        case "ubl-invoice" | "ubl-credit-note":
            return "ubl", read_ubl(root)
        case "zugferd-1.0":
            raise MalformedXML(_OUTDATED)
    raise MalformedXML(_NO_INVOICE)


_OUTDATED = Wording(
    de="Das Dokument ist ZUGFeRD 1.0 aus dem Jahr 2014 und damit veraltet: Es entspricht nicht der "
    "EN 16931. Bitten Sie den Aussteller um ZUGFeRD 2.1 oder neuer.",
    en="The document is ZUGFeRD 1.0 of 2014, which is outdated: it does not follow EN 16931. Ask "
    "its issuer for ZUGFeRD 2.1 or later.",
)
_NO_INVOICE = Wording(
    de="Das XML ist keine Rechnung: Das äußerste Element ist weder CrossIndustryInvoice (CII) noch "
    "Invoice oder CreditNote (UBL).",
    en="The XML is no invoice: its root element is neither CrossIndustryInvoice (CII) nor Invoice "
    "or CreditNote (UBL).",
)
