"""What one sees before it is issued: the page in a browser, or one page as a picture."""

import io

import pytest
from msgspec.structs import replace
from PIL import Image

from profiles.semantic.invoice import Invoice
from renderers.page import PageTemplate
from renderers.picture import NoSuchPage
from renderers.renderer import Renderer
from tests.renderers.conftest import NOTICE, changed, line


async def test_the_preview_is_the_page_that_is_printed_and_a_mark(
    renderer: Renderer, template: PageTemplate, invoice: Invoice
) -> None:
    printed = template.render(invoice, locale="de_DE", notice=NOTICE)
    preview = await renderer.preview_html(invoice, locale="de_DE", notice=NOTICE)
    mark = '<div class="draft">Vorschau</div>\n'
    html = preview.document.decode()
    assert mark in html
    assert html.replace(mark, "") == printed


async def test_a_picture_is_one_page(renderer: Renderer, invoice: Invoice) -> None:
    long = changed(invoice, lines=tuple(line(number) for number in range(1, 50)))
    pictures = [
        (await renderer.preview_png(long, locale="de_DE", notice=NOTICE, page=page)).document
        for page in (1, 2, 2)
    ]
    assert pictures[0] != pictures[1] == pictures[2]
    assert {Image.open(io.BytesIO(it)).format for it in pictures} == {"PNG"}
    assert Image.open(io.BytesIO(pictures[0])).size == (1190, 1684)


@pytest.mark.parametrize("page", [0, 9])
async def test_a_page_that_is_not_there(renderer: Renderer, invoice: Invoice, page: int) -> None:
    with pytest.raises(NoSuchPage) as refused:
        await renderer.preview_png(invoice, locale="de_DE", page=page)
    assert refused.value.pages in {1, 2}


async def test_previews_tell_what_they_cannot_show(renderer: Renderer, invoice: Invoice) -> None:
    odd = replace(invoice, buyer_reference="\ue000")
    preview = await renderer.preview_html(odd, locale="de_DE")
    assert [finding.term for finding in preview.findings] == ["BT-10"]
    assert "\ue000" not in preview.document.decode()
