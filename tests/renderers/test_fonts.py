"""Which characters the page can draw, what it does about the others, and fonts out of a wheel."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from profiles.errors import SetupIncomplete
from profiles.semantic.invoice import Invoice, Note
from renderers import fonts as fonts_module
from renderers.font_wheel import DEJAVU_SANS, install
from renderers.fonts import FontSet, load_fonts
from renderers.legibility import report_illegible
from renderers.printer import PrinterLimits
from renderers.renderer import Renderer
from tests.renderers.conftest import Read, line

DEJAVU = Path("/usr/share/fonts/truetype/dejavu")


@pytest.mark.parametrize("text", ["Größe 5 €, „so“ – ½", "Счёт", "Τιμή", "e\u0301", "فاتورة", ""])
def test_what_the_fonts_have_stays(fonts: FontSet, text: str) -> None:
    assert fonts.covers(text)
    assert fonts.legible(text) == text


def test_what_no_font_has_is_replaced_by_what_one_has(fonts: FontSet) -> None:
    assert fonts.missing("a\ue000b\ue000\ue001") == ("\ue000", "\ue001")
    assert fonts.legible("a\ue000b") == f"a{fonts.replacement}b"
    assert fonts.covers(fonts.replacement)


def test_a_mark_that_no_font_has_with_its_letter_is_replaced(fonts: FontSet) -> None:
    # Devanagari's vowel sign is in one font, the Latin letter in others.
    assert fonts.missing("x\u0940") == ("\u0940",)
    assert fonts.covers(fonts.legible("x\u0940"))


def test_each_term_with_missing_characters_is_reported_once(
    invoice: Invoice, fonts: FontSet
) -> None:
    odd = replace(line(2), item=replace(line(2).item, name="\ue000"))
    changed = replace(invoice, lines=(line(1), odd, odd), notes=(Note(text="\ue001"),))
    found = {finding.term: finding for finding in report_illegible(changed, fonts)}
    assert set(found) == {"BT-22", "BT-153"}
    assert found["BT-153"].line == 1
    assert {finding.severity for finding in found.values()} == {"warning"}


async def test_a_drawing_tells_what_it_could_not_show(renderer: Renderer, invoice: Invoice) -> None:
    changed = replace(invoice, buyer_reference="\ue000")
    drawing = await renderer.draw(changed, locale="de_DE", notice=None)
    assert [finding.term for finding in drawing.findings] == ["BT-10"]
    clean = await renderer.draw(invoice, locale="de_DE", notice=None)
    assert clean.findings == ()


def wheel_of(fonts_dir: Path) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        for name in DEJAVU_SANS.files:
            members.write(fonts_dir / Path(name).name, name)
    return archive.getvalue()


async def test_a_machine_with_the_wheels_fonts_alone_draws_with_them(
    browser_path: Path,
    invoice: Invoice,
    text_of: Read,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive = wheel_of(DEJAVU)
    pinned = replace(DEJAVU_SANS, sha256=hashlib.sha256(archive).hexdigest())
    install(archive, tmp_path / "fonts", pinned)
    monkeypatch.setattr(fonts_module, "SYSTEM_FOLDERS", ())
    renderer = Renderer(
        browser_path=browser_path,
        font_folders=(tmp_path / "fonts",),
        limits=PrinterLimits(pages=1),
    )
    await renderer.start()
    drawing = await renderer.draw(invoice, locale="de_DE", notice=None)
    await renderer.stop()
    assert "Muster & Söhne GmbH" in text_of(drawing.pdf)
    assert b"DejaVuSans" in drawing.pdf
    assert b"NotoSans" not in drawing.pdf


def test_another_wheel_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete):
        install(wheel_of(DEJAVU), tmp_path / "fonts")
    assert not (tmp_path / "fonts").exists()


def test_a_machine_without_fonts_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_module, "SYSTEM_FOLDERS", ())
    with pytest.raises(SetupIncomplete):
        load_fonts((tmp_path,))
