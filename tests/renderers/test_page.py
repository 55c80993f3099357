"""What stands on the page: everything that the invoice holds, and nothing that runs or leaks."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.line import Item, Line
from profiles.semantic.payment import PaymentTerms
from renderers.formats import Formats
from renderers.page import PageTemplate
from renderers.renderer import Renderer
from tests.renderers.conftest import NOTICE, Read, changed, line


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("de_DE", ["Rechnung RE-2026-0042", "01.01.2026", "95,00 €", "2.826,25 €", "19 % auf"]),
        ("en_GB", ["Invoice RE-2026-0042", "1 Jan 2026", "€95.00", "€2,826.25", "VAT 19 % on"]),
    ],
)
async def test_the_page_speaks_the_language_of_the_locale(
    renderer: Renderer, invoice: Invoice, text_of: Read, locale: str, shown: list[str]
) -> None:
    drawing = await renderer.draw(invoice, locale=locale, notice=None)
    text = text_of(drawing.pdf).replace("\N{NO-BREAK SPACE}", " ")
    assert [words for words in shown if words not in text] == []


async def test_the_notice_stands_once_on_every_page(
    renderer: Renderer, invoice: Invoice, text_of: Read
) -> None:
    many = changed(invoice, lines=tuple(line(number) for number in range(1, 80)))
    drawing = await renderer.draw(many, locale="de_DE", notice=NOTICE)
    pages = text_of(drawing.pdf).rstrip("\f").split("\f")
    assert len(pages) > 2
    assert [page.count(NOTICE) for page in pages] == [1] * len(pages)
    assert [f"Seite {i + 1} von {len(pages)}" in page for i, page in enumerate(pages)] == [
        True
    ] * len(pages)


async def test_without_a_notice_there_is_none(
    renderer: Renderer, invoice: Invoice, text_of: Read
) -> None:
    drawing = await renderer.draw(invoice, locale="de_DE", notice=None)
    assert "Zugio" not in text_of(drawing.pdf)


async def test_what_looks_like_markup_is_text(
    renderer: Renderer, invoice: Invoice, text_of: Read
) -> None:
    hostile = '</style><script>document.body.remove()</script>{{ 7 * 7 }}"\\; } @page { size: A3 }'
    attacked = replace(
        invoice,
        number=hostile,
        notes=(Note(text=hostile),),
        seller=replace(invoice.seller, name=hostile),
    )
    drawing = await renderer.draw(attacked, locale="de_DE", notice=hostile)
    shown = squeezed(text_of(drawing.pdf))
    assert shown.count(squeezed(hostile)) >= 4


async def test_what_is_not_known_leaves_no_mark(renderer: Renderer, text_of: Read) -> None:
    bare = Invoice(lines=(Line(item=Item(name="Ware")),))
    drawing = await renderer.draw(bare, locale="de_DE", notice=None)
    shown = text_of(drawing.pdf).split()
    assert shown[0] == "Rechnung"
    assert "Ware" in shown
    assert not {"None", "Zahlung", "Fällig", "Anlagen", "Hinweise"}.intersection(shown)


@pytest.mark.parametrize("lines", range(3, 12))
async def test_the_ending_never_stands_alone(
    renderer: Renderer, invoice: Invoice, text_of: Read, lines: int
) -> None:
    notes = (Note(text="Erster Hinweis"), Note(text="Zweiter Hinweis"))
    bare = replace(invoice, notes=notes, supporting_documents=(), delivery=None)
    shorter = changed(bare, lines=(line(1),) * lines)
    drawing = await renderer.draw(shorter, locale="de_DE", notice=None)
    last = text_of(drawing.pdf).rstrip("\f").split("\f")[-1]
    assert "Kennung LF-1" in last
    assert "Zweiter Hinweis" in last


@pytest.mark.parametrize(
    ("type_code", "title"),
    [("380", "Rechnung"), ("381", "Rechnungskorrektur"), ("389", "Gutschrift")],
)
def test_the_title_names_the_kind_of_document(
    invoice: Invoice, template: PageTemplate, type_code: str, title: str
) -> None:
    html = template.render(replace(invoice, type_code=type_code), locale="de_DE", notice=None)
    assert f"<title>{title} RE-2026-0042</title>" in html


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000, "\u202eabc", "مرحبا بالعالم " * 50, "\n\t\r\n", "a" * 300 + " " + "b" * 300],
)
async def test_odd_texts_do_not_push_the_amounts_off_the_page(
    renderer: Renderer, invoice: Invoice, text_of: Read, text: str
) -> None:
    odd = replace(line(1), item=Item(name=text, description=text))
    drawing = await renderer.draw(
        changed(invoice, lines=(odd,), payment_terms=(PaymentTerms(description=text),)),
        locale="de_DE",
        notice=None,
    )
    assert "1.413,13 €" in text_of(drawing.pdf).replace("\N{NO-BREAK SPACE}", " ")


def test_a_price_keeps_its_decimals_and_an_amount_has_two() -> None:
    german = Formats("de_DE", "EUR")
    assert german.money(Decimal("0.123456")) == "0,123456\N{NO-BREAK SPACE}€"
    assert german.money(Decimal("1E+2")) == "100,00\N{NO-BREAK SPACE}€"
    assert german.money(Decimal("1234.5")) == "1.234,50\N{NO-BREAK SPACE}€"
    assert Formats("en_US", "JPY").money(Decimal("5.5")).endswith("5.50")


def test_units_read_as_people_say_them() -> None:
    german = Formats("de_DE", "EUR")
    said = [german.quantity(Decimal(n), code) for n, code in ((1, "DAY"), (2, "DAY"), (3, "QQ"))]
    assert said == ["1 Tag", "2 Tage", "3 QQ"]


def test_only_an_iban_is_grouped() -> None:
    assert Formats.in_fours("DE02 12030000 0000202051").split("\N{NO-BREAK SPACE}") == [
        "DE02",
        "1203",
        "0000",
        "0000",
        "2020",
        "51",
    ]
    assert Formats.in_fours("12345678") == "12345678"


@given(st.text())
def test_no_text_ends_a_css_string(text: str) -> None:
    quoted = Formats.css_string(text)
    assert re.fullmatch(r'"([A-Za-z0-9]|\\[0-9a-f]+ )*"', quoted)
