"""The parties in UBL: seller, buyer, payee, tax representative, and the address that they share."""

from profiles.syntax.codecs import CODE, IDENTIFIER
from profiles.syntax.tree import Constant, Each, Element, Group, Leaf


def address(tag: str, path: str) -> Group:
    """Bind an address; its terms are those of seller, buyer, tax representative and delivery."""
    return Group(
        tag,
        path,
        (
            Leaf("cbc:StreetName", "street"),  # BT-35, BT-50, BT-64, BT-75
            Leaf("cbc:AdditionalStreetName", "street_2"),  # BT-36, BT-51, BT-65, BT-76
            Leaf("cbc:CityName", "city"),  # BT-37, BT-52, BT-66, BT-77
            Leaf("cbc:PostalZone", "postcode"),  # BT-38, BT-53, BT-67, BT-78
            Leaf("cbc:CountrySubentity", "subdivision"),  # BT-39, BT-54, BT-68, BT-79
            Element(
                "cac:AddressLine",
                (Leaf("cbc:Line", "street_3"),),  # BT-162, BT-163, BT-164, BT-165
            ),
            Element(
                "cac:Country",
                (
                    Leaf("cbc:IdentificationCode", "country_code", CODE),
                ),  # BT-40, BT-55, BT-69, BT-80
            ),
        ),
    )


TAX_SCHEME = Element("cac:TaxScheme", (Constant("cbc:ID", "VAT"),))

_ELECTRONIC_ADDRESS = Leaf("cbc:EndpointID", "electronic_address", IDENTIFIER)  # BT-34, BT-49
_ADDRESS = address("cac:PostalAddress", "address")

_IDENTIFIERS = Each(
    "cac:PartyIdentification",
    "identifiers",
    (Leaf("cbc:ID", "value", bound={"schemeID": "scheme"}),),  # BT-29, BT-46, BT-60
)


def _creditor_identifier(*, read_only: bool) -> Element:
    return Element(
        "cac:PartyIdentification",
        (
            Leaf(  # BT-90
                "cbc:ID",
                "/payment_means.0.direct_debit.creditor_identifier",
                fixed={"schemeID": "SEPA"},
                read_only=read_only,
            ),
        ),
    )


_CREDITOR_IDENTIFIER = _creditor_identifier(read_only=False)
_CREDITOR_IDENTIFIER_OF_PAYEE = _creditor_identifier(read_only=True)

_VAT_REGISTRATION = Element(
    "cac:PartyTaxScheme",
    (
        Leaf("cbc:CompanyID", "vat_id"),  # BT-31, BT-48, BT-63
        TAX_SCHEME,
    ),
)

# Any scheme but VAT means BT-32; documents name it FC, TAX and otherwise.
_TAX_REGISTRATION = Group(
    "cac:PartyTaxScheme",
    "tax_number",
    (
        Leaf("cbc:CompanyID", "value"),  # BT-32
        Element("cac:TaxScheme", (Leaf("cbc:ID", "scheme", CODE, default="FC"),)),  # BT-32
    ),
)

_CONTACT = Group(
    "cac:Contact",
    "contact",
    (
        Leaf("cbc:Name", "name", otherwise=Leaf("cbc:Name", "department")),  # BT-41, BT-56
        Leaf("cbc:Telephone", "phone"),  # BT-42, BT-57
        Leaf("cbc:ElectronicMail", "email"),  # BT-43, BT-58
    ),
)


def _party_name(path: str) -> Element:
    return Element(
        "cac:PartyName",
        (Leaf("cbc:Name", path),),  # BT-28, BT-45, BT-59, BT-62
    )


SELLER = Element(
    "cac:AccountingSupplierParty",
    (
        Group(
            "cac:Party",
            "seller",
            (
                _ELECTRONIC_ADDRESS,
                _CREDITOR_IDENTIFIER,
                _IDENTIFIERS,
                _party_name("trading_name"),
                _ADDRESS,
                _VAT_REGISTRATION,
                _TAX_REGISTRATION,
                Element(
                    "cac:PartyLegalEntity",
                    (
                        Leaf("cbc:RegistrationName", "name"),  # BT-27
                        Leaf("cbc:CompanyID", "legal_registration", IDENTIFIER),  # BT-30
                        Leaf("cbc:CompanyLegalForm", "additional_legal_information"),  # BT-33
                    ),
                ),
                _CONTACT,
            ),
        ),
    ),
    required=True,
)


def _buying_party(tag: str, path: str) -> Group:
    return Group(
        tag,
        path,
        (
            _ELECTRONIC_ADDRESS,
            _IDENTIFIERS,
            _party_name("trading_name"),
            _ADDRESS,
            _VAT_REGISTRATION,
            _TAX_REGISTRATION,
            Element(
                "cac:PartyLegalEntity",
                (
                    Leaf("cbc:RegistrationName", "name"),  # BT-44
                    Leaf("cbc:CompanyID", "legal_registration", IDENTIFIER),  # BT-47
                ),
            ),
            _CONTACT,
        ),
    )


BUYER = Element(
    "cac:AccountingCustomerParty", (_buying_party("cac:Party", "buyer"),), required=True
)
PAYER = _buying_party("cac:PayerParty", "extended.payer")

PAYEE = Group(
    "cac:PayeeParty",
    "payee",
    (
        _CREDITOR_IDENTIFIER_OF_PAYEE,
        _IDENTIFIERS,
        _party_name("name"),
        Element(
            "cac:PartyLegalEntity",
            (Leaf("cbc:CompanyID", "legal_registration", IDENTIFIER),),  # BT-61
        ),
    ),
)

TAX_REPRESENTATIVE = Group(
    "cac:TaxRepresentativeParty",
    "tax_representative",
    (_party_name("name"), _ADDRESS, _VAT_REGISTRATION),
)
