"""Keeps one browser running: replaces it when it is dead, or has printed its share."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

from profiles.errors import EngineUnreachable
from renderers.browser import Browser
from renderers.fonts import FontSet
from renderers.sheet import BrowserError


class BrowserSupply:
    """The browser of the moment, and those before it that are still at a print.

    prints_per_browser: after so many prints a browser is replaced, which bounds its memory.
    """

    def __init__(
        self,
        program: Path,
        fonts: FontSet,
        *,
        sandbox: bool,
        launch_seconds: float,
        prints_per_browser: int,
    ) -> None:
        self._program = program
        self._fonts = fonts
        self._sandbox = sandbox
        self._launch_seconds = launch_seconds
        self._prints_per_browser = prints_per_browser
        self._browser: Browser | None = None
        self._open: set[Browser] = set()
        self._launching: asyncio.Task[None] | None = None
        self._chores: set[asyncio.Task[None]] = set()
        self._stopped = False

    @property
    def browser(self) -> Browser | None:
        """The browser of the moment, dead or alive."""
        return self._browser

    async def running(self) -> Browser:
        """Return a browser that is alive, launching one if need be; EngineUnreachable."""
        if (browser := self._usable()) is not None:
            return browser
        if self._stopped:
            raise EngineUnreachable("the browser has been stopped")
        if self._launching is None:
            self._launching = self.later(self._replace())
        # Who gives up waiting for the browser must not take it away from the others.
        await asyncio.shield(self._launching)
        if (browser := self._usable()) is None:
            raise EngineUnreachable("the browser does not start")
        return browser

    @contextmanager
    def in_use(self, browser: Browser) -> Iterator[None]:
        """Keep a browser from being closed during a print, though it may be replaced."""
        browser.printing += 1
        try:
            yield
        finally:
            browser.printing -= 1
            self._close_if_replaced(browser)

    async def stop(self) -> None:
        """End every browser; what it is at fails."""
        self._stopped = True
        if self._launching is not None:
            await asyncio.wait((self._launching,))
        for browser in tuple(self._open):
            await self._close(browser)
        while self._chores:
            await asyncio.wait(tuple(self._chores))

    def later(self, chore: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Do something that nobody waits for, but that `stop` does not leave undone."""
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)
        return task

    def _usable(self) -> Browser | None:
        browser = self._browser
        if browser is None or not browser.alive or browser.prints >= self._prints_per_browser:
            return None
        return browser

    async def _replace(self) -> None:
        replaced, self._browser = self._browser, None
        try:
            async with asyncio.timeout(self._launch_seconds):
                self._browser = await Browser.launch(
                    self._program, self._fonts, sandbox=self._sandbox
                )
            self._open.add(self._browser)
        except (OSError, TimeoutError, BrowserError):
            pass  # those who wait for it see that there is none
        finally:
            self._launching = None
            if replaced is not None:
                self._close_if_replaced(replaced)

    def _close_if_replaced(self, browser: Browser) -> None:
        if browser is not self._browser and browser.printing == 0:
            self.later(self._close(browser))

    async def _close(self, browser: Browser) -> None:
        self._open.discard(browser)
        await browser.close()
