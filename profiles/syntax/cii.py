"""UN/CEFACT Cross Industry Invoice (D16B): where each business term stands, in schema order."""

from profiles.syntax.cii_parties import BUYER, SELLER, address
from profiles.syntax.codecs import AMOUNT, DATE, NUMBER
from profiles.syntax.tree import Constant, Each, Element, Group, Leaf, Tree
from profiles.syntax.writer import writer

_CONTEXT = Group(
    "rsm:ExchangedDocumentContext",
    "process",
    (
        Element(
            "ram:BusinessProcessSpecifiedDocumentContextParameter",
            (Leaf("ram:ID", "business_process_type"),),  # BT-23
        ),
        Element(
            "ram:GuidelineSpecifiedDocumentContextParameter",
            (Leaf("ram:ID", "specification_identifier"),),  # BT-24
        ),
    ),
)

_DOCUMENT = Element(
    "rsm:ExchangedDocument",
    (
        Leaf("ram:ID", "number"),  # BT-1
        Leaf("ram:TypeCode", "type_code"),  # BT-3
        Element("ram:IssueDateTime", (Leaf("udt:DateTimeString", "issue_date", DATE),)),  # BT-2
        Each(
            "ram:IncludedNote",
            "notes",
            (
                Leaf("ram:Content", "text"),  # BT-22
                Leaf("ram:SubjectCode", "subject_code"),  # BT-21
            ),
        ),
    ),
)

_LINE = Each(
    "ram:IncludedSupplyChainTradeLineItem",
    "lines",
    (
        Element(
            "ram:AssociatedDocumentLineDocument", (Leaf("ram:LineID", "identifier"),)
        ),  # BT-126
        Group(
            "ram:SpecifiedTradeProduct",
            "item",
            (
                Leaf("ram:Name", "name"),  # BT-153
                Leaf("ram:Description", "description"),  # BT-154
            ),
        ),
        Element(
            "ram:SpecifiedLineTradeAgreement",
            (
                Element(
                    "ram:NetPriceProductTradePrice",
                    (Leaf("ram:ChargeAmount", "net_price", NUMBER),),  # BT-146
                ),
            ),
        ),
        Element(
            "ram:SpecifiedLineTradeDelivery",
            # BT-129, BT-130
            (Leaf("ram:BilledQuantity", "quantity", NUMBER, bound={"unitCode": "unit_code"}),),
        ),
        Element(
            "ram:SpecifiedLineTradeSettlement",
            (
                Group(
                    "ram:ApplicableTradeTax",
                    "vat",
                    (
                        Constant("ram:TypeCode", "VAT"),
                        Leaf("ram:CategoryCode", "category_code"),  # BT-151
                        Leaf("ram:RateApplicablePercent", "rate", NUMBER),  # BT-152
                    ),
                ),
                Element(
                    "ram:SpecifiedTradeSettlementLineMonetarySummation",
                    (Leaf("ram:LineTotalAmount", "net_amount", AMOUNT),),  # BT-131
                ),
            ),
        ),
    ),
)

_AGREEMENT = Element(
    "ram:ApplicableHeaderTradeAgreement",
    (
        Leaf("ram:BuyerReference", "buyer_reference"),  # BT-10
        SELLER,
        BUYER,
        Element(
            "ram:BuyerOrderReferencedDocument",
            (Leaf("ram:IssuerAssignedID", "purchase_order_reference"),),  # BT-13
        ),
        Element(
            "ram:ContractReferencedDocument",
            (Leaf("ram:IssuerAssignedID", "contract_reference"),),  # BT-12
        ),
        Element(
            "ram:SpecifiedProcuringProject",
            (
                Leaf("ram:ID", "project_reference"),  # BT-11
                # The schema wants a name, the standard has no term for it.
                Constant("ram:Name", "Project reference"),
            ),
        ),
    ),
)

_DELIVERY = Element(
    "ram:ApplicableHeaderTradeDelivery",
    (
        Element(
            "ram:ShipToTradeParty",
            (
                Leaf("ram:Name", "delivery.name"),  # BT-70
                address("delivery.address"),
            ),
        ),
        Element(
            "ram:ActualDeliverySupplyChainEvent",
            (
                Element(
                    "ram:OccurrenceDateTime",
                    (Leaf("udt:DateTimeString", "delivery.actual_date", DATE),),  # BT-72
                ),
            ),
        ),
    ),
    required=True,
)

_PAYMENT_MEANS = Each(
    "ram:SpecifiedTradeSettlementPaymentMeans",
    "payment.credit_transfers",
    outer=(
        Leaf("ram:TypeCode", "payment.means_code"),  # BT-81
        Leaf("ram:Information", "payment.means_text"),  # BT-82
    ),
    children=(
        Element(
            "ram:PayeePartyCreditorFinancialAccount",
            (
                Leaf("ram:IBANID", "account_identifier"),  # BT-84
                Leaf("ram:AccountName", "account_name"),  # BT-85
            ),
        ),
        Element(
            "ram:PayeeSpecifiedCreditorFinancialInstitution",
            (Leaf("ram:BICID", "provider_identifier"),),  # BT-86
        ),
    ),
)

_VAT_BREAKDOWN = Each(
    "ram:ApplicableTradeTax",
    "vat_breakdown",
    (
        Leaf("ram:CalculatedAmount", "tax_amount", AMOUNT),  # BT-117
        Constant("ram:TypeCode", "VAT"),
        Leaf("ram:ExemptionReason", "exemption_reason"),  # BT-120
        Leaf("ram:BasisAmount", "taxable_amount", AMOUNT),  # BT-116
        Leaf("ram:CategoryCode", "category_code"),  # BT-118
        Leaf("ram:ExemptionReasonCode", "exemption_reason_code"),  # BT-121
        Leaf("ram:RateApplicablePercent", "rate", NUMBER),  # BT-119
    ),
)

_SETTLEMENT = Element(
    "ram:ApplicableHeaderTradeSettlement",
    (
        Leaf("ram:PaymentReference", "payment.remittance_information"),  # BT-83
        Leaf("ram:InvoiceCurrencyCode", "currency"),  # BT-5
        _PAYMENT_MEANS,
        _VAT_BREAKDOWN,
        Element(
            "ram:SpecifiedTradePaymentTerms",
            (
                Leaf("ram:Description", "payment_terms"),  # BT-20
                Element(
                    "ram:DueDateDateTime",
                    (Leaf("udt:DateTimeString", "payment_due_date", DATE),),  # BT-9
                ),
            ),
        ),
        Element(
            "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
            (
                Leaf("ram:LineTotalAmount", "totals.line_net_amount", AMOUNT),  # BT-106
                Leaf("ram:TaxBasisTotalAmount", "totals.without_vat", AMOUNT),  # BT-109
                Leaf(  # BT-110
                    "ram:TaxTotalAmount",
                    "totals.vat_amount",
                    AMOUNT,
                    bound={"currencyID": "currency"},
                ),
                Leaf("ram:GrandTotalAmount", "totals.with_vat", AMOUNT),  # BT-112
                Leaf("ram:DuePayableAmount", "totals.due_for_payment", AMOUNT),  # BT-115
            ),
        ),
    ),
)

CII = Tree(
    Element(
        "rsm:CrossIndustryInvoice",
        (
            _CONTEXT,
            _DOCUMENT,
            Element(
                "rsm:SupplyChainTradeTransaction",
                (_LINE, _AGREEMENT, _DELIVERY, _SETTLEMENT),
            ),
        ),
    ),
    namespaces={
        "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    },
)

write_cii = writer(CII)
