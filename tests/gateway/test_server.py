"""The server as a process: it answers what is in flight when it stops, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.gateway.bodies import encoded

STOP_SECONDS_MAX = 15
JSON = {"content-type": "application/json"}


class Server:
    """One `zugio serve`, the leader of a process group as a shell would make it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [Path(sys.executable).parent / "zugio", "serve"],
            env={**os.environ, "ZUGIO_PORT": str(port)},
            start_new_session=True,
            stderr=subprocess.PIPE,
        )

    def wait_until_ready(self) -> None:
        wait_for(self._is_ready)

    def _is_ready(self) -> bool:
        assert self.process.poll() is None
        try:
            return httpx.get(f"{self.url}/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def post(self, request: object) -> httpx.Response:
        return httpx.post(
            f"{self.url}/api/invoices", content=encoded(request), headers=JSON, timeout=60
        )

    def family(self) -> set[int]:
        """Return the ids of every process that this server has started, itself included."""
        return {self.process.pid} | descendants(self.process.pid)


def descendants(pid: int) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | descendants(child)
    return found


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        os.sched_yield()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def serving() -> Iterator[Server]:
    server = Server(free_port())
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.process.kill()
        server.process.wait()
        assert server.process.stderr is not None
        server.process.stderr.close()


def in_flight(
    server: Server, request: object, count: int, pool: ThreadPoolExecutor
) -> list[Future[httpx.Response]]:
    """Post some requests and wait until the server is at work on all of them."""
    posted = [pool.submit(server.post, request) for _ in range(count)]
    wanted = f'zugio_requests_in_flight{{route="/api/invoices"}} {count}.0'
    wait_for(lambda: wanted in httpx.get(f"{server.url}/metrics").text)
    return posted


@pytest.fixture
def long_invoice(complete: dict[str, Any]) -> dict[str, Any]:
    complete["invoice"]["items"] *= 250
    return complete


@pytest.mark.parametrize("to_group", [False, True], ids=["process", "group"])
def test_a_stop_answers_what_is_in_flight(long_invoice: dict[str, Any], *, to_group: bool) -> None:
    with serving() as server, ThreadPoolExecutor(4) as pool:
        family = server.family()
        posted = in_flight(server, long_invoice, 4, pool)
        told = time.monotonic()
        if to_group:
            os.killpg(server.process.pid, signal.SIGINT)
        else:
            server.process.send_signal(signal.SIGTERM)
        assert [request.result().status_code for request in posted] == [200] * 4
        assert server.process.wait(STOP_SECONDS_MAX) == 0
        assert time.monotonic() - told < STOP_SECONDS_MAX
        wait_for(lambda: not any(lives(pid) for pid in family))


@pytest.mark.parametrize("to_group", [False, True], ids=["process", "group"])
def test_nobody_outlives_a_kill(long_invoice: dict[str, Any], *, to_group: bool) -> None:
    with serving() as server, ThreadPoolExecutor(2) as pool:
        family = server.family()
        posted = in_flight(server, long_invoice, 2, pool)
        if to_group:
            os.killpg(server.process.pid, signal.SIGKILL)
        else:
            server.process.kill()
        assert all(isinstance(request.exception(), httpx.TransportError) for request in posted)
        wait_for(lambda: not any(lives(pid) for pid in family))


def test_a_killed_browser_comes_back_and_bytes_stay_the_same(complete: dict[str, Any]) -> None:
    with serving() as server:
        before = server.post(complete)
        for pid in server.family():
            if "chrom" in Path(f"/proc/{pid}/comm").read_text():
                os.kill(pid, signal.SIGKILL)
        after = server.post(complete)
        assert (before.status_code, after.status_code) == (200, 200)
        assert before.content == after.content
    with serving() as server:
        assert server.post(complete).content == before.content


def exchange(server: Server, *parts: bytes) -> bytes:
    """Send parts over a bare connection until the server hangs up, and return what it said."""
    host, _, port = server.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            return connection.recv(65_536)
        except ConnectionError:
            return b""


def test_a_body_that_is_too_large_is_refused_before_it_is_read(complete: dict[str, Any]) -> None:
    head = b"POST /api/invoices HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
    chunk = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    with serving() as server:
        declared = exchange(server, head + b"Content-Length: 10000001\r\n\r\n")
        assert declared.startswith(b"HTTP/1.1 413 ")
        endless = exchange(server, head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 101)
        assert endless.startswith(b"HTTP/1.1 413 ")
        assert server.post(complete).status_code == 200


def test_a_port_is_not_shared() -> None:
    with serving() as server:
        second = Server(int(server.url.rpartition(":")[2]))
        assert second.process.wait(30) == 1
        assert second.process.stderr is not None
        second.process.stderr.close()


def test_a_stalled_upload_does_not_hold_up_a_stop() -> None:
    head = b"POST /api/invoices HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
    with serving() as server:
        host, _, port = server.url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as stalled:
            stalled.sendall(head + b"Content-Length: 1000\r\n\r\n{")
            wait_for(lambda: httpx.get(f"{server.url}/health/live").status_code == 200)
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(STOP_SECONDS_MAX) == 0


def test_a_wrong_setting_is_named() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "zugio", "serve"],
        env={**os.environ, "ZUGIO_PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 64
    assert "ZUGIO_PORT" in done.stderr
    assert "Traceback" not in done.stderr
