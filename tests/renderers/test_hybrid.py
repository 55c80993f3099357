"""The PDF/A-3: what is in it, that it is always the same, and what independent judges say."""

import hashlib
import io
from base64 import b64encode
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from profiles.errors import StageFailed
from profiles.profile import Container
from profiles.registry import PROFILES
from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.line import Item
from profiles.semantic.references import Attachment, SupportingDocument
from renderers.attachments import read_attachments
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.renderer import Renderer
from tests.renderers.conftest import NOTICE, Judge, line
from tests.renderers.filled import everything

VALID_CII = "official-zugferd-2.5.2/en16931/factur-x-1.xml"
FACTUR_X = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
CONTAINERS = {it.id: it.container for it in PROFILES if it.container is not None}
CONTAINER = CONTAINERS["en16931"]
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
    hybrid = make_hybrid(page, xml, container=CONTAINER, metadata=metadata)
    with pikepdf.open(io.BytesIO(hybrid)) as pdf:
        (file,) = pdf.attachments.values()
        (associated,) = pdf.Root.AF.as_list()
        assert file.get_file().read_bytes() == xml
        assert file.get_file().mime_type == "text/xml"
        assert file.get_file().md5 == hashlib.md5(xml, usedforsecurity=False).digest()
        assert file.filename == "factur-x.xml"
        assert associated.AFRelationship == "/Alternative"


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)
def test_the_file_says_what_it_is(page: bytes, invoice: Invoice, container: Container) -> None:
    hybrid = make_hybrid(page, b"<x/>", container=container, metadata=describe(invoice, "de_DE"))
    with pikepdf.open(io.BytesIO(hybrid)) as pdf, pdf.open_metadata() as xmp:
        assert xmp.pdfa_status == "3B"
        assert xmp[f"{FACTUR_X}DocumentType"] == "INVOICE"
        assert xmp[f"{FACTUR_X}DocumentFileName"] == container.file_name
        assert xmp[f"{FACTUR_X}Version"] == container.version
        assert xmp[f"{FACTUR_X}ConformanceLevel"] == container.conformance_level
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Rechnung RE-2026-0042"
        assert xmp["dc:creator"] == [str(pdf.docinfo.Author)] == ["Muster & Söhne GmbH"]
        assert str(pdf.docinfo.CreationDate) == "D:20260101000000+00'00'"
        assert str(pdf.Root.Lang) == "de-DE"
        (file,) = pdf.Root.AF.as_list()
        assert str(file.UF) == container.file_name
        assert str(file.AFRelationship) == f"/{container.relationship}"


def test_what_the_samples_of_small_profiles_say_is_data() -> None:
    relationships = {name: it.relationship for name, it in CONTAINERS.items()}
    assert {name for name, it in relationships.items() if it == "Data"} == {"minimum", "basic-wl"}


def attached(*files: tuple[str | None, str | None, str]) -> Invoice:
    """An invoice with files of a name, a MIME code and a content in base64."""
    return Invoice(
        supporting_documents=tuple(
            SupportingDocument(
                reference="Nachweis 7/8",
                attachment=Attachment(file_name=name, mime_code=mime_code, content=content),
            )
            for name, mime_code, content in files
        )
    )


def test_what_is_attached_is_embedded_beside_the_invoice(page: bytes, invoice: Invoice) -> None:
    content = b64encode("Stunden; Größe".encode()).decode()
    files = read_attachments(
        attached(("Stunden – März.csv", "text/csv", content), ("a.pdf", "application/pdf", content))
    ).files
    metadata = describe(invoice, "de_DE")
    hybrids = [
        make_hybrid(page, b"<x/>", container=CONTAINER, metadata=metadata, attachments=files)
        for _ in range(2)
    ]
    assert hybrids[0] == hybrids[1]
    with pikepdf.open(io.BytesIO(hybrids[0])) as pdf:
        related = {str(it.UF): str(it.AFRelationship) for it in pdf.Root.AF.as_list()}
        assert related == {
            "factur-x.xml": "/Alternative",
            "Stunden – März.csv": "/Unspecified",
            "a.pdf": "/Unspecified",
        }
        file = pdf.attachments["Stunden – März.csv"].get_file()
        assert file.read_bytes() == "Stunden; Größe".encode()
        assert (file.mime_type, file.size) == ("text/csv", len("Stunden; Größe".encode()))


