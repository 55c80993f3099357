"""What a Zugio request means in EN 16931, and what was filled in on the way."""

from decimal import Decimal

from msgspec import Struct

from gateway.dialects.zugio.parties import Buyer, DeliverTo, Seller
from gateway.dialects.zugio.request import InvoicePart, Item, PaymentMeans, Request
from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.semantic import invoice as semantic
from profiles.semantic.line import Item as SemanticItem
from profiles.semantic.line import Line
from profiles.semantic.party import Address, Contact, Delivery, Identifier
from profiles.semantic.party import Buyer as SemanticBuyer
from profiles.semantic.party import Seller as SemanticSeller
from profiles.semantic.payment import CreditTransfer, PaymentInstructions
from profiles.semantic.vat import LineVAT

# UNTDID 4461; SEPA knows no other currency than the euro.
CREDIT_TRANSFER = "30"
SEPA_CREDIT_TRANSFER = "58"
# The scheme of an electronic address that is an e-mail address (EAS).
EMAIL_SCHEME = "EM"
NO_VAT_CATEGORY = "O"


class Meaning(Struct, frozen=True, kw_only=True):
    """An invoice without its totals yet, and findings on what the request left open."""

    invoice: semantic.Invoice
    findings: tuple[Finding, ...]


def map_request(request: Request, profile: Profile) -> Meaning:
    """Map a request to the semantic model as the profile wants it issued."""
    part = request.invoice
    seller = request.company.seller
    invoice = semantic.Invoice(
        process=semantic.ProcessControl(
            specification_identifier=profile.urn,
            business_process_type=request.business_process_urn or profile.business_process_urn,
        ),
        number=part.invoice_number,
        issue_date=part.issue_date,
        currency=request.company.defaults.currency,
        payment_due_date=part.payment_due_date,
        buyer_reference=part.buyer.buyer_reference,
        project_reference=part.project_reference,
        contract_reference=part.contract_reference,
        purchase_order_reference=part.purchase_order_reference,
        payment_terms=part.payment_terms,
        notes=() if part.notes is None else (semantic.Note(text=part.notes),),
        seller=_map_seller(seller),
        buyer=_map_buyer(part.buyer),
        delivery=_map_delivery(part),
        payment=_map_payment(request.payment_means, request.company.defaults.currency),
        lines=tuple(
            _map_item(item, index, request.company.defaults.unit_code)
            for index, item in enumerate(part.items)
        ),
    )
    return Meaning(invoice=invoice, findings=_filled_in(request))


def _map_seller(seller: Seller) -> SemanticSeller:
    return SemanticSeller(
        name=seller.name,
        trading_name=seller.trading_name,
        address=_address(seller),
        identifiers=_seller_identifiers(seller),
        legal_registration=_identifier(
            seller.legal_registration_identifier, seller.legal_registration_identifier_scheme
        ),
        vat_id=seller.vat_id,
        tax_number=seller.tax_number,
        additional_legal_information=seller.additional_legal_information,
        electronic_address=_electronic_address(seller),
        contact=_contact(seller),
    )


def _map_buyer(buyer: Buyer) -> SemanticBuyer:
    return SemanticBuyer(
        name=buyer.name,
        trading_name=buyer.trading_name,
        address=_address(buyer),
        identifier=_identifier(buyer.identifier, buyer.identifier_scheme),
        legal_registration=_identifier(
            buyer.legal_registration_identifier, buyer.legal_registration_identifier_scheme
        ),
        vat_id=buyer.vat_id,
        electronic_address=_electronic_address(buyer),
        contact=_contact(buyer),
    )


def _seller_identifiers(seller: Seller) -> tuple[Identifier, ...]:
    if _tax_number_identifies(seller):
        return (Identifier(str(seller.tax_number)),)
    identifier = _identifier(seller.identifier, seller.identifier_scheme)
    return () if identifier is None else (identifier,)


def _tax_number_identifies(seller: Seller) -> bool:
    """BR-CO-26 wants BT-29, BT-30 or BT-31, and a tax number is none of them."""
    others = (seller.vat_id, seller.identifier, seller.legal_registration_identifier)
    return seller.tax_number is not None and not any(others)


def _address(party: Seller | Buyer | DeliverTo) -> Address:
    return Address(
        street=party.street,
        street_2=party.street_2,
        street_3=party.street_3,
        postcode=party.postcode,
        city=party.city,
        subdivision=party.subdivision,
        country_code=party.country_code,
    )


def _identifier(value: str | None, scheme: str | None) -> Identifier | None:
    return None if value is None else Identifier(value, scheme)


