"""Prints HTML on a browser's warm pages: at most one print a page, a bounded wait, one retry.

A page that was interrupted in a print is never used again; a browser that does not answer is
killed, and what else it was printing is printed again by the next one.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from profiles.errors import DeadlinePassed, EngineUnreachable, Overloaded, StageFailed
from renderers.browser import Browser
from renderers.fonts import FontSet
from renderers.sheet import BrowserError, Sheet
from renderers.supply import BrowserSupply

# A browser that takes longer to answer a question that costs it nothing is stuck.
_RESPONSE_SECONDS = 3


class PrinterLimits(Struct, frozen=True, kw_only=True):
    """How much a printer may take.

    pages: prints at the same time; one a processor core.
    waiting_max: prints that may wait for a page.
    timeout_seconds: how long one print may take, its wait for a page not counted.
    launch_seconds: how long a browser may take to start.
    prints_per_browser: after so many prints the browser is replaced, which bounds its memory.
    """

    pages: int = 2
    waiting_max: int = 64
    timeout_seconds: float = 15
    launch_seconds: float = 15
    prints_per_browser: int = 2000


class _Place(Struct):
    """Room for one print at a time, with the warm page that stands there, if one does."""

    sheet: Sheet | None = None
    browser: Browser | None = None


class Printer:
    """A browser and its places; start it before the first print, stop it after the last."""

    def __init__(
        self, program: Path, fonts: FontSet, limits: PrinterLimits, *, sandbox: bool
    ) -> None:
        self._limits = limits
        self._supply = BrowserSupply(
            program,
            fonts,
            sandbox=sandbox,
            launch_seconds=limits.launch_seconds,
            prints_per_browser=limits.prints_per_browser,
        )
        self._free: asyncio.LifoQueue[_Place] = asyncio.LifoQueue()
        self._waiting = 0

    @property
    def alive(self) -> bool:
        return self._supply.browser is not None and self._supply.browser.alive

    @property
    def process_ids(self) -> tuple[int, ...]:
        return self._supply.browser.process_ids if self._supply.browser is not None else ()

    @property
    def waiting(self) -> int:
        return self._waiting

    @property
    def printing(self) -> int:
        return self._supply.browser.printing if self._supply.browser is not None else 0

    async def start(self) -> None:
        """Launch the browser and warm its pages; EngineUnreachable."""
        for _ in range(self._limits.pages):
            place = _Place()
            await self._warm(place)
            self._free.put_nowait(place)

    async def stop(self) -> None:
        """End the browser; prints in flight fail."""
        await self._supply.stop()

    async def healthy(self) -> bool:
        """Tell whether the browser answers now."""
        browser = self._supply.browser
        return browser is not None and await browser.responds(_RESPONSE_SECONDS)

    def revive(self) -> None:
        """Begin to replace a browser that died or got stuck while it had nothing to do."""
        self._supply.later(self._revive())

    async def _revive(self) -> None:
        browser = self._supply.browser
        if browser is not None and not await browser.responds(_RESPONSE_SECONDS):
            await browser.kill()
        with suppress(EngineUnreachable):
            await self._supply.running()

    async def print(self, html: str, *, tagged: bool = True) -> bytes:
        """Print to PDF; Overloaded, DeadlinePassed, EngineUnreachable or StageFailed.

        tagged: whether the PDF tells screen readers what is a heading and what a table.
        """
        place = await self._take()
        try:
            try:
                return await self._attempt(place, html, tagged=tagged)
            except BrowserError:
                return await self._attempt(place, html, tagged=tagged)
        except BrowserError as cause:
            raise StageFailed("the browser failed twice over one print") from cause
        finally:
            self._give_back(place)

    async def _take(self) -> _Place:
        if self._free.empty() and self._waiting >= self._limits.waiting_max:
            raise Overloaded("too many prints are waiting for a page")
        self._waiting += 1
        try:
            return await self._free.get()
        finally:
            self._waiting -= 1

    def _give_back(self, place: _Place) -> None:
        if place.sheet is not None:
            self._free.put_nowait(place)
        else:
            self._supply.later(self._renew(place))

    async def _renew(self, place: _Place) -> None:
        """Free a place with a warm page if that can be had; its next print tries again if not."""
        with suppress(EngineUnreachable):
            await self._warm(place)
        self._free.put_nowait(place)

    async def _attempt(self, place: _Place, html: str, *, tagged: bool) -> bytes:
        sheet, browser = await self._warm(place)
        # Until the print is complete the page counts as lost: nothing of it can be seen again.
        place.sheet = None
        with self._supply.in_use(browser):
            try:
                pdf = await self._supervise(browser, sheet.print(html, tagged=tagged))
            except TimeoutError as cause:
                await self._discard(sheet, browser)
                raise DeadlinePassed("a print took longer than it may") from cause
            except BaseException:
                self._supply.later(self._discard(sheet, browser))
                raise
        place.sheet = sheet
        browser.prints += 1
        return pdf

    async def _supervise(self, browser: Browser, printing: Coroutine[None, None, bytes]) -> bytes:
        """Await the print; TimeoutError when it is late, BrowserError when the browser is stuck."""
        task = asyncio.create_task(printing)
        try:
            async with asyncio.timeout(self._limits.timeout_seconds):
                while True:
                    done, _ = await asyncio.wait((task,), timeout=_RESPONSE_SECONDS)
                    if done:
                        return task.result()
                    if not await browser.responds(_RESPONSE_SECONDS):
                        await browser.kill()
                        raise BrowserError("the browser was stuck and has been killed")
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _discard(self, sheet: Sheet, browser: Browser) -> None:
        """Close a page in whatever state it is; a browser that cannot do that is killed."""
        try:
            async with asyncio.timeout(_RESPONSE_SECONDS):
                await sheet.close()
        except (TimeoutError, BrowserError):
            await browser.kill()

    async def _warm(self, place: _Place) -> tuple[Sheet, Browser]:
        """Return a page of the running browser at that place; EngineUnreachable."""
        browser = await self._supply.running()
        if place.sheet is not None and place.browser is browser:
            return place.sheet, browser
        try:
            place.sheet = await self._open_sheet(browser)
        except (TimeoutError, BrowserError):
            await browser.kill()  # it seemed to be alive, but is not
            browser = await self._supply.running()
            try:
                place.sheet = await self._open_sheet(browser)
            except (TimeoutError, BrowserError) as cause:
                raise EngineUnreachable("the browser opens no page") from cause
        place.browser = browser
        return place.sheet, browser

    async def _open_sheet(self, browser: Browser) -> Sheet:
        async with asyncio.timeout(self._limits.launch_seconds):
            return await browser.open_sheet()