def test_every_embedded_file_has_a_name_of_its_own() -> None:
    names = [
        "factur-x.xml",
        "XRechnung.XML",
        "a.pdf",
        "A.PDF",
        "../../etc/passwd",
        "a\\b\x00.x",
        None,
    ]
    read = read_attachments(attached(*((name, "text/xml", "eA==") for name in names)))
    assert [it.name for it in read.files] == [
        "factur-x-2.xml",
        "XRechnung-2.XML",
        "a.pdf",
        "A-2.PDF",
        "passwd",
        "b\N{REPLACEMENT CHARACTER}.x",
        "8",
    ]
    assert {finding.rule for finding in read.findings} == {"ZG-ATTACHMENT-02"}
    assert len(read.findings) == 5


@pytest.mark.parametrize(
    ("content", "rules"),
    [("kein Base64!", ["ZG-ATTACHMENT-01"]), ("eA=", ["ZG-ATTACHMENT-01"]), (" ", [])],
)
def test_what_is_no_base64_is_left_out(content: str, rules: list[str]) -> None:
    read = read_attachments(attached(("a.txt", "text/plain", content)))
    assert read.files == ()
    assert [finding.rule for finding in read.findings] == rules


@pytest.mark.parametrize("mime_code", ["", None, "text", "a/b/c", "text/x y", "()/<>", "x" * 99])
def test_what_is_no_media_type_is_bytes(mime_code: str | None) -> None:
    (file,) = read_attachments(attached(("a", mime_code, "ZQ =="))).files
    assert (file.media_type, file.content) == ("application/octet-stream", b"e")


async def test_the_same_invoice_is_the_same_file(renderer: Renderer, invoice: Invoice) -> None:
    metadata, hybrids = describe(invoice, "de_DE"), []
    for _ in range(3):
        page = await renderer.draw(invoice, locale="de_DE", notice=NOTICE)
        hybrids.append(make_hybrid(page.pdf, b"<x/>", container=CONTAINER, metadata=metadata))
    assert len(set(hybrids)) == 1


def test_another_xml_is_another_file(page: bytes, invoice: Invoice) -> None:
    metadata = describe(invoice, "de_DE")
    ids = []
    for xml in (b"<x/>", b"<y/>"):
        hybrid = make_hybrid(page, xml, container=CONTAINER, metadata=metadata)
        with pikepdf.open(io.BytesIO(hybrid)) as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]


def test_what_is_no_pdf_is_our_own_failure(invoice: Invoice) -> None:
    with pytest.raises(StageFailed):
        make_hybrid(b"no pdf", b"<x/>", container=CONTAINER, metadata=describe(invoice, "de_DE"))


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
    odd["everything"] = everything()
    odd["nothing"] = Invoice()
    odd["attached"] = replace(
        invoice,
        supporting_documents=attached(
            ("factur-x.xml", "text/xml", "PHgvPg=="), ("ä\ue000.pdf", None, "eA==")
        ).supporting_documents,
    )
    files = []
    for name, it in odd.items():
        drawing = await renderer.draw(it, locale="de_DE", notice=NOTICE)
        hybrid = make_hybrid(
            drawing.pdf,
            b"<x/>",
            container=CONTAINER,
            metadata=describe(it, "de_DE"),
            attachments=read_attachments(it).files,
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
    file.write_bytes(make_hybrid(page, xml, container=CONTAINER, metadata=metadata))
    oracle("mustang", file)
