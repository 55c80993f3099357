"""The Zugio request as Structs: one name for each business term, every field described."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from gateway.dialects.described import RequestPart, described
from gateway.dialects.zugio.parties import Buyer, DeliverTo, Seller


class Item(RequestPart, frozen=True, kw_only=True):
    """One invoice line (BG-25)."""

    name: Annotated[str, described("BT-153", "Item name", "Bezeichnung", example="Beratung")]
    description: Annotated[
        str | None,
        described("BT-154", "Item description", "Beschreibung", example="Workshop vor Ort"),
    ] = None
    quantity: Annotated[
        Decimal,
        described(
            "BT-129",
            "Invoiced quantity",
            "Menge",
            example=1,
            hint="Up to 10 decimals; negative to take back what was invoiced.",
        ),
    ]
    unit_code: Annotated[
        str | None,
        described(
            "BT-130",
            "Unit of measure",
            "Maßeinheit",
            form="unit",
            example="C62",
            hint="A code of UN/ECE Recommendation 20. Absent: company.defaults.unit_code.",
        ),
    ] = None
    unit_price_net: Annotated[
        Decimal,
        described(
            "BT-146",
            "Item net price",
            "Nettopreis je Einheit",
            example=100,
            hint="In the invoice currency, without VAT, up to 10 decimals.",
        ),
    ]
    vat_percent: Annotated[
        Decimal,
        described(
            "BT-152", "VAT rate in percent", "Steuersatz in Prozent", form="percentage", example=19
        ),
    ]
    vat_category_code: Annotated[
        str | None,
        described(
            "BT-151",
            "VAT category",
            "Umsatzsteuerkategorie",
            form="vat_category",
            example="S",
            hint="Absent: S, or Z where the rate is 0.",
        ),
    ] = None
    vat_exemption_reason: Annotated[
        str | None,
        described(
            "BT-120",
            "VAT exemption reason",
            "Grund der Steuerbefreiung",
            example="Steuerfrei nach § 4 Nr. 21 UStG",
        ),
    ] = None


class PaymentMeans(RequestPart, frozen=True, kw_only=True):
    """The account that takes the payment (BG-16, BG-17): a SEPA credit transfer."""

    iban: Annotated[
        str,
        described("BT-84", "IBAN", "IBAN", form="iban", example="DE02120300000000202051"),
    ]
    bic: Annotated[
        str | None, described("BT-86", "BIC", "BIC", form="bic", example="BYLADEM1001")
    ] = None
    account_name: Annotated[
        str | None, described("BT-85", "Account holder", "Kontoinhaber", example="Firma GmbH")
    ] = None
    remittance_information: Annotated[
        str | None,
        described("BT-83", "Remittance information", "Verwendungszweck", example="RE-2026-0001"),
    ] = None


class InvoicePart(RequestPart, frozen=True, kw_only=True):
    """The invoice itself: numbers, dates, buyer and lines."""

    invoice_number: Annotated[
        str,
        described(
            "BT-1",
            "Invoice number",
            "Rechnungsnummer",
            form="identifier",
            example="RE-2026-0001",
        ),
    ]
    issue_date: Annotated[
        date, described("BT-2", "Issue date", "Rechnungsdatum", example="2026-01-01")
    ]
    delivery_date: Annotated[
        date | None, described("BT-72", "Delivery date", "Lieferdatum", example="2026-01-01")
    ] = None
    payment_due_date: Annotated[
        date | None, described("BT-9", "Payment due date", "Fälligkeit", example="2026-01-31")
    ] = None
    project_reference: Annotated[
        str | None,
        described("BT-11", "Project reference", "Projekt", form="identifier", example="P-77"),
    ] = None
    contract_reference: Annotated[
        str | None,
        described("BT-12", "Contract reference", "Vertrag", form="identifier", example="V-2026-4"),
    ] = None
    purchase_order_reference: Annotated[
        str | None,
        described("BT-13", "Purchase order", "Bestellnummer", form="identifier", example="B-4711"),
    ] = None
    notes: Annotated[
        str | None,
        described("BT-22", "Invoice note", "Bemerkung", example="Danke für Ihren Auftrag."),
    ] = None
    payment_terms: Annotated[
        str | None,
        described(
            "BT-20", "Payment terms", "Zahlungsbedingungen", example="Zahlbar bis 31.01.2026."
        ),
    ] = None
    buyer: Annotated[Buyer, described("BG-7", "Buyer", "Käufer")]
    deliver_to: Annotated[DeliverTo | None, described("BG-15", "Deliver to", "Lieferadresse")] = (
        None
    )
    items: Annotated[
        tuple[Item, ...], described("BG-25", "Invoice lines", "Positionen", hint="At least one.")
    ]


class Defaults(RequestPart, frozen=True, kw_only=True):
    """What holds wherever the invoice does not say otherwise."""

    locale: Annotated[
        str | None,
        described(
            None,
            "Language and formats of the page",
            "Sprache und Formate der Seite",
            form="locale",
            example="de_DE",
            hint="Absent: de_DE.",
        ),
    ] = None
    currency: Annotated[
        str,
        described("BT-5", "Invoice currency", "Rechnungswährung", form="currency", example="EUR"),
    ] = "EUR"
    unit_code: Annotated[
        str,
        described(
            "BT-130",
            "Unit of measure",
            "Maßeinheit",
            form="unit",
            example="C62",
            hint="C62 is one piece.",
        ),
    ] = "C62"


class Company(RequestPart, frozen=True, kw_only=True):
    """The seller and its defaults."""

    seller: Annotated[Seller, described("BG-4", "Seller", "Verkäufer")]
    defaults: Annotated[Defaults, described(None, "Defaults", "Vorgaben")] = Defaults()


class Request(RequestPart, frozen=True, kw_only=True):
    """One self-contained invoice."""

    company: Annotated[Company, described(None, "Company", "Unternehmen")]
    invoice: Annotated[InvoicePart, described(None, "Invoice", "Rechnung")]
    profile_urn: Annotated[
        str | None,
        described(
            "BT-24",
            "Profile",
            "Profil",
            form="identifier",
            example="urn:cen.eu:en16931:2017",
            hint="The guideline id that the XML carries.",
        ),
    ] = None
    business_process_urn: Annotated[
        str | None,
        described(
            "BT-23",
            "Business process",
            "Geschäftsprozess",
            form="identifier",
            example="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
        ),
    ] = None
    payment_means: Annotated[
        PaymentMeans | tuple[PaymentMeans, ...] | None,
        described("BG-16", "Payment", "Zahlung", hint="One account, or a list of several."),
    ] = None


# Groups that the request has no object for, and the field that most likely is missing.
GROUP_POINTERS = {
    "BG-5": "/company/seller/street",
    "BG-6": "/company/seller/contact_name",
    "BG-8": "/invoice/buyer/street",
    "BG-9": "/invoice/buyer/contact_name",
    "BG-13": "/invoice/delivery_date",
    "BG-17": "/payment_means",
    "BG-30": "/invoice/items/*/vat_category_code",
    "BG-31": "/invoice/items/*/name",
}
