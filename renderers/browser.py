"""Chromium without a window, driven through Playwright.

Nothing can leave it (every host name fails, the proxy is dead), nothing runs in it (scripts are
off), and it sees no fonts but the ones that it is given.
"""

import asyncio
import os
import shutil
from contextlib import suppress
from pathlib import Path

from playwright.async_api import Browser as Chromium
from playwright.async_api import CDPSession, Playwright, async_playwright

from renderers.fonts import FontSet
from renderers.processes import arguments_of, children_of, kill, kill_group
from renderers.scratch import ScratchFolder
from renderers.sheet import BrowserError, Sheet

_CLOSE_SECONDS = 5
_DRIVER_SECONDS = 1
_SYSTEM_BROWSERS = ("chromium-headless-shell", "chromium")
_DOWNLOADED_BROWSER = "chromium_headless_shell-*/*/*headless*shell"
_PROFILE = "--user-data-dir="

_ARGUMENTS = (
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-crash-reporter",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disk-cache-size=1",
    "--media-cache-size=1",
    "--no-pings",
)

# It would put the browser's shared memory, and so invoices, into files.
_UNWANTED_ARGUMENTS = ("--disable-dev-shm-usage",)


def find_browser(downloads: Path | None = None) -> Path | None:
    """Find Debian's headless Chromium, else its full one, else one in a Playwright folder."""
    for name in _SYSTEM_BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    if downloads is not None and downloads.is_dir():
        programs = downloads.glob(_DOWNLOADED_BROWSER)
        return max((path for path in programs if os.access(path, os.X_OK)), default=None)
    return None


class Browser:
    """One driver with one Chromium, which live and die together.

    prints: how many it has finished; printing: how many it is at.
    """

    def __init__(self, driver: Playwright, driver_id: int, folder: ScratchFolder) -> None:
        self._driver = driver
        self._driver_id = driver_id
        self._folder = folder
        self._group_id: int | None = None
        self._chromium: Chromium | None = None
        self._question: CDPSession | None = None
        self._killing: asyncio.Task[None] | None = None
        self.prints = 0
        self.printing = 0

    @classmethod
    async def launch(cls, program: Path, fonts: FontSet, *, sandbox: bool) -> "Browser":
        """Start driver and browser; BrowserError or OSError where they do not start."""
        before = _drivers()
        try:
            driver = await async_playwright().start()
        except BaseException:
            for driver_id in _drivers() - before:
                kill(driver_id)
            raise
        (driver_id,) = _drivers() - before
        browser = cls(driver, driver_id, ScratchFolder())
        try:
            await browser._open(program, fonts, sandbox=sandbox)
        except BaseException:
            await browser.kill()
            raise
        return browser

    @property
    def alive(self) -> bool:
        return self._chromium is not None and self._chromium.is_connected()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The driver and the leader of the browser's process group."""
        return tuple(it for it in (self._driver_id, self._group_id) if it is not None)

    async def open_sheet(self) -> Sheet:
        if self._chromium is None:
            raise BrowserError("the browser is not open")
        return await Sheet.open(self._chromium)

    async def responds(self, within_seconds: float) -> bool:
        """Tell whether the browser answers a question that costs it nothing."""
        if self._question is None:
            return False
        try:
            async with asyncio.timeout(within_seconds):
                await self._question.send("Browser.getVersion")
        except (TimeoutError, BrowserError):
            return False
        return True

    async def close(self) -> None:
        """Ask the browser to quit, and kill it if it does not."""
        if self._chromium is not None:
            with suppress(TimeoutError, BrowserError):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self._chromium.close()
        await self.kill()

    async def kill(self) -> None:
        """End every process of browser and driver at once and remove what they leave behind."""
        if self._killing is None:
            self._killing = asyncio.create_task(self._kill())
        await asyncio.shield(self._killing)

    async def _kill(self) -> None:
        groups = children_of(self._driver_id)  # not yet known if it is killed as it starts
        if self._group_id is not None:
            groups |= {self._group_id}
        for group in groups:
            kill_group(group)
        self._chromium = self._group_id = None
        await self._stop_driver()
        self._folder.remove()

    async def _stop_driver(self) -> None:
        stopping = asyncio.ensure_future(self._driver.stop())
        await asyncio.wait((stopping,), timeout=_DRIVER_SECONDS)
        kill(self._driver_id)
        await asyncio.gather(stopping, return_exceptions=True)

    async def _open(self, program: Path, fonts: FontSet, *, sandbox: bool) -> None:
        # A whole environment of its own: the browser needs none of our secrets.
        environment: dict[str, str | float | bool] = {
            "FONTCONFIG_FILE": str(fonts.write_configuration(self._folder.path)),
            "HOME": str(self._folder.path),
            "LANG": "C.UTF-8",
            "PATH": os.defpath,
            "TZ": "UTC",
        }
        self._chromium = await self._driver.chromium.launch(
            executable_path=program,
            args=_ARGUMENTS,
            ignore_default_args=_UNWANTED_ARGUMENTS,
            chromium_sandbox=sandbox,
            env=environment,
            artifacts_dir=self._folder.path,
            # Only we decide when it ends; a signal that reaches the driver is not for it.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        (self._group_id,) = children_of(self._driver_id)
        for argument in arguments_of(self._group_id):
            if argument.startswith(_PROFILE):
                # The driver removes it, unless it is killed as well.
                self._folder.adopt(Path(argument.removeprefix(_PROFILE)))
        self._question = await self._chromium.new_browser_cdp_session()


def _drivers() -> frozenset[int]:
    """Return the drivers that this process has started; Playwright itself does not tell."""
    children = children_of(os.getpid())
    return frozenset(child for child in children if "run-driver" in arguments_of(child))
