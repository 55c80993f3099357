"""Workers that are stuck, killed or flooded, and what becomes of the documents in them."""

import asyncio
import contextlib
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from profiles.errors import EngineUnreachable, Overloaded
from tests.validation.conftest import judge_with
from validation.judge import Judge

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def own_judge(rules_dir: Path) -> AsyncIterator[Judge]:
    judge = judge_with(rules_dir)
    await judge.start()
    yield judge
    await judge.stop()


@pytest.fixture(scope="module")
def big(invoice: str) -> bytes:
    """An invoice of 3,000 lines, which keeps a worker busy for a second or more."""
    start = invoice.index("    <ram:IncludedSupplyChainTradeLineItem>")
    end = invoice.index("    <ram:ApplicableHeaderTradeAgreement>")
    return (invoice[:start] + invoice[start:end] * 1500 + invoice[end:]).encode()


async def judged(judge: Judge, xml: bytes) -> str:
    return (await judge.judge(xml, scenario="xrechnung", syntax="cii")).verdict


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextlib.contextmanager
def frozen(judge: Judge) -> Iterator[None]:
    """Stop the workers where they are, and let them go on afterwards."""
    pids = judge.worker_pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    yield
    for pid in pids:
        os.kill(pid, signal.SIGCONT)


def has_ended(process: int) -> bool:
    """Wait for the end of a process that need not be our child."""
    return bool(select.select([process], [], [], 10)[0])


async def test_fifty_at_once(judge: Judge, invoice: str) -> None:
    valid = invoice.encode()
    invalid = invoice.replace("19.00", "18.00").encode()
    verdicts = await asyncio.gather(*(judged(judge, xml) for xml in [valid, invalid] * 25))
    assert verdicts == ["valid", "invalid"] * 25


async def test_a_stuck_worker_is_replaced(rules_dir: Path, invoice: str) -> None:
    judge = judge_with(rules_dir, workers=1, timeout_seconds=3)
    await judge.start()
    (pid,) = judge.worker_pids
    os.kill(pid, signal.SIGSTOP)
    judgement = await judge.judge(invoice.encode(), scenario="xrechnung", syntax="cii")
    assert judgement.verdict == "undecided"
    assert {finding.rule for finding in judgement.findings} == {"ZG-RULES-TIMEOUT"}
    assert not lives(pid)
    assert await judged(judge, invoice.encode()) == "valid"
    await judge.stop()


async def test_a_stuck_worker_holds_up_nobody_else(own_judge: Judge, invoice: str) -> None:
    os.kill(own_judge.worker_pids[0], signal.SIGSTOP)
    jobs = {asyncio.create_task(judged(own_judge, invoice.encode())) for _ in range(5)}
    while len(jobs) > 1:
        done, jobs = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        assert {job.result() for job in done} == {"valid"}


async def test_a_killed_worker_costs_nothing(own_judge: Judge, invoice: str) -> None:
    pids = own_judge.worker_pids
    os.kill(pids[0], signal.SIGSTOP)
    jobs = [asyncio.create_task(judged(own_judge, invoice.encode())) for _ in pids]
    await jobs[1]
    os.kill(pids[0], signal.SIGKILL)
    assert await jobs[0] == "valid"
    assert pids[1] in own_judge.worker_pids


async def test_a_job_that_kills_twice_is_undecided(own_judge: Judge, big: bytes) -> None:
    job = asyncio.create_task(own_judge.judge(big, scenario="en16931", syntax="cii"))
    while not job.done():
        for pid in own_judge.worker_pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(0)
    judgement = await job
    assert judgement.verdict == "undecided"
    assert [finding.rule for finding in judgement.findings] == ["ZG-RULES-STOPPED"]


async def test_too_little_memory_is_no_verdict(rules_dir: Path, big: bytes) -> None:
    judge = Judge(
        rules_dir,
        workers=1,
        timeout_seconds=30,
        waiting_max=1,
        worker_memory_bytes_max=240 << 20,
    )
    await judge.start()
    judgement = await judge.judge(big, scenario="xrechnung", syntax="cii")
    assert judgement.verdict == "undecided"
    await judge.stop()


async def test_a_full_queue_says_so(rules_dir: Path, invoice: str) -> None:
    judge = Judge(
        rules_dir,
        workers=1,
        timeout_seconds=30,
        waiting_max=1,
        worker_memory_bytes_max=1 << 30,
    )
    await judge.start()
    with frozen(judge):
        jobs = [asyncio.create_task(judged(judge, invoice.encode())) for _ in range(3)]
        with pytest.raises(Overloaded):
            await jobs.pop()
    assert await asyncio.gather(*jobs) == ["valid", "valid"]
    await judge.stop()


async def test_a_caller_may_go_away(own_judge: Judge, invoice: str) -> None:
    pids = own_judge.worker_pids
    with frozen(own_judge):
        jobs = [asyncio.create_task(judged(own_judge, invoice.encode())) for _ in range(6)]
        await asyncio.sleep(0)
        for job in jobs:
            job.cancel()
        outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {asyncio.CancelledError}
    verdicts = await asyncio.gather(*(judged(own_judge, invoice.encode()) for _ in range(8)))
    assert verdicts == ["valid"] * 8
    assert own_judge.worker_pids == pids


async def test_stop_leaves_nothing(rules_dir: Path, invoice: str) -> None:
    judge = judge_with(rules_dir)
    await judge.start()
    pids = judge.worker_pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    jobs = [asyncio.create_task(judged(judge, invoice.encode())) for _ in range(6)]
    await asyncio.sleep(0)
    await judge.stop()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {EngineUnreachable}
    assert len(pids) == 2
    assert not any(lives(pid) for pid in pids)
    assert not judge.ready
    with pytest.raises(EngineUnreachable):
        await judged(judge, invoice.encode())


async def test_workers_that_cannot_start_say_so(rules_dir: Path) -> None:
    judge = Judge(
        rules_dir, workers=2, timeout_seconds=1, waiting_max=1, worker_memory_bytes_max=1 << 20
    )
    with pytest.raises(EngineUnreachable):
        await judge.start()
    assert not judge.ready


SERVER = """
import asyncio, sys
from pathlib import Path
from tests.validation.conftest import judge_with

async def serve() -> None:
    judge = judge_with(Path(sys.argv[1]))
    await judge.start()
    print(*judge.worker_pids, flush=True)
    await asyncio.Event().wait()

asyncio.run(serve())
"""


@pytest.fixture
def server(rules_dir: Path) -> subprocess.Popen[str]:
    """A process with a judge in it, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", SERVER, str(rules_dir)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def worker_pids(server: subprocess.Popen[str]) -> tuple[int, ...]:
    assert server.stdout is not None
    return tuple(int(pid) for pid in server.stdout.readline().split())


def test_workers_die_with_the_server(server: subprocess.Popen[str]) -> None:
    with server:
        pids = worker_pids(server)
        ends = [os.pidfd_open(pid) for pid in pids]
        server.kill()
    assert [has_ended(end) for end in ends] == [True, True]
    for end in ends:
        os.close(end)


def test_ctrl_c_does_not_reach_the_workers(server: subprocess.Popen[str]) -> None:
    with server:
        pids = worker_pids(server)
        assert {os.getsid(pid) for pid in pids} == set(pids)
        server.kill()


def test_saxon_is_loaded_in_workers_alone() -> None:
    loaded = "import sys, validation.judge; sys.exit('saxonche' in sys.modules)"
    subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=True)
