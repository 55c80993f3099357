"""What the product needs of its machine: is it there, does it work, and what mends it."""

import asyncio
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from gateway import apt
from gateway.commands import run
from profiles.errors import SetupIncomplete, ZugioError
from renderers.browser import find_browser
from renderers.fonts import load_fonts
from renderers.printer import PrinterLimits
from renderers.renderer import Renderer
from validation import rulesets

BROWSER_PACKAGES = ("chromium-headless-shell",)
DRIVER_PACKAGES = ("libatomic1",)
FONT_PACKAGES = ("fonts-noto-core", "fonts-dejavu-core")

_PYTHON_MIN = (3, 11)
_MEMORY_BYTES_MIN = 1 << 30
_FREE_BYTES_MIN = 256 << 20
_START_SECONDS = 30


class Places(Struct, frozen=True, kw_only=True):
    """Where the parts are that set-up installs.

    browser: the one to use; None stands for the first that is found.
    """

    rules_dir: Path
    fonts_dir: Path
    browsers_dir: Path
    browser: Path | None = None


class Check(Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `mend` is the command that helps where it is not well."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


def examine(places: Places, database_url: str, *, sandbox: bool | None) -> tuple[Check, ...]:
    """Look at everything; starts the browser, which takes about a second.

    sandbox: as the renderer takes it; None means wherever it is not root.
    """
    return (
        check_python(),
        check_rules(places),
        check_driver(),
        check_start(places, sandbox=sandbox),
        check_fonts(places),
        check_ledger(database_url),
        check_memory(),
        check_temporary_files(),
    )


def describe(checks: Iterable[Check]) -> str:
    """The checks as lines for a person."""
    lines = []
    for check in checks:
        lines.append(f"{'ok' if check.ok else 'MISSING':<8} {check.name:<16} {check.detail}")
        if not check.ok and check.mend:
            lines.append(f"{'':<8} {'to mend:':<16} {check.mend}")
    return "\n".join(lines)


def check_python() -> Check:
    return Check(
        name="Python",
        ok=sys.version_info >= _PYTHON_MIN,
        detail=platform.python_version(),
        mend=apt.command(("python3", "python3-venv")),
    )


def check_rules(places: Places) -> Check:
    """Whether every pinned rule pack is there, byte for byte."""
    states = rulesets.verify(places.rules_dir)
    return Check(
        name="rule packs",
        ok=not any(state.amiss for state in states),
        detail=", ".join(
            state.pack.label + ("" if state.state == "present" else f" is {state.described}")
            for state in states
        ),
        mend=f"{sys.prefix}/bin/zugio rules sync",
    )


def check_fonts(places: Places) -> Check:
    try:
        families = load_fonts((places.fonts_dir,)).families
    except SetupIncomplete as error:
        mend = apt.command(FONT_PACKAGES)
        return Check(name="fonts", ok=False, detail=str(error), mend=mend)
    detail = f"{families[0].name} and {len(families) - 1} more families"
    return Check(name="fonts", ok=True, detail=detail)


def check_ledger(database_url: str) -> Check:
    """Whether the database of tokens and credits answers, or can be made."""
    from gateway.ledger.obstacles import look_at  # noqa: PLC0415  (set-up need not load it)

    mend = "ZUGIO_DATABASE_URL=…   (a database that answers, or a file that this user may write)"
    try:
        return Check(name="tokens", ok=True, detail=asyncio.run(look_at(database_url)))
    except ZugioError as error:
        return Check(name="tokens", ok=False, detail=str(error), mend=mend)


def check_browser(places: Places) -> Check:
    """Whether a browser is there, with all the libraries that it is linked with."""
    program = _browser(places)
    mend = browser_mend(places)
    if program is None:
        return Check(name="browser", ok=False, detail="no Chromium was found", mend=mend)
    try:
        version = run((str(program), "--version"), timeout_seconds=_START_SECONDS).strip()
    except SetupIncomplete as error:
        return Check(name="browser", ok=False, detail=str(error), mend=mend)
    return Check(name="browser", ok=True, detail=f"{version} ({program})")


def check_start(places: Places, *, sandbox: bool | None) -> Check:
    """Whether the browser starts as the product starts it, its warm page included."""
    check = check_browser(places)
    if not check.ok:
        return check
    try:
        asyncio.run(_start_and_stop(places, sandbox=sandbox))
    except ZugioError as error:
        unsafe = "ZUGIO_BROWSER_SANDBOX=off, where this machine allows its users no sandbox"
        return Check(
            name="browser",
            ok=False,
            detail=f"{check.detail} does not start: {error}",
            mend=browser_mend(places) if sandbox is False else unsafe,
        )
    return check


async def _start_and_stop(places: Places, *, sandbox: bool | None) -> None:
    renderer = Renderer(
        browser_path=_browser(places),
        font_folders=(places.fonts_dir,),
        limits=PrinterLimits(pages=1, launch_seconds=_START_SECONDS),
        sandbox=sandbox,
    )
    try:
        await renderer.start()
    finally:
        await renderer.stop()


def check_driver() -> Check:
    """Whether Playwright's driver runs; it needs a library that a bare Debian does not have."""
    mend = apt.command(DRIVER_PACKAGES)
    program = str(files("playwright") / "driver" / "node")
    try:
        version = run((program, "--version"), timeout_seconds=_START_SECONDS).strip()
    except SetupIncomplete as error:
        return Check(name="browser driver", ok=False, detail=str(error), mend=mend)
    return Check(name="browser driver", ok=True, detail=f"Playwright's Node.js {version}")


def _browser(places: Places) -> Path | None:
    return places.browser or find_browser(places.browsers_dir)


def browser_mend(places: Places) -> str:
    """The command that brings a browser: Debian's, or the one that Playwright downloads."""
    playwright = f"{sys.prefix}/bin/playwright install --with-deps --only-shell chromium"
    downloaded = f"PLAYWRIGHT_BROWSERS_PATH={places.browsers_dir} {playwright}"
    return f"{apt.command(BROWSER_PACKAGES)}   (on Ubuntu: {downloaded})"


def check_memory() -> Check:
    """The machine's memory; a container's own limit is not looked at."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Check(
        name="memory",
        ok=total >= _MEMORY_BYTES_MIN,
        detail=f"{total / (1 << 30):.1f} GiB",
        mend="the browser and the rule workers need 1 GiB",
    )


def check_temporary_files() -> Check:
    """Whether the browser's profile folder has its place; nothing of an invoice goes there."""
    folder = tempfile.gettempdir()
    try:
        with tempfile.TemporaryFile():
            free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(name="temporary files", ok=False, detail=str(error), mend=f"ls -ld {folder}")
    return Check(
        name="temporary files",
        ok=free >= _FREE_BYTES_MIN,
        detail=f"{free >> 20} MiB free in {folder}",
        mend=f"df -h {folder}   (256 MiB are needed)",
    )
