"""The parties of a Zugio request: seller, buyer, and where the goods go."""

from typing import Annotated

from gateway.dialects.described import RequestPart, described


class Seller(RequestPart, frozen=True, kw_only=True):
    """Who sells and issues the invoice (BG-4)."""

    name: Annotated[
        str, described("BT-27", "Seller name", "Name des Verkäufers", example="Firma GmbH")
    ]
    trading_name: Annotated[
        str | None, described("BT-28", "Seller trading name", "Handelsname", example="Firma")
    ] = None
    street: Annotated[
        str, described("BT-35", "Street and number", "Straße und Nr.", example="Musterstraße 1")
    ]
    street_2: Annotated[
        str | None, described("BT-36", "Address line 2", "Adresszusatz", example="Hinterhaus")
    ] = None
    street_3: Annotated[
        str | None, described("BT-162", "Address line 3", "Adresszusatz 2", example="3. OG")
    ] = None
    postcode: Annotated[
        str, described("BT-38", "Post code", "Postleitzahl", form="identifier", example="10115")
    ]
    city: Annotated[str, described("BT-37", "City", "Ort", example="Berlin")]
    subdivision: Annotated[
        str | None, described("BT-39", "Country subdivision", "Region", example="Bayern")
    ] = None
    country_code: Annotated[
        str, described("BT-40", "Country code", "Ländercode", form="country", example="DE")
    ]
    vat_id: Annotated[
        str | None,
        described(
            "BT-31", "Seller VAT identifier", "USt-IdNr.", form="vat_id", example="DE123456789"
        ),
    ] = None
    tax_number: Annotated[
        str | None,
        described(
            "BT-32", "Seller tax number", "Steuernummer", form="identifier", example="37/123/45678"
        ),
    ] = None
    identifier: Annotated[
        str | None,
        described(
            "BT-29",
            "Seller identifier",
            "Kennung des Verkäufers",
            form="identifier",
            example="4000001123452",
        ),
    ] = None
    identifier_scheme: Annotated[
        str | None,
        described(
            "BT-29-1",
            "Scheme of the seller identifier",
            "Schema der Kennung",
            form="identifier",
            example="0088",
            hint="A code of ISO/IEC 6523.",
        ),
    ] = None
    legal_registration_identifier: Annotated[
        str | None,
        described(
            "BT-30",
            "Legal registration identifier",
            "Registernummer",
            form="identifier",
            example="HRB 12345",
        ),
    ] = None
    legal_registration_identifier_scheme: Annotated[
        str | None,
        described(
            "BT-30-1",
            "Scheme of the legal registration identifier",
            "Schema der Registernummer",
            form="identifier",
            example="0002",
            hint="A code of ISO/IEC 6523.",
        ),
    ] = None
    additional_legal_information: Annotated[
        str | None,
        described(
            "BT-33",
            "Additional legal information",
            "Weitere rechtliche Angaben",
            example="Geschäftsführerin: Erika Muster",
        ),
    ] = None
    electronic_address: Annotated[
        str | None,
        described(
            "BT-34",
            "Seller electronic address",
            "Elektronische Adresse des Verkäufers",
            form="identifier",
            example="rechnung@firma.de",
            hint="Absent: contact_email.",
        ),
    ] = None
    electronic_address_scheme: Annotated[
        str | None,
        described(
            "BT-34-1",
            "Scheme of the electronic address",
            "Schema der elektronischen Adresse",
            form="identifier",
            example="EM",
            hint="Absent: EM (e-mail) where the address holds an @.",
        ),
    ] = None
    contact_name: Annotated[
        str | None,
        described("BT-41", "Contact point", "Ansprechpartner", example="Erika Muster"),
    ] = None
    contact_phone: Annotated[
        str | None,
        described(
            "BT-42", "Contact telephone", "Telefon", form="identifier", example="+49 30 1234567"
        ),
    ] = None
    contact_email: Annotated[
        str | None,
        described(
            "BT-43", "Contact e-mail", "E-Mail", form="identifier", example="rechnung@firma.de"
        ),
    ] = None


