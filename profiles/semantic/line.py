"""INVOICE LINE (BG-25): what was sold, how much of it, at which price and VAT."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from profiles.semantic.allowance import LineAllowance, PriceAllowance
from profiles.semantic.delivery import Period
from profiles.semantic.party import Identifier, Party
from profiles.semantic.references import LineReference
from profiles.semantic.term import extension, term
from profiles.semantic.vat import LineVAT


class Attribute(Struct, frozen=True, kw_only=True):
    """ITEM ATTRIBUTE (BG-32)."""

    name: Annotated[str | None, term("BT-160", "Item attribute name")] = None
    value: Annotated[str | None, term("BT-161", "Item attribute value")] = None
    type_code: Annotated[str | None, extension("Item attribute type code")] = None


class Classification(Struct, frozen=True, kw_only=True):
    """ITEM CLASSIFICATION (BT-158): code, its list (BT-158-1) and the list's version (BT-158-2)."""

    code: Annotated[str | None, term("BT-158", "Item classification identifier")] = None
    scheme: Annotated[str | None, term("BT-158", "Scheme identifier")] = None
    scheme_version: Annotated[str | None, term("BT-158", "Scheme version identifier")] = None
    name: Annotated[str | None, extension("Item classification name")] = None


class IncludedItem(Struct, frozen=True, kw_only=True):
    """An item that is part of another (EXTENDED)."""

    name: Annotated[str | None, extension("Included item name")] = None
    description: Annotated[str | None, extension("Included item description")] = None
    standard_identifiers: Annotated[tuple[Identifier, ...], extension("Standard identifier")] = ()
    seller_identifier: Annotated[str | None, extension("Seller's identifier")] = None
    buyer_identifier: Annotated[str | None, extension("Buyer's identifier")] = None
    quantity: Annotated[Decimal | None, extension("Included quantity")] = None
    unit_code: Annotated[str | None, extension("Included quantity unit")] = None


class Item(Struct, frozen=True, kw_only=True):
    """ITEM INFORMATION (BG-31)."""

    name: Annotated[str | None, term("BT-153", "Item name")] = None
    description: Annotated[str | None, term("BT-154", "Item description")] = None
    seller_identifier: Annotated[str | None, term("BT-155", "Item Seller's identifier")] = None
    buyer_identifier: Annotated[str | None, term("BT-156", "Item Buyer's identifier")] = None
    standard_identifier: Annotated[
        Identifier | None, term("BT-157", "Item standard identifier")
    ] = None
    classifications: Annotated[
        tuple[Classification, ...], term("BT-158", "Item classification identifier")
    ] = ()
    country_of_origin: Annotated[str | None, term("BT-159", "Item country of origin")] = None
    attributes: Annotated[tuple[Attribute, ...], term("BG-32", "Item attributes")] = ()
    industry_identifier: Annotated[str | None, extension("Industry identifier")] = None
    model_identifier: Annotated[str | None, extension("Model identifier")] = None
    batch_identifier: Annotated[str | None, extension("Batch identifier")] = None
    brand_name: Annotated[str | None, extension("Brand name")] = None
    model_name: Annotated[str | None, extension("Model name")] = None
    included: Annotated[tuple[IncludedItem, ...], extension("Included items")] = ()


class Price(Struct, frozen=True, kw_only=True):
    """PRICE DETAILS (BG-29), without VAT: net price = list price - discounts, per base quantity.

    list_price is what the standard calls Item gross price: before discount. Some documents state
    the base quantity beside it alone, or beside it too.
    """

    net_price: Annotated[Decimal | None, term("BT-146", "Item net price")] = None
    discounts: Annotated[tuple[PriceAllowance, ...], term("BT-147", "Item price discount")] = ()
    surcharges: Annotated[tuple[PriceAllowance, ...], extension("Item price charge")] = ()
    list_price: Annotated[Decimal | None, term("BT-148", "Item gross price")] = None
    base_quantity: Annotated[Decimal | None, term("BT-149", "Item price base quantity")] = None
    base_quantity_unit: Annotated[
        str | None, term("BT-150", "Item price base quantity unit of measure code")
    ] = None
    list_price_base_quantity: Annotated[
        Decimal | None, term("BT-149", "Item price base quantity")
    ] = None
    list_price_base_quantity_unit: Annotated[
        str | None, term("BT-150", "Item price base quantity unit of measure code")
    ] = None


