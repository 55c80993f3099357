"""How a sale is taxed, in words that need no knowledge of VAT category codes.

Each treatment is a row of TREATMENTS: what it writes, and which terms the rules then want.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Language, Wording
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.money import ZERO
from profiles.semantic.party import Identifier, Party
from profiles.semantic.vat import LineVAT


class TaxTreatment(Struct, frozen=True, kw_only=True):
    """One way to tax a sale.

    category_code: BT-151 and BT-118.
    exemption_reason_code: BT-121, of the VATEX list; absent where no code fits.
    sentence: what the law wants to be said (BT-120).
    has_rate: whether there is a rate over 0; without one the rate is 0, or absent for O.
    wants_reason: a reason is required, and none is the same for all.
    needs: the terms that have to be there; of each row one.
    seller_statement: whether the sentence stands in BT-33 too.
    """

    category_code: str
    exemption_reason_code: str | None = None
    sentence: Wording | None = None
    has_rate: bool = False
    wants_reason: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    seller_statement: bool = False


_SELLER_TAX_ID = ("BT-31", "BT-32", "BT-63")
_SELLER_VAT_ID = ("BT-31", "BT-63")

TREATMENTS: Mapping[str, TaxTreatment] = {
    "standard": TaxTreatment(category_code="S", has_rate=True, needs=(_SELLER_TAX_ID,)),
    "zero_rated": TaxTreatment(category_code="Z", needs=(_SELLER_TAX_ID,)),
    # § 13b, § 14a (5) UStG
    "reverse_charge": TaxTreatment(
        category_code="AE",
        exemption_reason_code="VATEX-EU-AE",
        sentence=Wording(de="Steuerschuldnerschaft des Leistungsempfängers", en="Reverse charge"),
        needs=(_SELLER_TAX_ID, ("BT-48", "BT-47")),
    ),
    # § 4 Nr. 1b, § 6a UStG: goods alone; services within the EU are reverse_charge.
    "intra_community": TaxTreatment(
        category_code="K",
        exemption_reason_code="VATEX-EU-IC",
        sentence=Wording(
            de="Steuerfreie innergemeinschaftliche Lieferung",
            en="Intra-Community supply, exempt from VAT",
        ),
        needs=(_SELLER_VAT_ID, ("BT-48",), ("BT-72", "BG-14"), ("BT-80",)),
    ),
    # § 4 Nr. 1a, § 6 UStG
    "export": TaxTreatment(
        category_code="G",
        exemption_reason_code="VATEX-EU-G",
        sentence=Wording(
            de="Steuerfreie Ausfuhrlieferung", en="Export outside the EU, exempt from VAT"
        ),
        needs=(_SELLER_VAT_ID,),
    ),
    "exempt": TaxTreatment(category_code="E", wants_reason=True, needs=(_SELLER_TAX_ID,)),
    "small_business": TaxTreatment(
        category_code="E",
        sentence=Wording(
            de="Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG",
            en="No VAT is charged: small business under § 19 of the German VAT Act (UStG)",
        ),
        seller_statement=True,
        needs=(_SELLER_TAX_ID,),
    ),
    "outside_scope": TaxTreatment(
        category_code="O",
        exemption_reason_code="VATEX-EU-O",
        sentence=Wording(de="Nicht steuerbare Leistung", en="Not subject to VAT"),
    ),
    # § 14a (6) UStG gives the words of the four margin schemes.
    "travel": TaxTreatment(
        category_code="E",
        exemption_reason_code="VATEX-EU-D",
        sentence=Wording(de="Sonderregelung für Reisebüros", en="Margin scheme – travel agents"),
        needs=(_SELLER_TAX_ID,),
    ),
    "second_hand": TaxTreatment(
        category_code="E",
        exemption_reason_code="VATEX-EU-F",
        sentence=Wording(
            de="Gebrauchtgegenstände/Sonderregelung", en="Margin scheme – second-hand goods"
        ),
        needs=(_SELLER_TAX_ID,),
    ),
    "works_of_art": TaxTreatment(
        category_code="E",
        exemption_reason_code="VATEX-EU-I",
        sentence=Wording(de="Kunstgegenstände/Sonderregelung", en="Margin scheme – works of art"),
        needs=(_SELLER_TAX_ID,),
    ),
    "collectors_items": TaxTreatment(
        category_code="E",
        exemption_reason_code="VATEX-EU-J",
        sentence=Wording(
            de="Sammlungsstücke und Antiquitäten/Sonderregelung",
            en="Margin scheme – collector’s items and antiques",
        ),
        needs=(_SELLER_TAX_ID,),
    ),
    "canary_islands": TaxTreatment(category_code="L", has_rate=True, needs=(_SELLER_TAX_ID,)),
    "ceuta_melilla": TaxTreatment(category_code="M", has_rate=True, needs=(_SELLER_TAX_ID,)),
}


def vat_under(treatment: TaxTreatment, vat: LineVAT, language: Language) -> LineVAT:
    """Return a line's VAT under a treatment; a reason and a rate that it has are kept."""
    sentence = treatment.sentence.to(language) if treatment.sentence else None
    rate = vat.rate
    if not treatment.has_rate:
        rate = None if treatment.category_code == "O" else ZERO  # BR-O-05
    return replace(
        vat,
        category_code=treatment.category_code,
        rate=rate,
        exemption_reason=vat.exemption_reason or sentence,
        exemption_reason_code=vat.exemption_reason_code or treatment.exemption_reason_code,
    )


def with_treatment(line: Line, treatment: TaxTreatment, language: Language) -> Line:
    """Return the line taxed in this way."""
    return replace(line, vat=vat_under(treatment, line.vat, language))