class Buyer(RequestPart, frozen=True, kw_only=True):
    """Who buys and receives the invoice (BG-7)."""

    name: Annotated[str, described("BT-44", "Buyer name", "Name des Käufers", example="Kunde AG")]
    trading_name: Annotated[
        str | None, described("BT-45", "Buyer trading name", "Handelsname", example="Kunde")
    ] = None
    street: Annotated[
        str, described("BT-50", "Street and number", "Straße und Nr.", example="Kundenweg 5")
    ]
    street_2: Annotated[
        str | None, described("BT-51", "Address line 2", "Adresszusatz", example="Einkauf")
    ] = None
    street_3: Annotated[
        str | None, described("BT-163", "Address line 3", "Adresszusatz 2", example="Tor 3")
    ] = None
    postcode: Annotated[
        str, described("BT-53", "Post code", "Postleitzahl", form="identifier", example="20095")
    ]
    city: Annotated[str, described("BT-52", "City", "Ort", example="Hamburg")]
    subdivision: Annotated[
        str | None, described("BT-54", "Country subdivision", "Region", example="Hamburg")
    ] = None
    country_code: Annotated[
        str, described("BT-55", "Country code", "Ländercode", form="country", example="DE")
    ]
    vat_id: Annotated[
        str | None,
        described(
            "BT-48", "Buyer VAT identifier", "USt-IdNr.", form="vat_id", example="DE123456789"
        ),
    ] = None
    identifier: Annotated[
        str | None,
        described(
            "BT-46", "Buyer identifier", "Kundennummer", form="identifier", example="K-10023"
        ),
    ] = None
    identifier_scheme: Annotated[
        str | None,
        described(
            "BT-46-1",
            "Scheme of the buyer identifier",
            "Schema der Kennung",
            form="identifier",
            example="0088",
            hint="A code of ISO/IEC 6523.",
        ),
    ] = None
    legal_registration_identifier: Annotated[
        str | None,
        described(
            "BT-47",
            "Legal registration identifier",
            "Registernummer",
            form="identifier",
            example="HRB 54321",
        ),
    ] = None
    legal_registration_identifier_scheme: Annotated[
        str | None,
        described(
            "BT-47-1",
            "Scheme of the legal registration identifier",
            "Schema der Registernummer",
            form="identifier",
            example="0002",
            hint="A code of ISO/IEC 6523.",
        ),
    ] = None
    electronic_address: Annotated[
        str | None,
        described(
            "BT-49",
            "Buyer electronic address",
            "Elektronische Adresse des Käufers",
            form="identifier",
            example="rechnungseingang@kunde.de",
            hint="Absent: contact_email.",
        ),
    ] = None
    electronic_address_scheme: Annotated[
        str | None,
        described(
            "BT-49-1",
            "Scheme of the electronic address",
            "Schema der elektronischen Adresse",
            form="identifier",
            example="EM",
            hint="Absent: EM (e-mail) where the address holds an @.",
        ),
    ] = None
    contact_name: Annotated[
        str | None,
        described("BT-56", "Contact point", "Ansprechpartner", example="Max Einkauf"),
    ] = None
    contact_phone: Annotated[
        str | None,
        described(
            "BT-57", "Contact telephone", "Telefon", form="identifier", example="+49 40 7654321"
        ),
    ] = None
    contact_email: Annotated[
        str | None,
        described(
            "BT-58", "Contact e-mail", "E-Mail", form="identifier", example="einkauf@kunde.de"
        ),
    ] = None
    buyer_reference: Annotated[
        str | None,
        described(
            "BT-10",
            "Buyer reference",
            "Käuferreferenz (Leitweg-ID)",
            form="identifier",
            example="04011000-12345-03",
        ),
    ] = None


class DeliverTo(RequestPart, frozen=True, kw_only=True):
    """Where the goods went, when that is not the buyer's own address (BG-15)."""

    name: Annotated[
        str | None, described("BT-70", "Deliver to name", "Lieferempfänger", example="Lager Nord")
    ] = None
    street: Annotated[
        str | None, described("BT-75", "Street and number", "Straße und Nr.", example="Am Kai 7")
    ] = None
    street_2: Annotated[
        str | None, described("BT-76", "Address line 2", "Adresszusatz", example="Halle 4")
    ] = None
    street_3: Annotated[
        str | None, described("BT-165", "Address line 3", "Adresszusatz 2", example="Tor 3")
    ] = None
    postcode: Annotated[
        str | None,
        described("BT-78", "Post code", "Postleitzahl", form="identifier", example="20457"),
    ] = None
    city: Annotated[str | None, described("BT-77", "City", "Ort", example="Hamburg")] = None
    subdivision: Annotated[
        str | None, described("BT-79", "Country subdivision", "Region", example="Hamburg")
    ] = None
    country_code: Annotated[
        str, described("BT-80", "Country code", "Ländercode", form="country", example="DE")
    ]