class ExtendedLine(Struct, frozen=True, kw_only=True):
    """What EXTENDED says of a line beyond EN 16931."""

    parent_identifier: Annotated[str | None, term("BT-X-304", "Parent line identifier")] = None
    status_code: Annotated[str | None, term("BT-X-7", "Line status code")] = None
    status_reason_code: Annotated[str | None, term("BT-X-8", "Line status reason code")] = None
    note_content_code: Annotated[str | None, term("BT-X-9", "Line note content code")] = None
    note_subject_code: Annotated[str | None, extension("Line note subject code")] = None
    further_object_identifiers: Annotated[
        tuple[Identifier, ...], extension("Further line object identifiers")
    ] = ()
    order: Annotated[LineReference | None, extension("Purchase order of the line")] = None
    quotation: Annotated[LineReference | None, extension("Quotation line")] = None
    contract: Annotated[LineReference | None, extension("Contract line")] = None
    delivery_note: Annotated[LineReference | None, extension("Delivery note line")] = None
    despatch_advice: Annotated[LineReference | None, extension("Despatch advice line")] = None
    receiving_advice: Annotated[LineReference | None, extension("Receiving advice line")] = None
    item_seller: Annotated[Party | None, extension("Item seller")] = None
    recipient: Annotated[Party | None, extension("Deliver to party of the line")] = None
    ultimate_recipient: Annotated[Party | None, extension("Ultimate ship-to party of the line")] = (
        None
    )
    free_quantity: Annotated[Decimal | None, extension("Free quantity")] = None
    free_quantity_unit: Annotated[str | None, extension("Free quantity unit")] = None
    package_quantity: Annotated[Decimal | None, extension("Package quantity")] = None
    package_quantity_unit: Annotated[str | None, extension("Package quantity unit")] = None
    tax_amount: Annotated[Decimal | None, extension("Line VAT amount")] = None
    gross_amount: Annotated[Decimal | None, extension("Line amount with VAT")] = None
    allowance_charge_amount: Annotated[
        Decimal | None, extension("Sum of line allowances and charges")
    ] = None


class Line(Struct, frozen=True, kw_only=True):
    """INVOICE LINE (BG-25).

    quantity and prices have up to 10 decimals; net_amount has 2 and is absent until
    `profiles.semantic.totals` has computed it. sub_lines are the XRechnung extension's.
    """

    identifier: Annotated[str | None, term("BT-126", "Invoice line identifier")] = None
    note: Annotated[str | None, term("BT-127", "Invoice line note")] = None
    object_identifier: Annotated[
        Identifier | None, term("BT-128", "Invoice line object identifier")
    ] = None
    quantity: Annotated[Decimal | None, term("BT-129", "Invoiced quantity")] = None
    unit_code: Annotated[str | None, term("BT-130", "Invoiced quantity unit of measure code")] = (
        None
    )
    net_amount: Annotated[Decimal | None, term("BT-131", "Invoice line net amount")] = None
    order_line_reference: Annotated[
        str | None, term("BT-132", "Referenced purchase order line reference")
    ] = None
    accounting_reference: Annotated[
        str | None, term("BT-133", "Invoice line Buyer accounting reference")
    ] = None
    period: Annotated[Period | None, term("BG-26", "Invoice line period")] = None
    allowances: Annotated[tuple[LineAllowance, ...], term("BG-27", "Invoice line allowances")] = ()
    charges: Annotated[tuple[LineAllowance, ...], term("BG-28", "Invoice line charges")] = ()
    price: Annotated[Price, term("BG-29", "Price details")] = Price()
    vat: Annotated[LineVAT, term("BG-30", "Line VAT information")] = LineVAT()
    item: Annotated[Item, term("BG-31", "Item information")] = Item()
    extended: Annotated[ExtendedLine | None, extension("Further terms of EXTENDED")] = None
    sub_lines: Annotated[tuple["Line", ...], term("BG-DEX-01", "Sub invoice line")] = ()
