"""Draws an invoice: HTML by the template set, PDF by Chromium, previews of both."""

import asyncio
import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from profiles.errors import SetupIncomplete
from profiles.finding import Finding
from profiles.semantic.invoice import Invoice
from renderers.browser import find_browser
from renderers.fonts import FontSet, load_fonts
from renderers.legibility import report_illegible
from renderers.page import PageTemplate
from renderers.picture import picture_of
from renderers.printer import Printer, PrinterLimits

# Above so many lines the HTML is written in a thread, so that other requests go on.
_LINES_AT_ONCE = 50

# Tags help screen readers; above so many lines they cost as much as the page itself.
_LINES_TAGGED_MAX = 200


class Drawing(Struct, frozen=True):
    """A printed page, and what could not be printed as it was written."""

    pdf: bytes
    findings: tuple[Finding, ...] = ()


class Preview(Struct, frozen=True):
    """A page that is marked as a draft, and what it could not show as it was written."""

    document: bytes
    findings: tuple[Finding, ...] = ()


class _Written(Struct, frozen=True):
    html: str
    findings: tuple[Finding, ...] = ()


class Renderer:
    """The template set and the browser; start it before the first drawing, stop it after the last.

    browser_path: the browser's program; looked for where it is not given, in the system and then
    among the downloads.
    sandbox: whether Chromium locks its processes in; None means wherever it is not root.
    """

    def __init__(
        self,
        *,
        browser_path: Path | None = None,
        browser_downloads: Path | None = None,
        font_folders: Iterable[Path] = (),
        limits: PrinterLimits | None = None,
        sandbox: bool | None = None,
    ) -> None:
        program = browser_path or find_browser(browser_downloads)
        if program is None:
            raise SetupIncomplete("there is no Chromium on this machine")
        self._fonts: FontSet = load_fonts(font_folders)
        self._template = PageTemplate(self._fonts)
        self._printer = Printer(
            program,
            self._fonts,
            limits or PrinterLimits(),
            sandbox=os.geteuid() != 0 if sandbox is None else sandbox,
        )

    @property
    def alive(self) -> bool:
        """Tell whether the browser runs; it may still be stuck."""
        return self._printer.alive

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The leaders of the browser's processes: Playwright's driver, then Chromium."""
        return self._printer.process_ids

    @property
    def waiting(self) -> int:
        """Tell how many drawings wait for a page."""
        return self._printer.waiting

    @property
    def printing(self) -> int:
        """Tell how many drawings the browser is at."""
        return self._printer.printing

    async def start(self) -> None:
        """Launch the browser and warm its pages; EngineUnreachable."""
        await self._printer.start()

    async def stop(self) -> None:
        """End the browser and all of its processes; drawings in flight fail."""
        await self._printer.stop()

    def revive(self) -> None:
        """Begin to replace a browser that died or got stuck while it had nothing to do."""
        self._printer.revive()

    async def healthy(self) -> bool:
        """Tell whether the browser answers now."""
        return await self._printer.healthy()

    async def draw(self, invoice: Invoice, *, locale: str, notice: str | None = None) -> Drawing:
        """Print the invoice in the words and formats of the locale, the notice on every page.

        Raises Overloaded, DeadlinePassed, EngineUnreachable or StageFailed.
        """
        written = await self._write(invoice, locale, notice, is_draft=False)
        return Drawing(await self._print(written, invoice), written.findings)

    async def preview_html(
        self, invoice: Invoice, *, locale: str, notice: str | None = None
    ) -> Preview:
        """Return the very HTML that `draw` prints, plus one draft mark; no browser is needed."""
        written = await self._write(invoice, locale, notice, is_draft=True)
        return Preview(written.html.encode(), written.findings)

    async def preview_png(
        self, invoice: Invoice, *, locale: str, notice: str | None = None, page: int = 1
    ) -> Preview:
        """Draw one page, counted from 1, with the draft mark; NoSuchPage, or as `draw` raises."""
        written = await self._write(invoice, locale, notice, is_draft=True)
        pdf = await self._print(written, invoice)
        return Preview(await asyncio.to_thread(picture_of, pdf, page), written.findings)

    async def _print(self, written: _Written, invoice: Invoice) -> bytes:
        tagged = len(invoice.lines) <= _LINES_TAGGED_MAX
        return await self._printer.print(written.html, tagged=tagged)

    async def _write(
        self, invoice: Invoice, locale: str, notice: str | None, *, is_draft: bool
    ) -> _Written:
        def write() -> _Written:
            html = self._template.render(invoice, locale=locale, notice=notice, is_draft=is_draft)
            if self._fonts.covers(html):
                return _Written(html)
            return _Written(self._fonts.legible(html), report_illegible(invoice, self._fonts))

        if len(invoice.lines) <= _LINES_AT_ONCE:
            return write()
        return await asyncio.to_thread(write)
