"""The lines of an invoice (BG-25) in CII."""

from profiles.syntax.cii_charges import OF_LINE, OF_PRICE
from profiles.syntax.cii_dates import period
from profiles.syntax.cii_parties import party
from profiles.syntax.cii_references import OBJECT_IDENTIFIERS, line_of
from profiles.syntax.codecs import AMOUNT, CODE, IDENTIFIER, NUMBER
from profiles.syntax.tree import Constant, Each, Element, Group, Leaf

_LINE_DOCUMENT = Element(
    "ram:AssociatedDocumentLineDocument",
    (
        Leaf("ram:LineID", "identifier"),  # BT-126
        Leaf("ram:ParentLineID", "extended.parent_identifier"),  # BT-X-304
        Leaf("ram:LineStatusCode", "extended.status_code", CODE),  # BT-X-7
        Leaf("ram:LineStatusReasonCode", "extended.status_reason_code", CODE),  # BT-X-8
        Element(
            "ram:IncludedNote",
            (
                Leaf("ram:ContentCode", "extended.note_content_code", CODE),  # BT-X-9
                Leaf("ram:Content", "note"),  # BT-127
                Leaf("ram:SubjectCode", "extended.note_subject_code", CODE),
            ),
        ),
    ),
)

_INCLUDED_ITEMS = Each(
    "ram:IncludedReferencedProduct",
    "included",
    (
        Leaf("ram:GlobalID", "standard_identifiers", IDENTIFIER, many=True),
        Leaf("ram:SellerAssignedID", "seller_identifier"),
        Leaf("ram:BuyerAssignedID", "buyer_identifier"),
        Leaf("ram:Name", "name"),
        Leaf("ram:Description", "description"),
        Leaf("ram:UnitQuantity", "quantity", NUMBER, bound={"unitCode": "unit_code"}),
    ),
)

# BG-31
_ITEM = Group(
    "ram:SpecifiedTradeProduct",
    "item",
    (
        Leaf("ram:GlobalID", "standard_identifier", IDENTIFIER),  # BT-157
        Leaf("ram:SellerAssignedID", "seller_identifier"),  # BT-155
        Leaf("ram:BuyerAssignedID", "buyer_identifier"),  # BT-156
        Leaf("ram:IndustryAssignedID", "industry_identifier"),
        Leaf("ram:ModelID", "model_identifier"),
        Leaf("ram:Name", "name"),  # BT-153
        Leaf("ram:Description", "description"),  # BT-154
        Leaf("ram:BatchID", "batch_identifier"),
        Leaf("ram:BrandName", "brand_name"),
        Leaf("ram:ModelName", "model_name"),
        Each(  # BG-32
            "ram:ApplicableProductCharacteristic",
            "attributes",
            (
                Leaf("ram:TypeCode", "type_code", CODE),
                Leaf("ram:Description", "name"),  # BT-160
                Leaf("ram:Value", "value"),  # BT-161
            ),
        ),
        Each(
            "ram:DesignatedProductClassification",
            "classifications",
            (
                Leaf(  # BT-158
                    "ram:ClassCode",
                    "code",
                    bound={"listID": "scheme", "listVersionID": "scheme_version"},
                ),
                Leaf("ram:ClassName", "name"),
            ),
        ),
        Element("ram:OriginTradeCountry", (Leaf("ram:ID", "country_of_origin", CODE),)),  # BT-159
        _INCLUDED_ITEMS,
    ),
)

# BG-29
_AGREEMENT = Element(
    "ram:SpecifiedLineTradeAgreement",
    (
        line_of(  # BT-132
            "ram:BuyerOrderReferencedDocument", "extended.order", line="order_line_reference"
        ),
        line_of("ram:QuotationReferencedDocument", "extended.quotation"),
        line_of("ram:ContractReferencedDocument", "extended.contract"),
        Group(
            "ram:GrossPriceProductTradePrice",
            "price",
            (
                Leaf("ram:ChargeAmount", "list_price", NUMBER),  # BT-148
                Leaf(  # BT-149, BT-150
                    "ram:BasisQuantity",
                    "list_price_base_quantity",
                    NUMBER,
                    bound={"unitCode": "list_price_base_quantity_unit"},
                ),
                *OF_PRICE,  # BT-147
            ),
        ),
        Group(
            "ram:NetPriceProductTradePrice",
            "price",
            (
                Leaf("ram:ChargeAmount", "net_price", NUMBER),  # BT-146
                Leaf(  # BT-149, BT-150
                    "ram:BasisQuantity",
                    "base_quantity",
                    NUMBER,
                    bound={"unitCode": "base_quantity_unit"},
                ),
            ),
        ),
        party("ram:ItemSellerTradeParty", "extended.item_seller"),
    ),
)


def _quantity(tag: str, path: str, unit: str) -> Leaf:
    return Leaf(tag, path, NUMBER, bound={"unitCode": unit})


_DELIVERY = Element(
    "ram:SpecifiedLineTradeDelivery",
    (
        _quantity("ram:BilledQuantity", "quantity", "unit_code"),  # BT-129, BT-130
        _quantity(
            "ram:ChargeFreeQuantity", "extended.free_quantity", "extended.free_quantity_unit"
        ),
        _quantity(
            "ram:PackageQuantity", "extended.package_quantity", "extended.package_quantity_unit"
        ),
        party("ram:ShipToTradeParty", "extended.recipient"),
        party("ram:UltimateShipToTradeParty", "extended.ultimate_recipient"),
        line_of("ram:DespatchAdviceReferencedDocument", "extended.despatch_advice"),
        line_of("ram:ReceivingAdviceReferencedDocument", "extended.receiving_advice"),
        line_of("ram:DeliveryNoteReferencedDocument", "extended.delivery_note"),
    ),
)

# BG-30
_TAX = Group(
    "ram:ApplicableTradeTax",
    "vat",
    (
        Constant("ram:TypeCode", "VAT", assumed=True),
        Leaf("ram:ExemptionReason", "exemption_reason"),
        Leaf("ram:CategoryCode", "category_code", CODE),  # BT-151
        Leaf("ram:ExemptionReasonCode", "exemption_reason_code", CODE),
        Leaf("ram:DueDateTypeCode", "tax_point_date_code", CODE),
        Leaf("ram:RateApplicablePercent", "rate", NUMBER),  # BT-152
    ),
)

_SETTLEMENT = Element(
    "ram:SpecifiedLineTradeSettlement",
    (
        _TAX,
        period("period"),  # BG-26
        *OF_LINE,  # BG-27, BG-28
        Element(
            "ram:SpecifiedTradeSettlementLineMonetarySummation",
            (
                Leaf("ram:LineTotalAmount", "net_amount", AMOUNT),  # BT-131
                Leaf(
                    "ram:TaxTotalAmount",
                    "extended.tax_amount",
                    AMOUNT,
                    bound={"currencyID": "/currency"},
                ),
                Leaf("ram:GrandTotalAmount", "extended.gross_amount", AMOUNT),
                Leaf("ram:TotalAllowanceChargeAmount", "extended.allowance_charge_amount", AMOUNT),
            ),
        ),
        *OBJECT_IDENTIFIERS,  # BT-128
        Element(
            "ram:ReceivableSpecifiedTradeAccountingAccount",
            (Leaf("ram:ID", "accounting_reference"),),  # BT-133
        ),
    ),
)

# BG-25
LINES = Each(
    "ram:IncludedSupplyChainTradeLineItem",
    "lines",
    (_LINE_DOCUMENT, _ITEM, _AGREEMENT, _DELIVERY, _SETTLEMENT),
)
