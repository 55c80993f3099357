"""Chromium without a window, driven through Playwright, and the warm pages that it prints.

Nothing can leave it (every host name fails, the proxy is dead), nothing runs in it (scripts are
off), and it sees no fonts but the ones that it is given.
"""

import asyncio
import base64
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, CDPSession, Error, Playwright, async_playwright

from renderers.fonts import FontSet
from renderers.processes import arguments_of, children_of, kill, kill_group

_CLOSE_SECONDS = 5
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

_PRINT_PARAMETERS = {
    "preferCSSPageSize": True,
    "printBackground": True,
    "generateTaggedPDF": True,
    # Playwright's own page.pdf() lets the browser write a file and reads it back.
    "transferMode": "ReturnAsBase64",
}

# How the browser says that it, its driver or a page is gone, or that it refuses.
BrowserError = Error


class Frame(Struct, frozen=True):
    """A frame of a page."""

    id: str


class FrameTree(Struct, frozen=True):
    """The top of a page's frames."""

    frame: Frame


class Frames(Struct, frozen=True, rename="camel"):
    """The answer of Page.getFrameTree."""

    frame_tree: FrameTree


class Printed(Struct, frozen=True):
    """The answer of Page.printToPDF, in base64."""

    data: str


def find_browser(downloads: Path | None = None) -> Path | None:
    """Find Debian's headless Chromium, else its full one, else one in a Playwright folder."""
    for name in _SYSTEM_BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    if downloads is not None and downloads.is_dir():
        programs = downloads.glob(_DOWNLOADED_BROWSER)
        return max((path for path in programs if os.access(path, os.X_OK)), default=None)
    return None


class Sheet:
    """One page of the browser, in a context of its own, that is printed again and again."""

    def __init__(self, context: BrowserContext, session: CDPSession, frame: str) -> None:
        self._context = context
        self._session = session
        self._frame = frame

    @classmethod
    async def open(cls, chromium: Chromium) -> "Sheet":
        context = await chromium.new_context(java_script_enabled=False, offline=True)
        try:
            session = await context.new_cdp_session(await context.new_page())
            frames = msgspec.convert(await session.send("Page.getFrameTree"), Frames)
        except BaseException:
            with suppress(Error):
                await context.close()
            raise
        return cls(context, session, frames.frame_tree.frame.id)

    async def print(self, html: str) -> bytes:
        """Replace the whole document by `html` and print it; nothing of the last one is left."""
        await self._session.send("Page.setDocumentContent", {"frameId": self._frame, "html": html})
        printed = await self._session.send("Page.printToPDF", _PRINT_PARAMETERS)
        return base64.b64decode(msgspec.convert(printed, Printed).data)

    async def close(self) -> None:
        """End the page with its process, even in the middle of a print."""
        await self._context.close()


class Browser:
    """One driver with one Chromium, which live and die together.

    prints: how many it has finished; printing: how many it is at.
    """

    def __init__(self, driver: Playwright, driver_id: int, folder: Path) -> None:
        self._driver = driver
        self._driver_id = driver_id
        self._folder = folder
        self._group_id: int | None = None
        self._chromium: Chromium | None = None
        self._question: CDPSession | None = None
        self.prints = 0
        self.printing = 0

    @classmethod
    async def launch(cls, program: Path, fonts: FontSet, *, sandbox: bool) -> "Browser":
        """Start driver and browser; BrowserError or OSError where they do not start."""
        before = children_of(os.getpid())
        driver = await async_playwright().start()
        started = children_of(os.getpid()) - before
        driver_id = next(child for child in started if "run-driver" in arguments_of(child))
        browser = cls(driver, driver_id, Path(tempfile.mkdtemp(prefix="zugio-browser-")))
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
            raise Error("the browser is not open")
        return await Sheet.open(self._chromium)

    async def responds(self, within_seconds: float) -> bool:
        """Tell whether the browser answers a question that costs it nothing."""
        if self._question is None:
            return False
        try:
            async with asyncio.timeout(within_seconds):
                await self._question.send("Browser.getVersion")
        except (TimeoutError, Error):
            return False
        return True

    async def close(self) -> None:
        """Ask the browser to quit, and kill it if it does not."""
        if self._chromium is not None:
            with suppress(TimeoutError, Error):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self._chromium.close()
        await self.kill()

    async def kill(self) -> None:
        """End every process of browser and driver at once and remove what they leave behind."""
        groups = children_of(self._driver_id)  # not yet known if it is killed as it starts
        profiles = [
            Path(argument.removeprefix(_PROFILE))
            for process in groups
            for argument in arguments_of(process)
            if argument.startswith(_PROFILE)
        ]
        if self._group_id is not None:
            groups |= {self._group_id}
        for group in groups:
            kill_group(group)
        self._group_id = None
        with suppress(TimeoutError, Error):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._driver.stop()
        kill(self._driver_id)
        for folder in (self._folder, *profiles):
            shutil.rmtree(folder, ignore_errors=True)

    async def _open(self, program: Path, fonts: FontSet, *, sandbox: bool) -> None:
        # A whole environment of its own: the browser needs none of our secrets.
        environment: dict[str, str | float | bool] = {
            "FONTCONFIG_FILE": str(fonts.write_configuration(self._folder)),
            "HOME": str(self._folder),
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
            # Only we decide when it ends; a signal that reaches the driver is not for it.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        self._group_id = next(iter(children_of(self._driver_id)))
        self._question = await self._chromium.new_browser_cdp_session()
