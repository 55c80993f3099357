"""Who takes part in an invoice: one Struct for every party, with the terms that it has as each."""

from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import extension, term_by_group


class Identifier(Struct, frozen=True):
    """An identifier and, where one is known, the scheme that issued it."""

    value: str
    scheme: str | None = None


class Address(Struct, frozen=True, kw_only=True):
    """A postal address: BG-5 of the seller, BG-8 of the buyer, BG-12 of the tax representative,
    BG-15 of the delivery."""

    street: Annotated[
        str | None,
        term_by_group("Address line 1", BG_5="BT-35", BG_8="BT-50", BG_12="BT-64", BG_15="BT-75"),
    ] = None
    street_2: Annotated[
        str | None,
        term_by_group("Address line 2", BG_5="BT-36", BG_8="BT-51", BG_12="BT-65", BG_15="BT-76"),
    ] = None
    street_3: Annotated[
        str | None,
        term_by_group(
            "Address line 3", BG_5="BT-162", BG_8="BT-163", BG_12="BT-164", BG_15="BT-165"
        ),
    ] = None
    city: Annotated[
        str | None,
        term_by_group("City", BG_5="BT-37", BG_8="BT-52", BG_12="BT-66", BG_15="BT-77"),
    ] = None
    postcode: Annotated[
        str | None,
        term_by_group("Post code", BG_5="BT-38", BG_8="BT-53", BG_12="BT-67", BG_15="BT-78"),
    ] = None
    subdivision: Annotated[
        str | None,
        term_by_group(
            "Country subdivision", BG_5="BT-39", BG_8="BT-54", BG_12="BT-68", BG_15="BT-79"
        ),
    ] = None
    country_code: Annotated[
        str | None,
        term_by_group("Country code", BG_5="BT-40", BG_8="BT-55", BG_12="BT-69", BG_15="BT-80"),
    ] = None


class Contact(Struct, frozen=True, kw_only=True):
    """Whom to ask: BG-6 of the seller, BG-9 of the buyer; CII has the department beside."""

    name: Annotated[str | None, term_by_group("Contact point", BG_6="BT-41", BG_9="BT-56")] = None
    department: Annotated[
        str | None, term_by_group("Contact department", BG_6="BT-41", BG_9="BT-56")
    ] = None
    type_code: Annotated[str | None, extension("Contact type code")] = None
    phone: Annotated[
        str | None, term_by_group("Contact telephone number", BG_6="BT-42", BG_9="BT-57")
    ] = None
    fax: Annotated[str | None, extension("Contact fax number")] = None
    email: Annotated[
        str | None, term_by_group("Contact email address", BG_6="BT-43", BG_9="BT-58")
    ] = None


class Party(Struct, frozen=True, kw_only=True):
    """A party: SELLER (BG-4), BUYER (BG-7), PAYEE (BG-10), SELLER TAX REPRESENTATIVE (BG-11), whom
    the goods go to (BG-13), or one of the parties that EXTENDED adds.

    tax_number: without a scheme it is FC, as CII says; UBL may have another.
    """

    name: Annotated[
        str | None,
        term_by_group(
            "Name", BG_4="BT-27", BG_7="BT-44", BG_10="BT-59", BG_11="BT-62", BG_13="BT-70"
        ),
    ] = None
    trading_name: Annotated[
        str | None, term_by_group("Trading name", BG_4="BT-28", BG_7="BT-45")
    ] = None
    identifiers: Annotated[
        tuple[Identifier, ...],
        term_by_group("Identifier", BG_4="BT-29", BG_7="BT-46", BG_10="BT-60", BG_13="BT-71"),
    ] = ()
    legal_registration: Annotated[
        Identifier | None,
        term_by_group("Legal registration identifier", BG_4="BT-30", BG_7="BT-47", BG_10="BT-61"),
    ] = None
    vat_id: Annotated[
        str | None, term_by_group("VAT identifier", BG_4="BT-31", BG_7="BT-48", BG_11="BT-63")
    ] = None
    tax_number: Annotated[
        Identifier | None, term_by_group("Tax registration identifier", BG_4="BT-32")
    ] = None
    role_code: Annotated[str | None, extension("Role code")] = None
    additional_legal_information: Annotated[
        str | None, term_by_group("Additional legal information", BG_4="BT-33")
    ] = None
    electronic_address: Annotated[
        Identifier | None, term_by_group("Electronic address", BG_4="BT-34", BG_7="BT-49")
    ] = None
    contact: Annotated[Contact | None, term_by_group("Contact", BG_4="BG-6", BG_7="BG-9")] = None
    address: Annotated[
        Address | None,
        term_by_group("Postal address", BG_4="BG-5", BG_7="BG-8", BG_11="BG-12", BG_13="BG-15"),
    ] = None