def _electronic_address(party: Seller | Buyer) -> Identifier | None:
    address, scheme = party.electronic_address, party.electronic_address_scheme
    if address is None:
        email = party.contact_email
        return Identifier(email, EMAIL_SCHEME) if email and "@" in email else None
    return Identifier(address, EMAIL_SCHEME if scheme is None and "@" in address else scheme)


def _contact(party: Seller | Buyer) -> Contact | None:
    if not (party.contact_name or party.contact_phone or party.contact_email):
        return None
    return Contact(name=party.contact_name, phone=party.contact_phone, email=party.contact_email)


def _map_delivery(part: InvoicePart) -> Delivery | None:
    place = part.deliver_to
    if place is None and part.delivery_date is None:
        return None
    return Delivery(
        actual_date=part.delivery_date,
        name=place.name if place else None,
        address=_address(place) if place else None,
    )


def _map_payment(
    means: PaymentMeans | tuple[PaymentMeans, ...] | None, currency: str
) -> PaymentInstructions | None:
    if means is None:
        return None
    accounts = accounts_of(means)
    return PaymentInstructions(
        means_code=SEPA_CREDIT_TRANSFER if currency == "EUR" else CREDIT_TRANSFER,
        remittance_information=accounts[0].remittance_information,
        credit_transfers=tuple(
            CreditTransfer(
                account_identifier=account.iban,
                account_name=account.account_name,
                provider_identifier=account.bic,
            )
            for account in accounts
        ),
    )


def accounts_of(means: PaymentMeans | tuple[PaymentMeans, ...]) -> tuple[PaymentMeans, ...]:
    return means if isinstance(means, tuple) else (means,)


def _map_item(item: Item, index: int, unit_code: str) -> Line:
    return Line(
        identifier=str(index + 1),
        quantity=item.quantity,
        unit_code=item.unit_code or unit_code,
        net_price=item.unit_price_net,
        vat=LineVAT(
            category_code=_category(item),
            # BR-O-05: what is outside the scope of VAT has no rate on the line.
            rate=None if item.vat_category_code == NO_VAT_CATEGORY else item.vat_percent,
            exemption_reason=item.vat_exemption_reason,
        ),
        item=SemanticItem(name=item.name, description=item.description),
    )


def _category(item: Item) -> str:
    return item.vat_category_code or ("Z" if item.vat_percent == Decimal(0) else "S")


def _filled_in(request: Request) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    if _tax_number_identifies(request.company.seller):
        findings.append(_TAX_NUMBER_IDENTIFIES)
    for index, item in enumerate(request.invoice.items):
        if item.vat_category_code is None and item.vat_percent == Decimal(0):
            findings.append(_zero_rated(index))
        if 0 < item.vat_percent < 1:
            findings.append(_fraction(item.vat_percent, index))
    return tuple(findings)


_TAX_NUMBER_IDENTIFIES = Finding(
    severity="information",
    rule="ZG-SELLER-IDENTIFIER",
    term="BT-29",
    path="/company/seller/tax_number",
    message=Wording(
        de="Die Steuernummer steht im XML auch als Kennung des Verkäufers, weil weder USt-IdNr. "
        "noch Register- oder andere Kennung angegeben ist (BR-CO-26).",
        en="The tax number stands in the XML as the seller's identifier too, since neither a VAT "
        "identifier nor a registration or other identifier is given (BR-CO-26).",
    ),
)


def _fraction(rate: Decimal, index: int) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-VAT-FRACTION",
        term="BT-152",
        path=f"/invoice/items/{index}/vat_percent",
        line=index,
        message=Wording(
            de=f"Der Steuersatz ist {rate:f} %, also weniger als 1 %.",
            en=f"The VAT rate is {rate:f} %, which is less than 1 %.",
        ),
        hint=Wording(
            de=f"Gemeint ist wohl {(100 * rate).normalize():f}.",
            en=f"Did you mean {(100 * rate).normalize():f}?",
        ),
    )


def _zero_rated(index: int) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-VAT-ZERO",
        term="BT-151",
        path=f"/invoice/items/{index}/vat_percent",
        line=index,
        message=Wording(
            de="0 % ohne Umsatzsteuerkategorie gilt als Nullsatz (Z).",
            en="0 % without a VAT category is taken as zero rated (Z).",
        ),
        hint=Wording(
            de="Geben Sie vat_category_code an: E steuerbefreit, AE Steuerschuldnerschaft des "
            "Leistungsempfängers, K innergemeinschaftliche Lieferung, G Ausfuhr, "
            "O nicht steuerbar.",
            en="Give vat_category_code: E exempt, AE reverse charge, K intra-community supply, "
            "G export, O outside the scope of VAT.",
        ),
    )
