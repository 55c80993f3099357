"""Who takes part in an invoice: seller, buyer, and where the goods go."""

from datetime import date
from typing import Annotated

from msgspec import Struct

from profiles.semantic.term import term


class Identifier(Struct, frozen=True):
    """An identifier and, where one is known, the scheme that issued it."""

    value: str
    scheme: str | None = None


class Address(Struct, frozen=True, kw_only=True):
    """A postal address: BG-5 of the seller, BG-8 of the buyer, BG-15 of the delivery.

    Each field is another term in each of them.
    """

    street: Annotated[str | None, term("BT-35", "Address line 1", BG_8="BT-50", BG_15="BT-75")] = (
        None
    )
    street_2: Annotated[
        str | None, term("BT-36", "Address line 2", BG_8="BT-51", BG_15="BT-76")
    ] = None
    street_3: Annotated[
        str | None, term("BT-162", "Address line 3", BG_8="BT-163", BG_15="BT-165")
    ] = None
    city: Annotated[str | None, term("BT-37", "City", BG_8="BT-52", BG_15="BT-77")] = None
    postcode: Annotated[str | None, term("BT-38", "Post code", BG_8="BT-53", BG_15="BT-78")] = None
    subdivision: Annotated[
        str | None, term("BT-39", "Country subdivision", BG_8="BT-54", BG_15="BT-79")
    ] = None
    country_code: Annotated[
        str | None, term("BT-40", "Country code", BG_8="BT-55", BG_15="BT-80")
    ] = None


class Contact(Struct, frozen=True, kw_only=True):
    """Whom to ask: BG-6 of the seller, BG-9 of the buyer."""

    name: Annotated[str | None, term("BT-41", "Contact point", BG_9="BT-56")] = None
    phone: Annotated[str | None, term("BT-42", "Contact telephone number", BG_9="BT-57")] = None
    email: Annotated[str | None, term("BT-43", "Contact email address", BG_9="BT-58")] = None


class Seller(Struct, frozen=True, kw_only=True):
    """SELLER (BG-4)."""

    name: Annotated[str, term("BT-27", "Seller name")]
    address: Annotated[Address, term("BG-5", "Seller postal address")]
    trading_name: Annotated[str | None, term("BT-28", "Seller trading name")] = None
    identifiers: Annotated[tuple[Identifier, ...], term("BT-29", "Seller identifier")] = ()
    legal_registration: Annotated[
        Identifier | None, term("BT-30", "Seller legal registration identifier")
    ] = None
    vat_id: Annotated[str | None, term("BT-31", "Seller VAT identifier")] = None
    tax_number: Annotated[str | None, term("BT-32", "Seller tax registration identifier")] = None
    additional_legal_information: Annotated[
        str | None, term("BT-33", "Seller additional legal information")
    ] = None
    electronic_address: Annotated[Identifier | None, term("BT-34", "Seller electronic address")] = (
        None
    )
    contact: Annotated[Contact | None, term("BG-6", "Seller contact")] = None


class Buyer(Struct, frozen=True, kw_only=True):
    """BUYER (BG-7)."""

    name: Annotated[str, term("BT-44", "Buyer name")]
    address: Annotated[Address, term("BG-8", "Buyer postal address")]
    trading_name: Annotated[str | None, term("BT-45", "Buyer trading name")] = None
    identifier: Annotated[Identifier | None, term("BT-46", "Buyer identifier")] = None
    legal_registration: Annotated[
        Identifier | None, term("BT-47", "Buyer legal registration identifier")
    ] = None
    vat_id: Annotated[str | None, term("BT-48", "Buyer VAT identifier")] = None
    electronic_address: Annotated[Identifier | None, term("BT-49", "Buyer electronic address")] = (
        None
    )
    contact: Annotated[Contact | None, term("BG-9", "Buyer contact")] = None


class Delivery(Struct, frozen=True, kw_only=True):
    """DELIVERY INFORMATION (BG-13)."""

    name: Annotated[str | None, term("BT-70", "Deliver to party name")] = None
    actual_date: Annotated[date | None, term("BT-72", "Actual delivery date")] = None
    address: Annotated[Address | None, term("BG-15", "Deliver to address")] = None
