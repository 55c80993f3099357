"""A valid invoice in the semantic model, to change in one place."""

from datetime import date
from decimal import Decimal

from profiles.semantic.invoice import Invoice, ProcessControl
from profiles.semantic.line import Item, Line, Price
from profiles.semantic.party import Address, Party
from profiles.semantic.vat import LineVAT

ADDRESS = Address(street="Weg 1", postcode="10115", city="Berlin", country_code="DE")


def line(
    quantity: str = "1",
    net_price: str = "100",
    *,
    category_code: str = "S",
    rate: str | None = "19",
    exemption_reason: str | None = None,
) -> Line:
    return Line(
        identifier="1",
        quantity=Decimal(quantity),
        unit_code="C62",
        price=Price(net_price=Decimal(net_price)),
        vat=LineVAT(
            category_code=category_code,
            rate=None if rate is None else Decimal(rate),
            exemption_reason=exemption_reason,
        ),
        item=Item(name="Beratung"),
    )


def invoice(*lines: Line) -> Invoice:
    return Invoice(
        process=ProcessControl(specification_identifier="urn:cen.eu:en16931:2017"),
        number="RE-1",
        issue_date=date(2026, 1, 1),
        type_code="380",
        currency="EUR",
        seller=Party(name="Firma GmbH", address=ADDRESS, vat_id="DE123456788"),
        buyer=Party(name="Kunde AG", address=ADDRESS),
        lines=lines or (line(),),
    )
