"""One item of a Zugio request: what was sold, how much of it, at which price and VAT."""

from decimal import Decimal
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound, described
from gateway.dialects.places import Bound
from gateway.dialects.zugio.amounts import LineAllowance, LineCharge
from gateway.dialects.zugio.extended_item import ExtendedItem
from gateway.dialects.zugio.references import LinePeriod
from profiles.semantic import line as semantic


class Attribute(RequestPart, frozen=True, kw_only=True):
    """A property of an item."""

    binding: ClassVar[Bound] = Bound(semantic.Attribute)

    name: Annotated[str | None, bound("name", "Eigenschaft", example="Farbe")] = None
    value: Annotated[str | None, bound("value", "Wert", example="Blau")] = None
    type_code: Annotated[
        str | None, bound("type_code", "Code der Eigenschaft", "identifier", example="COLOR")
    ] = None


class Classification(RequestPart, frozen=True, kw_only=True):
    """A group of goods or services that an item belongs to."""

    binding: ClassVar[Bound] = Bound(semantic.Classification)

    code: Annotated[
        str | None, bound("code", "Code der Warengruppe", "identifier", example="80101500")
    ] = None
    scheme: Annotated[
        str | None, bound("scheme", "Schema", "classification_scheme", example="TST")
    ] = None
    scheme_version: Annotated[
        str | None, bound("scheme_version", "Fassung des Schemas", "identifier", example="26.0")
    ] = None
    name: Annotated[str | None, bound("name", "Name der Warengruppe", example="Beratung")] = None


class ItemIdentifiers(RequestPart, frozen=True, kw_only=True):
    """The numbers that an item has."""

    binding: ClassVar[Bound] = Bound(semantic.Item)

    seller: Annotated[
        str | None,
        bound("seller_identifier", "Artikelnummer des Verkäufers", "identifier", example="A-1"),
    ] = None
    buyer: Annotated[
        str | None,
        bound("buyer_identifier", "Artikelnummer des Käufers", "identifier", example="B-1"),
    ] = None
    standard: Annotated[
        str | None,
        bound("standard_identifier.value", "GTIN", "identifier", example="4012345001235"),
    ] = None
    standard_scheme: Annotated[
        str | None,
        bound("standard_identifier.scheme", "Schema der GTIN", "item_scheme", example="0160"),
    ] = None
    industry: Annotated[
        str | None,
        bound("industry_identifier", "Nummer der Branche", "identifier", example="I-1"),
    ] = None
    model: Annotated[
        str | None, bound("model_identifier", "Modellnummer", "identifier", example="M-1")
    ] = None
    batch: Annotated[
        str | None, bound("batch_identifier", "Chargennummer", "identifier", example="C-1")
    ] = None


