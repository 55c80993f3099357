"""The browser under stress: what happens when it dies, hangs, is cancelled or is asked too much."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from select import POLLIN, poll

import pytest
from msgspec.structs import replace

from profiles.en16931 import EN16931
from profiles.errors import DeadlinePassed, EngineUnreachable, Overloaded
from profiles.semantic.invoice import Invoice
from renderers.hybrid import make_hybrid
from renderers.metadata import describe
from renderers.printer import PrinterLimits
from renderers.processes import children_of
from renderers.renderer import Drawing, Renderer
from renderers.scratch import ScratchFolder
from tests.renderers.conftest import Read, changed, line

ROOT = Path(__file__).parent.parent.parent
ENDS_WITHIN_SECONDS = 10


def family_of(process: int) -> set[int]:
    """A process and all that descend from it."""
    return {process}.union(*(family_of(child) for child in children_of(process)))


def still_running(processes: Iterable[int]) -> set[int]:
    """Wait for the processes to end and return those that do not."""
    left = set()
    for process in processes:
        try:
            descriptor = os.pidfd_open(process)
        except ProcessLookupError:
            continue
        waiting = poll()
        waiting.register(descriptor, POLLIN)
        if not waiting.poll(ENDS_WITHIN_SECONDS * 1000):
            left.add(process)
        os.close(descriptor)
    return left


async def until(count: Callable[[], int]) -> None:
    """Let the others go on until the count is no longer zero."""
    async with asyncio.timeout(ENDS_WITHIN_SECONDS):
        while True:
            if count():
                return
            await asyncio.sleep(0)


def pages_of(renderer: Renderer) -> set[int]:
    """The processes in which the browser lays out pages."""
    everyone = set().union(*(family_of(leader) for leader in renderer.process_ids))
    return {it for it in everyone if b"--type=renderer" in _command_line(it)}


def _command_line(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


@pytest.fixture
def long_invoice(invoice: Invoice) -> Invoice:
    """One that takes a while, so that something can happen in the middle of its print."""
    lines = tuple(line(number) for number in range(1, 1500))
    return changed(invoice, number="LANG-1", lines=lines)


async def test_the_same_invoice_is_the_same_file_after_a_restart(
    renderer: Renderer, own_renderer: Renderer, invoice: Invoice
) -> None:
    first = await renderer.draw(invoice, locale="de_DE", notice="x")
    other = replace(invoice, number="ANDERE-1")
    await own_renderer.draw(other, locale="en_GB", notice=None)
    again = await own_renderer.draw(invoice, locale="de_DE", notice="x")
    assert _hybrid_of(first, invoice) == _hybrid_of(again, invoice)


def _hybrid_of(drawing: Drawing, invoice: Invoice) -> bytes:
    assert EN16931.container is not None
    metadata = describe(invoice, "de_DE")
    return make_hybrid(drawing.pdf, b"<x/>", container=EN16931.container, metadata=metadata)


async def test_thirty_at_once_are_all_drawn_and_none_is_mistaken(
    renderer: Renderer, invoice: Invoice, text_of: Read
) -> None:
    numbers = [f"NR-{index:04}" for index in range(30)]
    drawings = await asyncio.gather(
        *(renderer.draw(replace(invoice, number=it), locale="de_DE", notice=None) for it in numbers)
    )
    texts = [text_of(drawing.pdf) for drawing in drawings]
    assert [[it for it in numbers if it in text] for text in texts] == [[it] for it in numbers]


@pytest.mark.parametrize("which", [0, 1], ids=["driver", "browser"])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "stopped"])
async def test_what_dies_or_hangs_is_replaced(
    own_renderer: Renderer, invoice: Invoice, which: int, sent: signal.Signals
) -> None:
    before = own_renderer.process_ids
    everyone = set().union(*(family_of(leader) for leader in before))
    for process in family_of(before[which]) if which else {before[which]}:
        os.kill(process, sent)
    drawing = await own_renderer.draw(invoice, locale="de_DE", notice=None)
    assert drawing.pdf.startswith(b"%PDF")
    assert own_renderer.process_ids != before
    assert still_running(everyone) == set()


async def test_a_print_that_loses_its_page_is_printed_again(
    own_renderer: Renderer, long_invoice: Invoice, text_of: Read
) -> None:
    drawing = asyncio.create_task(own_renderer.draw(long_invoice, locale="de_DE", notice=None))
    await until(lambda: own_renderer.printing)
    for page in pages_of(own_renderer):
        os.kill(page, signal.SIGKILL)
    assert "LANG-1" in text_of((await drawing).pdf)


async def test_a_cancelled_print_leaves_nothing_for_the_next(
    own_renderer: Renderer, invoice: Invoice, long_invoice: Invoice, text_of: Read
) -> None:
    for _ in range(3):
        drawing = asyncio.create_task(own_renderer.draw(long_invoice, locale="de_DE", notice=None))
        await until(lambda: own_renderer.printing)
        drawing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await drawing
    after = await own_renderer.draw(invoice, locale="de_DE", notice=None)
    text = text_of(after.pdf)
    assert "RE-2026-0042" in text
    assert "LANG-1" not in text


async def test_who_would_wait_too_long_is_sent_away(
    own_renderer: Renderer, invoice: Invoice
) -> None:
    draws = (own_renderer.draw(invoice, locale="de_DE", notice=None) for _ in range(4))
    outcomes = await asyncio.gather(*draws, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(Overloaded) == 2
    await own_renderer.draw(invoice, locale="de_DE", notice=None)


async def test_a_waiting_draw_that_is_cancelled_frees_its_turn(
    own_renderer: Renderer, invoice: Invoice, long_invoice: Invoice
) -> None:
    printing = asyncio.create_task(own_renderer.draw(long_invoice, locale="de_DE", notice=None))
    await until(lambda: own_renderer.printing)
    waiting = asyncio.create_task(own_renderer.draw(invoice, locale="de_DE", notice=None))
    await until(lambda: own_renderer.waiting)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert own_renderer.waiting == 0
    await printing


async def test_a_print_has_a_deadline(
    browser_path: Path, invoice: Invoice, long_invoice: Invoice
) -> None:
    endless = replace(long_invoice, lines=long_invoice.lines * 5)
    limits = PrinterLimits(pages=1, timeout_seconds=2)
    renderer = Renderer(browser_path=browser_path, limits=limits)
    await renderer.start()
    try:
        with pytest.raises(DeadlinePassed):
            await renderer.draw(endless, locale="de_DE", notice=None)
        leaders = renderer.process_ids
        await renderer.draw(invoice, locale="de_DE", notice=None)
        assert renderer.process_ids == leaders
    finally:
        await renderer.stop()


async def test_a_browser_that_has_printed_its_share_is_replaced(
    browser_path: Path, invoice: Invoice
) -> None:
    limits = PrinterLimits(pages=2, prints_per_browser=3)
    renderer = Renderer(browser_path=browser_path, limits=limits)
    await renderer.start()
    first = set().union(*(family_of(leader) for leader in renderer.process_ids))
    draws = (renderer.draw(invoice, locale="de_DE", notice=None) for _ in range(10))
    await asyncio.gather(*draws)
    last = set().union(*(family_of(leader) for leader in renderer.process_ids))
    assert first.isdisjoint(last)
    await renderer.stop()
    assert still_running(first | last) == set()


async def test_a_program_that_is_no_browser_cannot_be_reached(tmp_path: Path) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    renderer = Renderer(browser_path=program)
    with pytest.raises(EngineUnreachable):
        await renderer.start()
    await renderer.stop()


async def test_nothing_outlives_a_stop(browser_path: Path, invoice: Invoice) -> None:
    renderer = Renderer(browser_path=browser_path)
    await renderer.start()
    everyone = set().union(*(family_of(leader) for leader in renderer.process_ids))
    drawing = asyncio.create_task(renderer.draw(invoice, locale="de_DE", notice=None))
    await asyncio.sleep(0)
    await renderer.stop()
    await asyncio.gather(drawing, return_exceptions=True)
    assert len(everyone) > 3
    assert still_running(everyone) == set()


START = """
import asyncio, sys
from pathlib import Path
from renderers.renderer import Renderer

async def main():
    renderer = Renderer(browser_path=Path(sys.argv[1]))
    await renderer.start()
    print("started", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.parametrize("driver_too", [False, True])
def test_nothing_outlives_the_kill_of_our_own_process(
    browser_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, driver_too: bool
) -> None:
    command = ["env", f"TMPDIR={tmp_path}", sys.executable, "-c", START, str(browser_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        everyone = family_of(process.pid)
        for driver in children_of(process.pid) if driver_too else ():
            os.kill(driver, signal.SIGKILL)
        process.kill()
    assert len(everyone) > 4
    assert still_running(everyone) == set()
    # What no process was left to remove, the next browser removes.
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = ScratchFolder()
    assert list(tmp_path.iterdir()) == [folder.path]
    folder.remove()
