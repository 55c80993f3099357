"""UN/CEFACT Cross Industry Invoice: where each business term stands, in schema order.

The order is that of D16B, which D22B and the EXTENDED profile keep; EXTENDED's terms are the ones
that D16B allows there or that later releases have added.
"""

from profiles.syntax.cii_dates import date_time
from profiles.syntax.cii_lines import LINES
from profiles.syntax.cii_parties import party
from profiles.syntax.cii_references import (
    OBJECT_IDENTIFIERS,
    SUPPORTING_DOCUMENTS,
    TENDER_OR_LOT,
    document,
)
from profiles.syntax.cii_settlement import SETTLEMENT
from profiles.syntax.codecs import BOOLEAN, CODE
from profiles.syntax.reader import reader
from profiles.syntax.tree import Each, Element, Group, Leaf, Tree
from profiles.syntax.writer import writer

# BG-2
_CONTEXT = Group(
    "rsm:ExchangedDocumentContext",
    "process",
    (
        Element("ram:TestIndicator", (Leaf("udt:Indicator", "is_test", BOOLEAN),)),
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
        Leaf("ram:Name", "extended.name"),  # BT-X-2
        Leaf("ram:TypeCode", "type_code", CODE),  # BT-3
        date_time("ram:IssueDateTime", "issue_date"),  # BT-2
        Element("ram:CopyIndicator", (Leaf("udt:Indicator", "extended.is_copy", BOOLEAN),)),
        Leaf("ram:LanguageID", "extended.language", CODE),  # BT-X-4
        Each(  # BG-1
            "ram:IncludedNote",
            "notes",
            (
                Leaf("ram:ContentCode", "content_code", CODE),  # BT-X-5
                Leaf("ram:Content", "text"),  # BT-22
                Leaf("ram:SubjectCode", "subject_code", CODE),  # BT-21
            ),
        ),
        Element(
            "ram:EffectiveSpecifiedPeriod",
            (date_time("ram:CompleteDateTime", "extended.contractual_due_date"),),  # BT-X-6
        ),
    ),
)

_AGREEMENT = Element(
    "ram:ApplicableHeaderTradeAgreement",
    (
        Leaf("ram:BuyerReference", "buyer_reference"),  # BT-10
        party("ram:SellerTradeParty", "seller"),  # BG-4
        party("ram:BuyerTradeParty", "buyer"),  # BG-7
        party("ram:SalesAgentTradeParty", "extended.sales_agent"),
        party("ram:BuyerTaxRepresentativeTradeParty", "extended.buyer_tax_representative"),
        party("ram:SellerTaxRepresentativeTradeParty", "tax_representative"),  # BG-11
        party("ram:ProductEndUserTradeParty", "extended.product_end_user"),
        Element(
            "ram:ApplicableTradeDeliveryTerms",
            (Leaf("ram:DeliveryTypeCode", "extended.delivery_terms_code", CODE),),
        ),
        document(  # BT-14
            "ram:SellerOrderReferencedDocument",
            "sales_order_reference",
            "extended.sales_order_date",
        ),
        document(  # BT-13
            "ram:BuyerOrderReferencedDocument",
            "purchase_order_reference",
            "extended.purchase_order_date",
        ),
        document(
            "ram:QuotationReferencedDocument",
            "extended.quotation_reference",
            "extended.quotation_date",
        ),
        document(  # BT-12
            "ram:ContractReferencedDocument", "contract_reference", "extended.contract_date"
        ),
        SUPPORTING_DOCUMENTS,  # BG-24
        TENDER_OR_LOT,  # BT-17
        *OBJECT_IDENTIFIERS,  # BT-18
        party("ram:BuyerAgentTradeParty", "extended.buyer_agent"),
        Element(
            "ram:SpecifiedProcuringProject",
            (
                Leaf("ram:ID", "project_reference"),  # BT-11
                # The schema wants a name, the standard has no term for it.
                Leaf("ram:Name", "project_name", default="Project reference"),
            ),
        ),
    ),
)

# BG-13
_DELIVERY = Element(
    "ram:ApplicableHeaderTradeDelivery",
    (
        Element(
            "ram:RelatedSupplyChainConsignment",
            (
                Element(
                    "ram:SpecifiedLogisticsTransportMovement",
                    (Leaf("ram:ModeCode", "extended.transport_mode_code", CODE),),
                ),
            ),
        ),
        party("ram:ShipToTradeParty", "delivery.recipient"),  # BT-70, BT-71, BG-15
        party("ram:UltimateShipToTradeParty", "delivery.ultimate_recipient"),
        party("ram:ShipFromTradeParty", "delivery.sender"),
        Element(
            "ram:ActualDeliverySupplyChainEvent",
            (date_time("ram:OccurrenceDateTime", "delivery.actual_date"),),  # BT-72
        ),
        document(  # BT-16
            "ram:DespatchAdviceReferencedDocument",
            "despatch_advice_reference",
            "extended.despatch_advice_date",
        ),
        document(  # BT-15
            "ram:ReceivingAdviceReferencedDocument",
            "receiving_advice_reference",
            "extended.receiving_advice_date",
        ),
        document(
            "ram:DeliveryNoteReferencedDocument",
            "extended.delivery_note_reference",
            "extended.delivery_note_date",
        ),
    ),
    required=True,
)

CII = Tree(
    Element(
        "rsm:CrossIndustryInvoice",
        (
            _CONTEXT,
            _DOCUMENT,
            Element(
                "rsm:SupplyChainTradeTransaction",
                (LINES, _AGREEMENT, _DELIVERY, SETTLEMENT),
            ),
        ),
    ),
    namespaces={
        "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
        "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
        "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    },
)

write_cii = writer(CII)
read_cii = reader(CII)
