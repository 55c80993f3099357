"""Prints HTML on a browser's warm pages: at most one print a page, a bounded wait, one retry.

A page that was interrupted in a print is never used again; a browser that does not answer, or has
printed its share, is replaced by a new one.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from profiles.errors import DeadlinePassed, EngineUnreachable, Overloaded, StageFailed
from renderers.browser import Browser, BrowserError, Sheet
from renderers.fonts import FontSet

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
        self._program = program
        self._fonts = fonts
        self._limits = limits
        self._sandbox = sandbox
        self._browser: Browser | None = None
        self._launching = asyncio.Lock()
        self._free: asyncio.LifoQueue[_Place] = asyncio.LifoQueue()
        self._waiting = 0
        self._chores: set[asyncio.Task[None]] = set()
        self._stopped = False

    @property
    def alive(self) -> bool:
        return self._browser is not None and self._browser.alive

    @property
    def process_ids(self) -> tuple[int, ...]:
        return self._browser.process_ids if self._browser is not None else ()

    @property
    def waiting(self) -> int:
        return self._waiting

    async def start(self) -> None:
        """Launch the browser and warm its pages; EngineUnreachable."""
        for _ in range(self._limits.pages):
            place = _Place()
            await self._warm(place)
            self._free.put_nowait(place)

    async def stop(self) -> None:
        """End the browser; prints in flight fail."""
        self._stopped = True
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.close()
        while self._chores:
            await asyncio.wait(tuple(self._chores))

    async def healthy(self) -> bool:
        """Tell whether the browser answers now."""
        return self._browser is not None and await self._browser.responds(_RESPONSE_SECONDS)

    async def print(self, html: str) -> bytes:
        """Print to PDF; Overloaded, DeadlinePassed, EngineUnreachable or StageFailed."""
        place = await self._take()
        try:
            try:
                return await self._attempt(place, html)
            except BrowserError:
                return await self._attempt(place, html)
        except BrowserError as cause:
            raise StageFailed("the browser failed twice over one print") from cause
        finally:
            self._give_back(place)

    async def _take(self) -> _Place:
        if self._stopped:
            raise EngineUnreachable("the printer has stopped")
        if self._free.empty() and self._waiting >= self._limits.waiting_max:
            raise Overloaded("too many prints are waiting for a page")
        self._waiting += 1
        try:
            return await self._free.get()
        finally:
            self._waiting -= 1

    def _give_back(self, place: _Place) -> None:
        if place.sheet is not None or self._stopped:
            self._free.put_nowait(place)
        else:
            self._later(self._renew(place))

    async def _renew(self, place: _Place) -> None:
        """Free a place with a warm page if that can be had; its next print tries again if not."""
        with suppress(EngineUnreachable):
            await self._warm(place)
        self._free.put_nowait(place)

    async def _attempt(self, place: _Place, html: str) -> bytes:
        sheet, browser = await self._warm(place)
        # Until the print is complete the page counts as lost: nothing of it can be seen again.
        place.sheet = None
        browser.printing += 1
        try:
            pdf = await self._supervise(browser, sheet.print(html))
        except TimeoutError as cause:
            await self._discard(sheet, browser)
            raise DeadlinePassed("a print took longer than it may") from cause
        except BaseException:
            self._later(self._discard(sheet, browser))
            raise
        finally:
            browser.printing -= 1
            if browser is not self._browser and browser.printing == 0:
                self._later(browser.close())
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

    async def _discard(self, sheet: Sheet, browser: Browser) -> None:
        """Close a page in whatever state it is; a browser that cannot do that is killed."""
        try:
            async with asyncio.timeout(_RESPONSE_SECONDS):
                await sheet.close()
        except (TimeoutError, BrowserError):
            await browser.kill()

    def _later(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _warm(self, place: _Place) -> tuple[Sheet, Browser]:
        """Return a page of the current browser at that place; EngineUnreachable."""
        try:
            browser = await self._running_browser()
            if place.sheet is None or place.browser is not browser:
                async with asyncio.timeout(self._limits.launch_seconds):
                    place.sheet = await browser.open_sheet()
                place.browser = browser
        except (OSError, TimeoutError, BrowserError) as cause:
            raise EngineUnreachable("the browser does not start") from cause
        return place.sheet, browser

    async def _running_browser(self) -> Browser:
        async with self._launching:
            browser = self._browser
            if browser is not None:
                if browser.alive and browser.prints < self._limits.prints_per_browser:
                    return browser
                self._browser = None
                if browser.printing == 0:
                    self._later(browser.close())
            if self._stopped:
                raise EngineUnreachable("the printer has stopped")
            async with asyncio.timeout(self._limits.launch_seconds):
                self._browser = await Browser.launch(
                    self._program, self._fonts, sandbox=self._sandbox
                )
            return self._browser
