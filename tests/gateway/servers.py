"""Servers as processes, for the tests: started as a shell would, watched from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.gateway.bodies import encoded

ZUGIO = Path(sys.executable).parent / "zugio"
JSON = {"content-type": "application/json"}


class Server:
    """One `zugio serve`, the leader of a process group as a shell would make it."""

    def __init__(self, port: int, *options: str, log: str = os.devnull, **settings: str) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(verify=False)  # noqa: S501  (there is no TLS to check)
        with Path(log).open("wb") as stderr:  # a pipe that nobody reads would stop it when full
            self.process = subprocess.Popen(
                [ZUGIO, "serve", *options],
                env={**os.environ, "ZUGIO_PORT": str(port), **settings},
                start_new_session=True,
                stderr=stderr,
            )

    def wait_until_ready(self) -> None:
        wait_for(self._is_ready)

    def _is_ready(self) -> bool:
        assert self.process.poll() is None
        try:
            return self._client.get(f"{self.url}/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def post(self, request: object, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.post(
            f"{self.url}/api/invoices",
            content=encoded(request),
            headers={**JSON, **named},
            timeout=60,
        )

    def close(self) -> None:
        """Let go of what the test holds; the process has ended."""
        self._client.close()

    def family(self) -> set[int]:
        """Return the ids of every process that this server has started, itself included."""
        return {self.process.pid} | descendants(self.process.pid)


def descendants(pid: int) -> set[int]:
    found = children(pid)
    return found.union(*(descendants(child) for child in found))


def children(pid: int) -> set[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(child) for task in tasks for child in task.read_text().split()}


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
def serving(*options: str, log: str = os.devnull, **settings: str) -> Iterator[Server]:
    server = Server(free_port(), *options, log=log, **settings)
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.process.kill()
        server.process.wait()
        server.close()