class Item(RequestPart, frozen=True, kw_only=True):
    """One invoice line."""

    binding: ClassVar[Bound] = Bound(semantic.Line)

    line_id: Annotated[
        str | None,
        bound(
            "identifier", "Positionsnummer", "identifier", example="1", hint="Absent: 1, 2, 3, …"
        ),
    ] = None
    name: Annotated[str, bound("item.name", "Bezeichnung", example="Beratung")]
    description: Annotated[
        str | None, bound("item.description", "Beschreibung", example="Workshop vor Ort")
    ] = None
    quantity: Annotated[
        Decimal,
        bound(
            "quantity",
            "Menge",
            example=1,
            hint="Up to 10 decimals; negative to take back what was invoiced.",
        ),
    ]
    unit_code: Annotated[
        str | None,
        bound(
            "unit_code",
            "Maßeinheit",
            "unit",
            example="C62",
            hint="Absent: company.defaults.unit_code.",
        ),
    ] = None
    unit_price_net: Annotated[
        Decimal | None,
        bound(
            "price.net_price",
            "Nettopreis je Einheit",
            example=100,
            hint="In the invoice currency, without VAT, up to 10 decimals. Or unit_price_gross, "
            "or list_price with what is taken off.",
        ),
    ] = None
    unit_price_gross: Annotated[
        Decimal | None,
        described(
            "Price with VAT",
            "Bruttopreis je Einheit",
            example=119,
            hint="In place of unit_price_net: what the customer pays for one.",
        ),
    ] = None
    list_price: Annotated[
        Decimal | None,
        bound(
            "price.list_price",
            "Listenpreis",
            example=120,
            hint="Without VAT, before discount; the discount is the difference.",
        ),
    ] = None
    price_discount: Annotated[
        Decimal | None,
        bound("price.discounts.amount", "Preisnachlass", example=20, hint="Off the list price."),
    ] = None
    base_quantity: Annotated[
        Decimal | None,
        bound("price.base_quantity", "Preisbasis", example=1, hint="The price is for so many."),
    ] = None
    base_quantity_unit: Annotated[
        str | None,
        bound("price.base_quantity_unit", "Einheit der Preisbasis", "unit", example="C62"),
    ] = None
    list_price_base_quantity: Annotated[
        Decimal | None,
        bound("price.list_price_base_quantity", "Preisbasis des Listenpreises", example=1),
    ] = None
    list_price_base_quantity_unit: Annotated[
        str | None,
        bound(
            "price.list_price_base_quantity_unit",
            "Einheit der Preisbasis des Listenpreises",
            "unit",
            example="C62",
        ),
    ] = None
    discount_percent: Annotated[
        Decimal | None,
        described(
            "Discount in percent",
            "Rabatt in Prozent",
            "percentage",
            example=10,
            hint="Off quantity times price.",
        ),
    ] = None
    vat_percent: Annotated[
        Decimal | None,
        bound(
            "vat.rate",
            "Steuersatz in Prozent",
            "percentage",
            example=19,
            hint="Absent only where tax_treatment or the category says 0.",
        ),
    ] = None
    vat_category_code: Annotated[
        str | None,
        bound(
            "vat.category_code",
            "Umsatzsteuerkategorie",
            "vat_category",
            example="S",
            hint="Absent: S, or Z where the rate is 0.",
        ),
    ] = None
    vat_exemption_reason: Annotated[
        str | None,
        bound(
            "vat.exemption_reason",
            "Grund der Steuerbefreiung",
            example="Steuerfrei nach § 4 Nr. 21 UStG",
            term="BT-120",
        ),
    ] = None
    tax_treatment: Annotated[
        str | None,
        described(
            "Tax treatment",
            "Steuerliche Behandlung",
            "tax_treatment",
            example="reverse_charge",
            hint="Absent: invoice.tax_treatment.",
        ),
    ] = None
    net_amount: Annotated[
        Decimal | None,
        bound("net_amount", "Nettobetrag", example=100, hint="Absent: computed."),
    ] = None
    period: Annotated[LinePeriod | None, bound("period", "Leistungszeitraum")] = None
    allowances: Annotated[tuple[LineAllowance, ...], bound("allowances", "Nachlässe")] = ()
    charges: Annotated[tuple[LineCharge, ...], bound("charges", "Zuschläge")] = ()
    order_line_reference: Annotated[
        str | None,
        bound("order_line_reference", "Position der Bestellung", "identifier", example="10"),
    ] = None
    object_identifier: Annotated[
        str | None,
        bound("object_identifier.value", "Abgerechnetes Objekt", "identifier", example="Z-123"),
    ] = None
    object_identifier_scheme: Annotated[
        str | None,
        bound(
            "object_identifier.scheme",
            "Schema des abgerechneten Objekts",
            "object_scheme",
            example="AAA",
        ),
    ] = None
    accounting_reference: Annotated[
        str | None,
        bound("accounting_reference", "Kontierung des Käufers", "identifier", example="4711"),
    ] = None
    identifiers: Annotated[ItemIdentifiers | None, bound("item", "Artikelnummern")] = None
    classifications: Annotated[
        tuple[Classification, ...], bound("item.classifications", "Warengruppen")
    ] = ()
    attributes: Annotated[tuple[Attribute, ...], bound("item.attributes", "Eigenschaften")] = ()
    country_of_origin: Annotated[
        str | None, bound("item.country_of_origin", "Ursprungsland", "country", example="DE")
    ] = None
    note: Annotated[str | None, bound("note", "Bemerkung", example="Wie besprochen.")] = None
    extended: Annotated[
        ExtendedItem | None, bound("extended", "Weiteres", hint="For the EXTENDED profile.")
    ] = None
    sub_lines: Annotated[
        tuple["Item", ...],
        bound("sub_lines", "Unterpositionen", hint="For the XRechnung extension."),
    ] = ()
