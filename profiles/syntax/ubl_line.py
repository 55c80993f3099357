"""INVOICE LINE (BG-25) in UBL, of an invoice and of a credit note."""

from profiles.syntax.codecs import AMOUNT, CODE, DATE_ISO, IDENTIFIER, NUMBER
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer
from profiles.syntax.ubl_parties import TAX_SCHEME
from profiles.syntax.ubl_payment import CURRENCY

_PERIOD = Group(
    "cac:InvoicePeriod",
    "period",
    (
        Leaf("cbc:StartDate", "start", DATE_ISO),  # BT-134
        Leaf("cbc:EndDate", "end", DATE_ISO),  # BT-135
    ),
)

_ORDER_LINE = Element(
    "cac:OrderLineReference",
    (Leaf("cbc:LineID", "order_line_reference"),),  # BT-132
)

_INVOICED_OBJECT = Element(
    "cac:DocumentReference",
    (
        Leaf("cbc:ID", "object_identifier", IDENTIFIER),  # BT-128
        Constant("cbc:DocumentTypeCode", "130"),
    ),
)


def _allowances_or_charges(path: str, indicator: str) -> Each:
    return Each(
        "cac:AllowanceCharge",
        path,
        (
            Constant("cbc:ChargeIndicator", indicator),
            Leaf("cbc:AllowanceChargeReasonCode", "reason_code", CODE),  # BT-140, BT-145
            Leaf("cbc:AllowanceChargeReason", "reason"),  # BT-139, BT-144
            Leaf("cbc:MultiplierFactorNumeric", "percent", NUMBER),  # BT-138, BT-143
            Leaf("cbc:Amount", "amount", AMOUNT, bound=CURRENCY),  # BT-136, BT-141
            Leaf("cbc:BaseAmount", "base_amount", AMOUNT, bound=CURRENCY),  # BT-137, BT-142
        ),
    )


_ALLOWANCES = _allowances_or_charges("allowances", "false")
_CHARGES = _allowances_or_charges("charges", "true")

_TAX_TOTAL = Element(
    "cac:TaxTotal",
    (Leaf("cbc:TaxAmount", "extended.tax_amount", AMOUNT, bound=CURRENCY),),
)

_ITEM = Element(
    "cac:Item",
    (
        Leaf("cbc:Description", "item.description"),  # BT-154
        Leaf("cbc:Name", "item.name"),  # BT-153
        Element(
            "cac:BuyersItemIdentification",
            (Leaf("cbc:ID", "item.buyer_identifier"),),  # BT-156
        ),
        Element(
            "cac:SellersItemIdentification",
            (Leaf("cbc:ID", "item.seller_identifier"),),  # BT-155
        ),
        Element(
            "cac:StandardItemIdentification",
            (Leaf("cbc:ID", "item.standard_identifier", IDENTIFIER),),  # BT-157
        ),
        Element(
            "cac:OriginCountry",
            (Leaf("cbc:IdentificationCode", "item.country_of_origin", CODE),),  # BT-159
        ),
        Each(
            "cac:CommodityClassification",
            "item.classifications",
            (
                Leaf(  # BT-158
                    "cbc:ItemClassificationCode",
                    "code",
                    bound={"listID": "scheme", "listVersionID": "scheme_version"},
                ),
            ),
        ),
        Group(
            "cac:ClassifiedTaxCategory",
            "vat",
            (
                Leaf("cbc:ID", "category_code", CODE),  # BT-151
                Leaf("cbc:Percent", "rate", NUMBER),  # BT-152
                TAX_SCHEME,
            ),
        ),
        Each(
            "cac:AdditionalItemProperty",
            "item.attributes",
            (
                Leaf("cbc:Name", "name"),  # BT-160
                Leaf("cbc:Value", "value"),  # BT-161
            ),
        ),
    ),
)

_PRICE = Group(
    "cac:Price",
    "price",
    (
        Leaf("cbc:PriceAmount", "net_price", NUMBER, bound=CURRENCY),  # BT-146
        Leaf(  # BT-149, BT-150
            "cbc:BaseQuantity",
            "base_quantity",
            NUMBER,
            bound={"unitCode": "base_quantity_unit"},
            otherwise=Leaf(
                "cbc:BaseQuantity",
                "list_price_base_quantity",
                NUMBER,
                bound={"unitCode": "list_price_base_quantity_unit"},
            ),
        ),
        Each(
            "cac:AllowanceCharge",
            "discounts",
            (
                Constant("cbc:ChargeIndicator", "false"),
                # The schema wants an amount beside a list price.
                Leaf("cbc:Amount", "amount", NUMBER, bound=CURRENCY, default="0"),  # BT-147
                Outer(Leaf("cbc:BaseAmount", "list_price", NUMBER, bound=CURRENCY)),  # BT-148
            ),
        ),
    ),
)


def _lines(kind: str, quantity: str, amounts: tuple[Node, ...]) -> Each:
    return Each(
        f"cac:{kind}Line",
        "lines",
        (
            Leaf("cbc:ID", "identifier"),  # BT-126
            Leaf("cbc:Note", "note"),  # BT-127
            # BT-129, BT-130
            Leaf(f"cbc:{quantity}", "quantity", NUMBER, bound={"unitCode": "unit_code"}),
            Leaf("cbc:LineExtensionAmount", "net_amount", AMOUNT, bound=CURRENCY),  # BT-131
            Leaf("cbc:AccountingCost", "accounting_reference"),  # BT-133
            _PERIOD,
            _ORDER_LINE,
            _INVOICED_OBJECT,
            *amounts,
            _ITEM,
            _PRICE,
            Again(f"cac:Sub{kind}Line", "sub_lines"),  # BG-DEX-01
        ),
    )


INVOICE_LINES = _lines("Invoice", "InvoicedQuantity", (_ALLOWANCES, _CHARGES, _TAX_TOTAL))
CREDIT_NOTE_LINES = _lines("CreditNote", "CreditedQuantity", (_TAX_TOTAL, _ALLOWANCES, _CHARGES))