def with_consequences(
    invoice: Invoice, names: frozenset[str], language: Language
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return the invoice with what the treatments that its lines have mean for the whole of it.

    names: of TREATMENTS, all that occur. The findings name what a treatment wants and the invoice
    lacks, and what had to move.
    """
    findings: list[Finding] = []
    for name, treatment in TREATMENTS.items():
        if name not in names:
            continue
        if treatment.seller_statement and treatment.sentence:
            invoice = _with_statement(invoice, treatment.sentence.to(language))
        if treatment.category_code == "O":
            invoice, moved = _without_vat_identifiers(invoice)
            findings += moved
        findings += missing(invoice, name)
    return invoice, tuple(findings)


def missing(invoice: Invoice, name: str) -> tuple[Finding, ...]:
    """Return a warning for each term that the treatment wants and the invoice lacks."""
    treatment = TREATMENTS[name]
    wanted = (*treatment.needs, ("BT-120",)) if treatment.wants_reason else treatment.needs
    return tuple(
        _lacking(name, terms)
        for terms in wanted
        if not any(_PRESENT[term](invoice) for term in terms)
    )


_PRESENT: Mapping[str, Callable[[Invoice], object]] = {
    "BT-31": lambda invoice: invoice.seller.vat_id,
    "BT-32": lambda invoice: invoice.seller.tax_number,
    "BT-47": lambda invoice: invoice.buyer.legal_registration,
    "BT-48": lambda invoice: invoice.buyer.vat_id,
    "BT-63": lambda invoice: invoice.tax_representative and invoice.tax_representative.vat_id,
    "BT-72": lambda invoice: invoice.delivery and invoice.delivery.actual_date,
    "BG-14": lambda invoice: invoice.invoicing_period,
    "BT-80": lambda invoice: (
        invoice.delivery
        and invoice.delivery.recipient
        and invoice.delivery.recipient.address
        and invoice.delivery.recipient.address.country_code
    ),
    "BT-120": lambda invoice: all(
        line.vat.exemption_reason or line.vat.exemption_reason_code
        for line in invoice.lines
        if line.vat.category_code == "E"
    ),
}

_NAMES = {
    "BT-31": Wording(de="USt-IdNr. des Verkäufers", en="seller's VAT identifier"),
    "BT-32": Wording(de="Steuernummer des Verkäufers", en="seller's tax number"),
    "BT-47": Wording(de="Registernummer des Käufers", en="buyer's legal registration identifier"),
    "BT-48": Wording(de="USt-IdNr. des Käufers", en="buyer's VAT identifier"),
    "BT-63": Wording(de="USt-IdNr. des Steuervertreters", en="tax representative's VAT identifier"),
    "BT-72": Wording(de="Lieferdatum", en="delivery date"),
    "BG-14": Wording(de="Abrechnungszeitraum", en="invoicing period"),
    "BT-80": Wording(de="Lieferland", en="deliver to country"),
    "BT-120": Wording(de="Grund der Steuerbefreiung", en="reason of the exemption"),
}


def _lacking(name: str, terms: tuple[str, ...]) -> Finding:
    german = " oder ".join(f"{_NAMES[term].de} ({term})" for term in terms)
    english = " or ".join(f"{_NAMES[term].en} ({term})" for term in terms)
    return Finding(
        severity="warning",
        rule="ZG-TREATMENT-NEEDS",
        term=terms[0],
        message=Wording(de=f"Für „{name}“ fehlt: {german}.", en=f'"{name}" lacks the {english}.'),
        hint=Wording(
            de="Ergänzen Sie die Angabe, oder wählen Sie eine andere steuerliche Behandlung.",
            en="Add it, or choose another tax treatment.",
        ),
    )


def _with_statement(invoice: Invoice, sentence: str) -> Invoice:
    stated = invoice.seller.additional_legal_information
    if stated is not None and sentence in stated:
        return invoice
    text = sentence if stated is None else f"{stated}\n{sentence}"
    return replace(invoice, seller=replace(invoice.seller, additional_legal_information=text))


def _without_vat_identifiers(invoice: Invoice) -> tuple[Invoice, tuple[Finding, ...]]:
    """Move every VAT identifier to the party's identifiers, if it has none (BR-O-02)."""
    findings = []
    parties: dict[str, Party | None] = {
        "seller": invoice.seller,
        "buyer": invoice.buyer,
        "tax_representative": invoice.tax_representative,
    }
    for field, party in parties.items():
        if party is not None and party.vat_id is not None:
            identifiers = party.identifiers or (Identifier(party.vat_id),)
            parties[field] = replace(party, vat_id=None, identifiers=identifiers)
            findings.append(_moved(_VAT_IDENTIFIERS[field]))
    return replace(invoice, **parties), tuple(findings)


_VAT_IDENTIFIERS = {"seller": "BT-31", "buyer": "BT-48", "tax_representative": "BT-63"}


def _moved(term: str) -> Finding:
    return Finding(
        severity="information",
        rule="ZG-TREATMENT-VAT-ID",
        term=term,
        message=Wording(
            de="Auf einer nicht steuerbaren Rechnung darf keine USt-IdNr. stehen (BR-O-02); sie "
            "ist jetzt die Kennung der Partei, wo diese keine andere hat.",
            en="An invoice outside the scope of VAT must not have a VAT identifier (BR-O-02); it "
            "is now the party's identifier where that has no other.",
        ),
        hint=Wording(
            de="Lassen Sie die USt-IdNr. weg, oder wählen Sie eine andere steuerliche Behandlung.",
            en="Leave the VAT identifier out, or choose another tax treatment.",
        ),
    )
