"""One warm page of the browser: it takes a document, and gives it back as PDF, again and again."""

import asyncio
import base64
import re
from contextlib import suppress

import msgspec
from msgspec import Struct
from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, CDPSession, Error

# How the browser says that it, its driver or a page is gone, or that it refuses.
BrowserError = Error

_PRINT_PARAMETERS = {
    "preferCSSPageSize": True,
    "printBackground": True,
    # Playwright's own page.pdf() lets the browser write a file and reads it back.
    "transferMode": "ReturnAsBase64",
}

_NODE_NAME = re.compile(rb"\(node([0-9]+)\)")


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


class Sheet:
    """One page of the browser, in a context of its own, that is printed again and again."""

    def __init__(
        self, context: BrowserContext, session: CDPSession, frame: str, crash: asyncio.Event
    ) -> None:
        self._context = context
        self._session = session
        self._frame = frame
        self._crash = crash

    @classmethod
    async def open(cls, chromium: Chromium) -> "Sheet":
        context = await chromium.new_context(java_script_enabled=False, offline=True)
        try:
            page = await context.new_page()
            crash = asyncio.Event()
            page.on("crash", lambda _: crash.set())
            session = await context.new_cdp_session(page)
            frames = msgspec.convert(await session.send("Page.getFrameTree"), Frames)
        except BaseException:
            with suppress(BrowserError):
                await context.close()
            raise
        return cls(context, session, frames.frame_tree.frame.id, crash)

    async def print(self, html: str, *, tagged: bool) -> bytes:
        """Replace the whole document by `html` and print it; nothing of the last one is left."""
        printing = asyncio.create_task(self._print(html, tagged=tagged))
        crashing = asyncio.create_task(self._crash.wait())
        try:
            await asyncio.wait((printing, crashing), return_when=asyncio.FIRST_COMPLETED)
            if not printing.done():
                raise BrowserError("the page has crashed")  # a command to it would wait for ever
            return printing.result()
        finally:
            printing.cancel()
            crashing.cancel()
            await asyncio.gather(printing, crashing, return_exceptions=True)

    async def _print(self, html: str, *, tagged: bool) -> bytes:
        await self._session.send("Page.setDocumentContent", {"frameId": self._frame, "html": html})
        parameters = {**_PRINT_PARAMETERS, "generateTaggedPDF": tagged}
        printed = await self._session.send("Page.printToPDF", parameters)
        return _count_anew(base64.b64decode(msgspec.convert(printed, Printed).data))

    async def close(self) -> None:
        """End the page with its process, even in the middle of a print."""
        await self._context.close()


def _count_anew(pdf: bytes) -> bytes:
    """Name the tags of a page by their order, so that the same page is always the same file.

    Chromium names them after the document's nodes, which it counts through all of its prints and
    not always in their order. The new names are as long as the old ones, so nothing else in the
    file moves; the index of the names has to be sorted anew afterwards.
    """
    in_order = dict.fromkeys(_NODE_NAME.findall(pdf))
    names = {old: b"(node%0*d)" % (len(old), order) for order, old in enumerate(in_order)}
    return _NODE_NAME.sub(lambda found: names[found[1]], pdf)
