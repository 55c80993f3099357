"""The Zugio request as Structs: one name for each business term, every field described."""

from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound, described
from gateway.dialects.places import Bound
from gateway.dialects.zugio.invoice_part import InvoicePart
from gateway.dialects.zugio.parties import Payee, Seller, TaxRepresentative
from gateway.dialects.zugio.payment import PaymentMeans
from profiles.semantic import invoice as semantic


class Defaults(RequestPart, frozen=True, kw_only=True):
    """What holds wherever the invoice does not say otherwise."""

    binding: ClassVar[Bound] = Bound(semantic.Invoice)

    locale: Annotated[
        str | None,
        described(
            "Language and formats of the page",
            "Sprache und Formate der Seite",
            "locale",
            example="de_DE",
            hint="Absent: de_DE.",
        ),
    ] = None
    currency: Annotated[str, bound("currency", "Rechnungswährung", "currency", example="EUR")] = (
        "EUR"
    )
    unit_code: Annotated[
        str,
        described(
            "Unit of measure",
            "Maßeinheit",
            "unit",
            example="C62",
            hint="C62 is one piece.",
            term="BT-130",
        ),
    ] = "C62"


class Company(RequestPart, frozen=True, kw_only=True):
    """The seller, those who act for it, and its defaults."""

    binding: ClassVar[Bound] = Bound(semantic.Invoice)

    seller: Annotated[Seller, bound("seller", "Verkäufer")]
    payee: Annotated[Payee | None, bound("payee", "Zahlungsempfänger")] = None
    tax_representative: Annotated[
        TaxRepresentative | None, bound("tax_representative", "Steuervertreter des Verkäufers")
    ] = None
    defaults: Annotated[Defaults, bound("", "Vorgaben", english="Defaults")] = Defaults()


class Request(RequestPart, frozen=True, kw_only=True):
    """One self-contained invoice."""

    binding: ClassVar[Bound] = Bound(semantic.Invoice)

    company: Annotated[Company, bound("", "Unternehmen", english="Company")]
    invoice: Annotated[InvoicePart, bound("", "Rechnung", english="Invoice")]
    profile_urn: Annotated[
        str | None,
        bound(
            "process.specification_identifier",
            "Profil",
            "profile",
            example="urn:cen.eu:en16931:2017",
            hint="The guideline id that the XML carries.",
        ),
    ] = None
    business_process_urn: Annotated[
        str | None,
        bound(
            "process.business_process_type",
            "Geschäftsprozess",
            "identifier",
            example="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
        ),
    ] = None
    payment_means: Annotated[
        PaymentMeans | tuple[PaymentMeans, ...] | None,
        bound("payment_means", "Zahlung", hint="One account, or a list of several."),
    ] = None
    fill_in: Annotated[
        bool,
        described(
            "Fill in what follows",
            "Ergänzen, was sich ergibt",
            example=True,
            hint="false: the invoice is issued as it stands here, as a document that came in is; "
            "nothing is required, filled in or put right, and the rules alone judge it.",
        ),
    ] = True
