"""Every term of the model stands on the page, and no invoice is too odd for it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from profiles.semantic.allowance import DocumentAllowance
from profiles.semantic.invoice import Invoice, Totals
from profiles.semantic.line import ExtendedLine, Item, Line
from profiles.semantic.party import Party
from profiles.semantic.payment import PaymentTerms
from profiles.semantic.vat import LineVAT, VATBreakdown
from renderers.fonts import FontSet
from renderers.formats import Formats
from renderers.legibility import report_illegible
from renderers.metadata import describe
from renderers.page import PageTemplate
from renderers.renderer import Renderer
from tests.renderers.conftest import Read
from tests.renderers.filled import KINDS, Leaf, everything, fill, leaves

# What no person reads, by the end of its path; the XML alone carries it.
FOR_MACHINES = {
    "/process/specification_identifier": "which rules the XML follows",
    "/process/business_process_type": "which exchange the XML is part of",
    "/process/ubl_version": "which schema the XML follows",
    "/tax_number/scheme": "VA or FC, which the label says",
    "/account_identifier/scheme": "says that it is no IBAN, as the label does",
    "/contact/type_code": "a code beside the contact's name",
    "/role_code": "a code for the party's place in the invoice, which its heading says",
    "/notes/content_code": "a code for the note, whose text stands",
    "/extended/note_content_code": "likewise",
    "/extended/note_subject_code": "likewise",
    "/reason_code": "stands where there is no reason in words",
    "/means_code": "stands in words where there is no text",
    "/type_code": "the title says it; elsewhere a code beside the name",
    "/invoice_type_code": "a code beside the number of the advance's invoice",
    "/reference_type_code": "a code for whose the reference is",
    "/sequence": "the order of a calculation, whose outcome stands",
    "/line_total_amount": "a sum within the taxable amount",
    "/allowance_charge_amount": "likewise",
    "/lines/vat/tax_point_date_code": "stands beside the VAT of the document",
    "/sub_lines/vat/tax_point_date_code": "likewise",
    "/attachment/content": "a file, which is embedded",
    "/attachment/mime_code": "says what kind of file it is, as its name does",
    "/parent_identifier": "shown by its place and its indentation",
    "/status_code": "GROUP, DETAIL or INFORMATION, shown by the indentation",
    "/status_reason_code": "likewise",
    "/extended/language": "the page speaks the language of the reader",
}
STAND_AS_MARKS = {"/process/is_test": "TEST", "/extended/is_copy": "KOPIE"}


def is_for_machines(path: str) -> bool:
    return any(path.endswith(end) for end in FOR_MACHINES)


def as_written(value: Leaf) -> str:
    german = Formats("de_DE", None)
    match value:
        case Decimal():
            return german.number(value)
        case date():
            return german.date(value)
    return str(value)


async def test_every_term_stands_on_the_page(renderer: Renderer, text_of: Read) -> None:
    invoice = everything()
    shown = "".join(text_of((await renderer.draw(invoice, locale="de_DE")).pdf).upper().split())
    wanted = {
        path: STAND_AS_MARKS.get(path) or "".join(as_written(value).split())
        for path, value in leaves(invoice)
        if not is_for_machines(path)
    }
    assert {path for path, text in wanted.items() if text.upper() not in shown} == set()


def test_nothing_is_for_machines_without_need() -> None:
    paths = [path for path, _ in leaves(everything())]
    assert [end for end in FOR_MACHINES if not any(it.endswith(end) for it in paths)] == []


VALUES: dict[type[Leaf], st.SearchStrategy[Any]] = {
    str: st.sampled_from(["", " ", "\x00", "\ud800", "<b>", "\U0001f600", "x" * 300, "DE", "S"]),
    Decimal: st.sampled_from(
        [Decimal(it) for it in ("0", "-0", "1E+999999", "NaN", "-Infinity", "1E-99", "12.345")]
    ),
    date: st.sampled_from([date.min, date.max, date(2026, 1, 1)]),
    bool: st.booleans(),
}


@given(
    st.fixed_dictionaries({kind: VALUES[kind] for kind in KINDS}),
    st.sampled_from([0, 10, 50, 100]),
    st.integers(0, 99),
)
@settings(deadline=None)
def test_no_invoice_is_too_odd(
    template: PageTemplate,
    fonts: FontSet,
    values: dict[type[Leaf], Leaf],
    percent_absent: int,
    seed: int,
) -> None:
    odd = fill(
        lambda kind: values[kind], lambda path: (crc32(path.encode()) + seed) % 100 < percent_absent
    )
    html = template.render(odd, locale="en_GB", notice=None)
    fonts.legible(html).encode()
    report_illegible(odd, fonts)
    describe(odd, "en_GB")


def test_every_term_alone_may_be_absent(template: PageTemplate) -> None:
    for path in {path for path, _ in leaves(everything())}:
        lacking = fill(_plain, path.__eq__)
        template.render(lacking, locale="de_DE", notice=None)


def _plain(kind: type[Leaf]) -> Leaf:
    values: dict[type[Leaf], Leaf] = {str: "x", Decimal: Decimal(1), date: date.min, bool: False}
    return values[kind]


def written(template: PageTemplate, invoice: Invoice, locale: str = "de_DE") -> str:
    """The words of the page, without its markup."""
    html = template.render(invoice, locale=locale, notice=None)
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(words.split())


@pytest.mark.parametrize(
    ("terms", "locale", "sentence"),
    [
        (
            "Danke\n#SKONTO#TAGE=7#PROZENT=2.00#BASISBETRAG=100.00#\n",
            "de_DE",
            "Danke Skonto: 2 % auf 100,00 € (2,00 €) bei Zahlung innerhalb von 7 Tagen",
        ),
        ("#SKONTO#TAGE=1#PROZENT=2.50#", "en_GB", "cash discount: 2.5 % if paid within 1 day"),
        ("#VERZUG#TAGE=30#PROZENT=5.00#", "de_DE", "Verzugszinsen: 5 % bei Zahlung nach 30 Tagen"),
        ("#SKONTO#TAGE=viele#", "de_DE", "#SKONTO#TAGE=viele#"),
    ],
)
def test_a_cash_discount_is_a_sentence(
    template: PageTemplate, terms: str, locale: str, sentence: str
) -> None:
    invoice = Invoice(currency="EUR", payment_terms=(PaymentTerms(description=terms),))
    assert sentence in written(template, invoice, locale)


def test_a_cash_discount_names_its_amount_and_its_last_day(template: PageTemplate) -> None:
    terms = PaymentTerms(description="#SKONTO#TAGE=14#PROZENT=2.00#")
    invoice = Invoice(
        currency="EUR",
        issue_date=date(2026, 1, 20),
        payment_terms=(terms,),
        totals=Totals(due_for_payment=Decimal("976.50")),
    )
    page = written(template, invoice)
    assert "Skonto: 2 % (19,53 €) bei Zahlung innerhalb von 14 Tagen (bis 03.02.2026)" in page
    parts = (terms, PaymentTerms(partial_amount=Decimal(100)))
    assert "19,53" not in written(template, replace(invoice, payment_terms=parts))


def test_a_reason_for_no_vat_stands_once(template: PageTemplate) -> None:
    reason, other = "Kleinunternehmer gemäß § 19 UStG", "Anderer Grund"

    def exempt(words: str) -> Line:
        return Line(vat=LineVAT(category_code="E", exemption_reason=words))

    invoice = Invoice(
        seller=Party(additional_legal_information=f"Amtsgericht Berlin\n{reason}"),
        lines=(exempt(reason), exempt(reason), exempt(other)),
        vat_breakdown=(VATBreakdown(category_code="E", exemption_reason=reason),),
    )
    page = written(template, invoice)
    assert [page.count(it) for it in (reason, other, "Amtsgericht Berlin")] == [1, 1, 1]


def test_sub_lines_follow_the_line_that_they_are_of(template: PageTemplate) -> None:
    def of(name: str, parent: str | None = None, *sub_lines: Line) -> Line:
        extended = ExtendedLine(parent_identifier=parent)
        return Line(identifier=name, item=Item(name=name), extended=extended, sub_lines=sub_lines)

    lines = (of("a", None, of("b", None, of("c"))), of("d", "a"), of("e", "d"), of("f", "f"))
    html = template.render(Invoice(lines=lines), locale="de_DE", notice=None)
    depths = re.findall(r'<t(?:body|r) class="(?:line|sub depth-(\d))"', html)
    assert depths == ["", "1", "2", "1", "2", "5"]


def test_a_sum_stands_once(template: PageTemplate) -> None:
    one = DocumentAllowance(amount=Decimal(10), reason="Treue")
    invoice = Invoice(
        currency="EUR",
        allowances=(one,),
        vat_breakdown=(VATBreakdown(category_code="S", rate=Decimal(19), tax_amount=Decimal(7)),),
        totals=Totals(allowance_amount=Decimal("10.00"), vat_amount=Decimal("7.00")),
    )
    page = written(template, invoice)
    assert (page.count("10,00"), page.count("7,00")) == (1, 1)
    twice = replace(invoice, allowances=(one, one), totals=Totals(allowance_amount=Decimal(20)))
    assert "Nachlässe gesamt -20,00" in written(template, twice)
