"""The PDF/A-3: what is in it, that it is always the same, and what independent judges say."""

import hashlib
import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from profiles.en16931 import EN16931
from profiles.errors import StageFailed
from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.line import Item
from profiles.semantic.totals import compute
from profiles.xrechnung import XRECHNUNG_3_0
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.renderer import Renderer
from tests.renderers.conftest import NOTICE, Judge, line

VALID_CII = "official-zugferd-2.5.2/en16931/factur-x-1.xml"
FACTUR_X = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
SCRIPTS = {
    "greek": "Τιμολόγιο για υπηρεσίες",
    "cyrillic": "Счёт-фактура за услуги",
    "arabic": "فاتورة رقم ١٢٣ مقابل الخدمات",
    "hebrew": "חשבונית מס שָׁלוֹם",
    "devanagari": "सेवाओं के लिए चालान",
    "thai": "ใบแจ้งหนี้สำหรับบริการ",
    "cjk": "請求書 发票 송장",
    "emoji": "👍🏽 👨‍👩‍👧 ❤️ 🇩🇪 ☎ ✓ ★",
    "marks": "e\u0301 a\u0489 x\u20dd ﬁ ½ ∑ → \u0645\u0651",
    "invisible": "a\u00adb\u200bc\u200dd\ufe0fe\u202ef\u2028g\u2066h\ufeffi\u0085j\u007fk",
    "private": "\ue000 \uf8ff \U0010fffd \ufdd0",
}


@pytest.fixture
async def page(renderer: Renderer, invoice: Invoice) -> bytes:
    return (await renderer.draw(invoice, locale="de_DE", notice=NOTICE)).pdf


def test_the_xml_is_inside_byte_for_byte(page: bytes, invoice: Invoice) -> None:
    xml = b"<rechnung>\xc3\xa4</rechnung>"
    metadata = describe(invoice, "de_DE")
    hybrid = make_hybrid(page, xml, container=XRECHNUNG_3_0.container, metadata=metadata)
    with pikepdf.open(io.BytesIO(hybrid)) as pdf:
        (file,) = pdf.attachments.values()
        (associated,) = pdf.Root.AF.as_list()
        assert file.get_file().read_bytes() == xml
        assert file.get_file().mime_type == "text/xml"
        assert file.get_file().md5 == hashlib.md5(xml, usedforsecurity=False).digest()
        assert file.filename == "xrechnung.xml"
        assert associated.AFRelationship == "/Alternative"


def test_the_file_says_what_it_is(page: bytes, invoice: Invoice) -> None:
    container, metadata = XRECHNUNG_3_0.container, describe(invoice, "de_DE")
    hybrid = make_hybrid(page, b"<x/>", container=container, metadata=metadata)
    with pikepdf.open(io.BytesIO(hybrid)) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "3B"
        assert xmp[f"{FACTUR_X}DocumentType"] == "INVOICE"
        assert xmp[f"{FACTUR_X}DocumentFileName"] == "xrechnung.xml"
        assert xmp[f"{FACTUR_X}Version"] == "3.0"
        assert xmp[f"{FACTUR_X}ConformanceLevel"] == "XRECHNUNG"
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Rechnung RE-2026-0042"
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)] == ["Muster & Söhne GmbH"]
        assert str(pdf.docinfo.CreationDate) == "D:20260101000000+00'00'"
        assert str(pdf.Root.Lang) == "de-DE"


async def test_the_same_invoice_is_the_same_file(renderer: Renderer, invoice: Invoice) -> None:
    metadata, hybrids = describe(invoice, "de_DE"), []
    for _ in range(3):
        page = await renderer.draw(invoice, locale="de_DE", notice=NOTICE)
        hybrids.append(
            make_hybrid(page.pdf, b"<x/>", container=EN16931.container, metadata=metadata)
        )
    assert len(set(hybrids)) == 1


def test_another_xml_is_another_file(page: bytes, invoice: Invoice) -> None:
    metadata = describe(invoice, "de_DE")
    ids = []
    for xml in (b"<x/>", b"<y/>"):
        hybrid = make_hybrid(page, xml, container=EN16931.container, metadata=metadata)
        with pikepdf.open(io.BytesIO(hybrid)) as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]


def test_what_is_no_pdf_is_our_own_failure(invoice: Invoice) -> None:
    with pytest.raises(StageFailed):
        make_hybrid(
            b"no pdf", b"<x/>", container=EN16931.container, metadata=describe(invoice, "de_DE")
        )


async def test_verapdf_passes_every_script_and_length(
    renderer: Renderer, invoice: Invoice, tmp_path: Path, oracle: Judge
) -> None:
    odd = {
        name: replace(
            invoice,
            seller=replace(invoice.seller, name=f"<{name}> & {text}"[:100]),
            notes=(Note(text=text),),
            lines=(replace(line(1), item=Item(name=text, description=text)),),
        )
        for name, text in SCRIPTS.items()
    }
    odd["many"] = replace(invoice, lines=tuple(line(number) for number in range(250)))
    odd["old"] = replace(invoice, issue_date=date(999, 1, 1))
    files = []
    for name, it in odd.items():
        drawing = await renderer.draw(compute(it), locale="de_DE", notice=NOTICE)
        hybrid = make_hybrid(
            drawing.pdf, b"<x/>", container=EN16931.container, metadata=describe(it, "de_DE")
        )
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(hybrid)
    oracle("verapdf", *files)


async def test_mustang_finds_the_invoice(
    page: bytes, invoice: Invoice, corpus: Path, tmp_path: Path, oracle: Judge
) -> None:
    xml = (corpus / VALID_CII).read_bytes()
    file = tmp_path / "hybrid.pdf"
    metadata = describe(invoice, "de_DE")
    file.write_bytes(make_hybrid(page, xml, container=EN16931.container, metadata=metadata))
    oracle("mustang", file)
