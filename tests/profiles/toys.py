"""A small syntax that has each kind of node once, over the invoice's own fields."""

from profiles.syntax.codecs import (
    AMOUNT,
    CODE,
    DATE_102,
    IDENTIFIER,
    IDENTIFIER_WITH_SCHEME,
    IDENTIFIER_WITHOUT_SCHEME,
    NUMBER,
)
from profiles.syntax.reader import reader
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Outer, Tree
from profiles.syntax.writer import writer

_PAYMENT = Each(
    "Payment",
    "payment_means",
    (
        Leaf("Code", "means_code", CODE),
        Outer(Element("TaxPoint", (Leaf("Date", "tax_point_date", DATE_102),))),
        Outer(Leaf("Buyer", "buyer_reference"), every=True),
    ),
)
_LINE = Each(
    "Line",
    "lines",
    (
        Leaf("ID", "identifier"),
        Leaf("Quantity", "quantity", NUMBER, bound={"unit": "unit_code"}),
        Group(
            "Price",
            "price",
            (
                Element("Kind", (Constant("Code", "net"),)),
                Leaf("Value", "net_price", NUMBER),
            ),
        ),
        Again("SubLine", "sub_lines"),
    ),
)
TOY = Tree(
    Element(
        "Toy",
        (
            Leaf("Currency", "currency", CODE),
            Element("Tax", (Leaf("ID", "seller.vat_id", fixed={"scheme": "VA"}),)),
            Element("Tax", (Leaf("ID", "seller.tax_number", IDENTIFIER),)),
            Leaf("ID", "seller.identifiers", IDENTIFIER_WITHOUT_SCHEME, many=True),
            Leaf("GlobalID", "seller.identifiers", IDENTIFIER_WITH_SCHEME, many=True),
            Element(
                "Project",
                (
                    Leaf("ID", "project_reference"),
                    Leaf("Name", "project_name", default="Project reference"),
                ),
            ),
            Leaf("Text", "payment_means.0.remittance_information"),
            _PAYMENT,
            Leaf("Total", "totals.with_vat", AMOUNT, bound={"currency": "/currency"}),
            Leaf(
                "Total",
                "totals.vat_amount_in_accounting_currency",
                AMOUNT,
                bound={"currency": "/vat_accounting_currency"},
            ),
            Each(
                "Allowance",
                "allowances",
                (Constant("Charge", "false"), Leaf("Amount", "amount", AMOUNT)),
            ),
            Each(
                "Allowance",
                "charges",
                (
                    Constant("Charge", "true"),
                    Leaf("Amount", "amount", AMOUNT),
                    Leaf("Reason", "reason"),
                ),
            ),
            _LINE,
            Leaf("TaxCurrency", "vat_accounting_currency", CODE),
        ),
    ),
    namespaces={"": "urn:toy"},
)

write_toy = writer(TOY)
read_toy = reader(TOY)


def toy(inside: str) -> bytes:
    """Put XML into the toy's root element."""
    return f'<Toy xmlns="urn:toy">{inside}</Toy>'.encode()
