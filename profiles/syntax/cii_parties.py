"""The parties in CII: seller, buyer, and the address that every party has."""

from profiles.syntax.codecs import IDENTIFIER, IDENTIFIER_WITH_SCHEME, IDENTIFIER_WITHOUT_SCHEME
from profiles.syntax.tree import Element, Group, Leaf


def address(path: str) -> Group:
    return Group(
        "ram:PostalTradeAddress",
        path,
        (
            Leaf("ram:PostcodeCode", "postcode"),  # BT-38, 53, 78
            Leaf("ram:LineOne", "street"),  # BT-35, 50, 75
            Leaf("ram:LineTwo", "street_2"),  # BT-36, 51, 76
            Leaf("ram:LineThree", "street_3"),  # BT-162, 163, 165
            Leaf("ram:CityName", "city"),  # BT-37, 52, 77
            Leaf("ram:CountryID", "country_code"),  # BT-40, 55, 80
            Leaf("ram:CountrySubDivisionName", "subdivision"),  # BT-39, 54, 79
        ),
    )


_LEGAL_ORGANIZATION = Element(
    "ram:SpecifiedLegalOrganization",
    (
        Leaf("ram:ID", "legal_registration", IDENTIFIER),  # BT-30, 47
        Leaf("ram:TradingBusinessName", "trading_name"),  # BT-28, 45
    ),
)

_CONTACT = Group(
    "ram:DefinedTradeContact",
    "contact",
    (
        Leaf("ram:PersonName", "name"),  # BT-41, 56
        Element(
            "ram:TelephoneUniversalCommunication",
            (Leaf("ram:CompleteNumber", "phone"),),  # BT-42, 57
        ),
        Element(
            "ram:EmailURIUniversalCommunication",
            (Leaf("ram:URIID", "email"),),  # BT-43, 58
        ),
    ),
)

_ELECTRONIC_ADDRESS = Element(
    "ram:URIUniversalCommunication",
    (Leaf("ram:URIID", "electronic_address", IDENTIFIER),),  # BT-34, 49
)

_VAT_REGISTRATION = Element(
    "ram:SpecifiedTaxRegistration",
    (Leaf("ram:ID", "vat_id", fixed={"schemeID": "VA"}),),  # BT-31, 48
)

SELLER = Group(
    "ram:SellerTradeParty",
    "seller",
    (
        Leaf("ram:ID", "identifiers", IDENTIFIER_WITHOUT_SCHEME, many=True),  # BT-29
        Leaf("ram:GlobalID", "identifiers", IDENTIFIER_WITH_SCHEME, many=True),  # BT-29
        Leaf("ram:Name", "name"),  # BT-27
        Leaf("ram:Description", "additional_legal_information"),  # BT-33
        _LEGAL_ORGANIZATION,
        _CONTACT,
        address("address"),
        _ELECTRONIC_ADDRESS,
        _VAT_REGISTRATION,
        Element(
            "ram:SpecifiedTaxRegistration",
            (Leaf("ram:ID", "tax_number", fixed={"schemeID": "FC"}),),  # BT-32
        ),
    ),
)

BUYER = Group(
    "ram:BuyerTradeParty",
    "buyer",
    (
        Leaf("ram:ID", "identifier", IDENTIFIER_WITHOUT_SCHEME),  # BT-46
        Leaf("ram:GlobalID", "identifier", IDENTIFIER_WITH_SCHEME),  # BT-46
        Leaf("ram:Name", "name"),  # BT-44
        _LEGAL_ORGANIZATION,
        _CONTACT,
        address("address"),
        _ELECTRONIC_ADDRESS,
        _VAT_REGISTRATION,
    ),
)
