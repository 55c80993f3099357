"""The parties of a Zugio request: one description of all, with what each must say."""

from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound
from gateway.dialects.places import Bound
from profiles.semantic import party as semantic


class FurtherIdentifier(RequestPart, frozen=True, kw_only=True):
    """One of several identifiers of a party."""

    binding: ClassVar[Bound] = Bound(semantic.Identifier)

    value: Annotated[str, bound("value", "Kennung", "identifier", example="4000001123452")]
    scheme: Annotated[str | None, bound("scheme", "Schema", "party_scheme", example="0088")] = None


class Party(RequestPart, frozen=True, kw_only=True):
    """A party of which nothing is required."""

    binding: ClassVar[Bound] = Bound(semantic.Party)

    name: Annotated[str | None, bound("name", "Name", example="Firma GmbH")] = None
    trading_name: Annotated[str | None, bound("trading_name", "Handelsname", example="Firma")] = (
        None
    )
    street: Annotated[
        str | None, bound("address.street", "Straße und Nr.", example="Musterstraße 1")
    ] = None
    street_2: Annotated[
        str | None, bound("address.street_2", "Adresszusatz", example="Hinterhaus")
    ] = None
    street_3: Annotated[
        str | None, bound("address.street_3", "Adresszusatz 2", example="3. OG")
    ] = None
    postcode: Annotated[
        str | None, bound("address.postcode", "Postleitzahl", "identifier", example="10115")
    ] = None
    city: Annotated[str | None, bound("address.city", "Ort", example="Berlin")] = None
    subdivision: Annotated[str | None, bound("address.subdivision", "Region", example="Bayern")] = (
        None
    )
    country_code: Annotated[
        str | None, bound("address.country_code", "Ländercode", "country", example="DE")
    ] = None
    vat_id: Annotated[str | None, bound("vat_id", "USt-IdNr.", "vat_id", example="DE123456789")] = (
        None
    )
    tax_number: Annotated[
        str | None,
        bound("tax_number.value", "Steuernummer", "identifier", example="37/123/45678"),
    ] = None
    tax_number_scheme: Annotated[
        str | None,
        bound(
            "tax_number.scheme",
            "Schema der Steuernummer",
            "identifier",
            example="FC",
            hint="Absent: FC.",
        ),
    ] = None
    identifier: Annotated[
        str | None,
        bound("identifiers.value", "Kennung", "identifier", example="4000001123452"),
    ] = None
    identifier_scheme: Annotated[
        str | None,
        bound("identifiers.scheme", "Schema der Kennung", "party_scheme", example="0088"),
    ] = None
    identifiers: Annotated[
        tuple[FurtherIdentifier, ...],
        bound("identifiers", "Kennungen", hint="In place of identifier, where there are several."),
    ] = ()
    legal_registration_identifier: Annotated[
        str | None,
        bound("legal_registration.value", "Registernummer", "identifier", example="HRB 12345"),
    ] = None
    legal_registration_identifier_scheme: Annotated[
        str | None,
        bound(
            "legal_registration.scheme",
            "Schema der Registernummer",
            "registration_scheme",
            example="0002",
        ),
    ] = None
    additional_legal_information: Annotated[
        str | None,
        bound(
            "additional_legal_information",
            "Weitere rechtliche Angaben",
            example="Geschäftsführerin: Erika Muster",
        ),
    ] = None
    electronic_address: Annotated[
        str | None,
        bound(
            "electronic_address.value",
            "Elektronische Adresse",
            "identifier",
            example="rechnung@firma.de",
            hint="Absent at seller and buyer: contact_email.",
        ),
    ] = None
    electronic_address_scheme: Annotated[
        str | None,
        bound(
            "electronic_address.scheme",
            "Schema der elektronischen Adresse",
            "electronic_address_scheme",
            example="EM",
            hint="Absent: EM (e-mail) where the address holds an @.",
        ),
    ] = None
    contact_name: Annotated[
        str | None, bound("contact.name", "Ansprechpartner", example="Erika Muster")
    ] = None
    contact_department: Annotated[
        str | None, bound("contact.department", "Abteilung", example="Buchhaltung")
    ] = None
    contact_phone: Annotated[
        str | None, bound("contact.phone", "Telefon", "identifier", example="+49 30 1234567")
    ] = None
    contact_email: Annotated[
        str | None, bound("contact.email", "E-Mail", "identifier", example="rechnung@firma.de")
    ] = None
    contact_fax: Annotated[
        str | None, bound("contact.fax", "Fax", "identifier", example="+49 30 1234568")
    ] = None
    contact_type_code: Annotated[
        str | None, bound("contact.type_code", "Art des Kontakts", "identifier", example="AD")
    ] = None
    role_code: Annotated[str | None, bound("role_code", "Rolle", "identifier", example="SR")] = None


class Seller(Party, frozen=True, kw_only=True):
    """Who sells and issues the invoice."""

    binding: ClassVar[Bound] = Bound(semantic.Party, "BG-4")

    name: Annotated[str, bound("name", "Name des Verkäufers", example="Firma GmbH")]
    street: Annotated[str, bound("address.street", "Straße und Nr.", example="Musterstraße 1")]
    postcode: Annotated[
        str, bound("address.postcode", "Postleitzahl", "identifier", example="10115")
    ]
    city: Annotated[str, bound("address.city", "Ort", example="Berlin")]
    country_code: Annotated[
        str, bound("address.country_code", "Ländercode", "country", example="DE")
    ]


class Buyer(Party, frozen=True, kw_only=True):
    """Who buys and receives the invoice."""

    binding: ClassVar[Bound] = Bound(semantic.Party, "BG-7")

    name: Annotated[str, bound("name", "Name des Käufers", example="Kunde AG")]
    street: Annotated[str, bound("address.street", "Straße und Nr.", example="Kundenweg 5")]
    postcode: Annotated[
        str, bound("address.postcode", "Postleitzahl", "identifier", example="20095")
    ]
    city: Annotated[str, bound("address.city", "Ort", example="Hamburg")]
    country_code: Annotated[
        str, bound("address.country_code", "Ländercode", "country", example="DE")
    ]
    buyer_reference: Annotated[
        str | None,
        bound(
            "/buyer_reference",
            "Käuferreferenz (Leitweg-ID)",
            "identifier",
            example="04011000-12345-03",
        ),
    ] = None


class Payee(Party, frozen=True, kw_only=True):
    """Who is paid, where that is not the seller."""

    binding: ClassVar[Bound] = Bound(semantic.Party, "BG-10")


class TaxRepresentative(Party, frozen=True, kw_only=True):
    """Who owes the seller's VAT in its place."""

    binding: ClassVar[Bound] = Bound(semantic.Party, "BG-11")


class DeliverTo(Party, frozen=True, kw_only=True):
    """Where the goods went, when that is not the buyer's own address."""

    binding: ClassVar[Bound] = Bound(semantic.Party, "BG-13")
