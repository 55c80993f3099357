"""The server as a process: it answers what is in flight when it stops, and leaves nobody behind."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.gateway.servers import ZUGIO, Server, children, free_port, lives, serving, wait_for

STOP_SECONDS_MAX = 15


def in_flight(
    server: Server, request: object, count: int, pool: ThreadPoolExecutor
) -> list[Future[httpx.Response]]:
    """Post some requests and wait until the server is at work on all of them."""
    posted = [pool.submit(server.post, request) for _ in range(count)]
    wanted = f'zugio_requests_in_flight{{route="/api/invoices"}} {count}.0'
    wait_for(lambda: wanted in httpx.get(f"{server.url}/metrics").text)
    return posted


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for the tests that leave it as it was."""
    with serving() as server:
        yield server


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


def test_nobody_outlives_a_kill_at_the_start() -> None:
    server = Server(free_port(), "--processes", "2")
    wait_for(lambda: len(children(server.process.pid)) == 2)
    family = server.family()
    server.process.kill()
    server.process.wait()
    server.close()
    wait_for(lambda: not any(lives(pid) for pid in family))


def test_a_killed_browser_comes_back_and_bytes_stay_the_same(
    server: Server, complete: dict[str, Any]
) -> None:
    before = server.post(complete)
    for pid in server.family():
        if "chrom" in Path(f"/proc/{pid}/comm").read_text():
            os.kill(pid, signal.SIGKILL)
    after = server.post(complete)
    assert (before.status_code, after.status_code) == (200, 200)
    assert before.content == after.content
    with serving() as another:
        assert another.post(complete).content == before.content


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


def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    server: Server, complete: dict[str, Any]
) -> None:
    head = b"POST /api/invoices HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
    chunk = b"186a0\r\n" + b" " * 100_000 + b"\r\n"
    declared = exchange(server, head + b"Content-Length: 10000001\r\n\r\n")
    assert declared.startswith(b"HTTP/1.1 413 ")
    endless = exchange(server, head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 101)
    assert endless.startswith(b"HTTP/1.1 413 ")
    assert server.post(complete).status_code == 200


@pytest.mark.parametrize("is_chunked", [False, True], ids=["declared", "chunked"])
def test_who_goes_on_sending_hears_why_it_is_refused(server: Server, *, is_chunked: bool) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with closing(HTTPConnection(host, int(port), timeout=30)) as connection:
        body = b" " * 15_000_000
        connection.request(
            "POST",
            "/api/invoices",
            iter((body,)) if is_chunked else body,
            {"content-type": "application/json"},
            encode_chunked=is_chunked,
        )
        answer = connection.getresponse()
        assert (answer.status, b"REQUEST_TOO_LARGE" in answer.read()) == (413, True)


def test_engines_that_die_idle_come_back(server: Server, complete: dict[str, Any]) -> None:
    for pid in server.family():
        command = Path(f"/proc/{pid}/cmdline").read_text()
        if "validation.worker" in command or "headless" in command:
            os.kill(pid, signal.SIGKILL)
    server.wait_until_ready()
    assert server.post(complete).status_code == 200


def test_a_port_is_not_shared(server: Server) -> None:
    second = Server(int(server.url.rpartition(":")[2]))
    assert second.process.wait(30) == 1
    second.close()


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
        [ZUGIO, "serve"],
        env={**os.environ, "ZUGIO_PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 64
    assert "ZUGIO_PORT" in done.stderr
    assert "Traceback" not in done.stderr
