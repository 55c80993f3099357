"""What only EXTENDED says of an item."""

from decimal import Decimal
from typing import Annotated, ClassVar

from gateway.dialects.described import RequestPart, bound
from gateway.dialects.places import Bound
from gateway.dialects.zugio.amounts import PriceDiscount, PriceSurcharge
from gateway.dialects.zugio.parties import FurtherIdentifier, Party
from gateway.dialects.zugio.references import LineReference, ObjectIdentifier
from profiles.semantic import line as semantic


class IncludedItem(RequestPart, frozen=True, kw_only=True):
    """An item that is part of another (EXTENDED)."""

    binding: ClassVar[Bound] = Bound(semantic.IncludedItem)

    name: Annotated[str | None, bound("name", "Bezeichnung", example="Schraube")] = None
    description: Annotated[str | None, bound("description", "Beschreibung", example="M6")] = None
    standard_identifiers: Annotated[
        tuple[FurtherIdentifier, ...], bound("standard_identifiers", "GTIN")
    ] = ()
    seller_identifier: Annotated[
        str | None,
        bound("seller_identifier", "Artikelnummer des Verkäufers", "identifier", example="A-2"),
    ] = None
    buyer_identifier: Annotated[
        str | None,
        bound("buyer_identifier", "Artikelnummer des Käufers", "identifier", example="B-2"),
    ] = None
    quantity: Annotated[Decimal | None, bound("quantity", "Menge", example=4)] = None
    unit_code: Annotated[str | None, bound("unit_code", "Einheit", "unit", example="C62")] = None


class ExtendedItem(RequestPart, frozen=True, kw_only=True):
    """What only EXTENDED says of an item."""

    binding: ClassVar[Bound] = Bound(semantic.ExtendedLine, scope=semantic.Line)

    parent_line_id: Annotated[
        str | None,
        bound("parent_identifier", "Übergeordnete Position", "identifier", example="1"),
    ] = None
    status_code: Annotated[
        str | None, bound("status_code", "Status der Position", "line_status", example="1")
    ] = None
    status_reason_code: Annotated[
        str | None,
        bound("status_reason_code", "Art der Position", "line_status_reason", example="DETAIL"),
    ] = None
    note_content_code: Annotated[
        str | None,
        bound("note_content_code", "Code der Bemerkung", "identifier", example="ST3"),
    ] = None
    note_subject_code: Annotated[
        str | None,
        bound("note_subject_code", "Betreff der Bemerkung", "note_subject", example="REG"),
    ] = None
    order: Annotated[LineReference | None, bound("order", "Bestellung")] = None
    quotation: Annotated[LineReference | None, bound("quotation", "Angebot")] = None
    contract: Annotated[LineReference | None, bound("contract", "Vertrag")] = None
    delivery_note: Annotated[LineReference | None, bound("delivery_note", "Lieferschein")] = None
    despatch_advice: Annotated[LineReference | None, bound("despatch_advice", "Lieferavis")] = None
    receiving_advice: Annotated[LineReference | None, bound("receiving_advice", "Wareneingang")] = (
        None
    )
    item_seller: Annotated[Party | None, bound("item_seller", "Verkäufer des Artikels")] = None
    deliver_to: Annotated[Party | None, bound("recipient", "Lieferadresse")] = None
    ultimate_deliver_to: Annotated[
        Party | None, bound("ultimate_recipient", "Endgültige Lieferadresse")
    ] = None
    free_quantity: Annotated[Decimal | None, bound("free_quantity", "Freimenge", example=1)] = None
    free_quantity_unit: Annotated[
        str | None, bound("free_quantity_unit", "Einheit der Freimenge", "unit", example="C62")
    ] = None
    package_quantity: Annotated[
        Decimal | None, bound("package_quantity", "Zahl der Packstücke", example=1)
    ] = None
    package_quantity_unit: Annotated[
        str | None, bound("package_quantity_unit", "Art der Packstücke", "unit", example="XPK")
    ] = None
    tax_amount: Annotated[Decimal | None, bound("tax_amount", "Umsatzsteuer", example=19)] = None
    gross_amount: Annotated[
        Decimal | None, bound("gross_amount", "Betrag mit Umsatzsteuer", example=119)
    ] = None
    allowance_charge_amount: Annotated[
        Decimal | None,
        bound("allowance_charge_amount", "Summe der Nachlässe und Zuschläge", example=0),
    ] = None
    vat_exemption_reason_code: Annotated[
        str | None,
        bound(
            "/vat.exemption_reason_code",
            "Code der Steuerbefreiung",
            "exemption",
            example="VATEX-EU-132",
        ),
    ] = None
    tax_point_date_code: Annotated[
        str | None, bound("/vat.tax_point_date_code", "Steuerzeitpunkt", "tax_point", example="5")
    ] = None
    price_discounts: Annotated[
        tuple[PriceDiscount, ...],
        bound("/price.discounts", "Preisnachlässe", hint="In place of price_discount."),
    ] = ()
    price_surcharges: Annotated[
        tuple[PriceSurcharge, ...], bound("/price.surcharges", "Preiszuschläge")
    ] = ()
    brand_name: Annotated[str | None, bound("/item.brand_name", "Marke", example="Adler")] = None
    model_name: Annotated[str | None, bound("/item.model_name", "Modell", example="K2")] = None
    included_items: Annotated[
        tuple[IncludedItem, ...], bound("/item.included", "Enthaltene Artikel")
    ] = ()
    further_object_identifiers: Annotated[
        tuple[ObjectIdentifier, ...],
        bound("further_object_identifiers", "Weitere abgerechnete Objekte"),
    ] = ()
