"""The parties in CII. All have one form; the comments name the terms that EN 16931 gives them."""

from profiles.syntax.codecs import (
    CODE,
    IDENTIFIER,
    IDENTIFIER_WITH_SCHEME,
    IDENTIFIER_WITHOUT_SCHEME,
)
from profiles.syntax.tree import Element, Group, Leaf, Node

# The scheme of a tax number that is not the VAT identifier.
_FC = {"schemeID": "FC"}

# BG-5, 8, 12, 15
_ADDRESS = Group(
    "ram:PostalTradeAddress",
    "address",
    (
        Leaf("ram:PostcodeCode", "postcode"),  # BT-38, 53, 67, 78
        Leaf("ram:LineOne", "street"),  # BT-35, 50, 64, 75
        Leaf("ram:LineTwo", "street_2"),  # BT-36, 51, 65, 76
        Leaf("ram:LineThree", "street_3"),  # BT-162, 163, 164, 165
        Leaf("ram:CityName", "city"),  # BT-37, 52, 66, 77
        Leaf("ram:CountryID", "country_code", CODE),  # BT-40, 55, 69, 80
        Leaf("ram:CountrySubDivisionName", "subdivision"),  # BT-39, 54, 68, 79
    ),
)

# BG-6, 9
_CONTACT = Group(
    "ram:DefinedTradeContact",
    "contact",
    (
        Leaf("ram:PersonName", "name"),  # BT-41, 56
        Leaf("ram:DepartmentName", "department"),  # BT-41, 56
        Leaf("ram:TypeCode", "type_code", CODE),
        Element(
            "ram:TelephoneUniversalCommunication",
            (Leaf("ram:CompleteNumber", "phone"),),  # BT-42, 57
        ),
        Element("ram:FaxUniversalCommunication", (Leaf("ram:CompleteNumber", "fax"),)),
        Element(
            "ram:EmailURIUniversalCommunication",
            (Leaf("ram:URIID", "email"),),  # BT-43, 58
        ),
    ),
)


_PARTY: tuple[Node, ...] = (
    Leaf(  # BT-29, 46, 60, 71
        "ram:ID", "identifiers", IDENTIFIER_WITHOUT_SCHEME, many=True
    ),
    Leaf(  # BT-29, 46, 60, 71
        "ram:GlobalID", "identifiers", IDENTIFIER_WITH_SCHEME, many=True
    ),
    Leaf("ram:Name", "name"),  # BT-27, 44, 59, 62, 70
    Leaf("ram:RoleCode", "role_code", CODE),
    Leaf("ram:Description", "additional_legal_information"),  # BT-33
    Element(
        "ram:SpecifiedLegalOrganization",
        (
            Leaf("ram:ID", "legal_registration", IDENTIFIER),  # BT-30, 47, 61
            Leaf("ram:TradingBusinessName", "trading_name"),  # BT-28, 45
        ),
    ),
    _CONTACT,
    _ADDRESS,
    Element(
        "ram:URIUniversalCommunication",
        (Leaf("ram:URIID", "electronic_address", IDENTIFIER),),  # BT-34, 49
    ),
    Element(
        "ram:SpecifiedTaxRegistration",
        (Leaf("ram:ID", "vat_id", fixed={"schemeID": "VA"}),),  # BT-31, 48, 63
    ),
    Element(
        "ram:SpecifiedTaxRegistration",
        (Leaf("ram:ID", "tax_number", IDENTIFIER_WITHOUT_SCHEME, fixed=_FC),),  # BT-32
    ),
)


def party(tag: str, path: str) -> Group:
    """Enter a party; which terms its fields are, its role decides."""
    return Group(tag, path, _PARTY)
