"""Two processes behind one port: one ledger, one limit, and metrics that add up."""

import asyncio
import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.gateway.accounts import audited, bearer, create
from tests.gateway.servers import Server, children, serving, wait_for

REQUESTS, AT_ONCE, CREDITS = 300, 16, 40


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('processes')}/credits.db"


@pytest.fixture(scope="module")
def server(url: str) -> Iterator[Server]:
    """One server of two processes; its metrics begin with the first test."""
    with serving("--processes", "2", ZUGIO_DATABASE_URL=url) as server:
        yield server


def total(metrics: str, name: str, **labels: str) -> float:
    """Add up the samples of a metric that carry these labels."""
    samples = re.findall(rf"^{name}(?:{{(.*)}})? (\S+)$", metrics, re.M)
    wanted = {f'{label}="{value}"' for label, value in labels.items()}
    return sum(float(value) for has, value in samples if wanted <= set(has.split(",")))


def test_each_credit_buys_one_document(server: Server, url: str, complete: dict[str, Any]) -> None:
    token, secret = asyncio.run(create(url, CREDITS))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: server.post(complete, **bearer(secret)), range(REQUESTS)))
        metrics = httpx.get(f"{server.url}/metrics").text
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {200: CREDITS, 402: REQUESTS - CREDITS}
    assert all(answer.content.startswith(b"%PDF-") for answer in answers if answer.is_success)
    audit = audited(url, token)
    assert (audit.charged, audit.reserved, audit.available) == (CREDITS, 0, 0)
    requests = "zugio_request_duration_seconds_count"
    assert total(metrics, requests, route="/api/invoices", status="200") == CREDITS
    assert total(metrics, requests, route="/api/invoices", status="402") == REQUESTS - CREDITS
    assert total(metrics, "zugio_credits_charged_total", unlimited="false") == CREDITS
    assert total(metrics, "zugio_documents_total") == CREDITS
    assert total(metrics, "zugio_refusals_total") == REQUESTS - CREDITS
    assert total(metrics, "zugio_refusals_total", error="INSUFFICIENT_CREDITS") > 0
    assert total(metrics, "zugio_queue_waiting") == total(metrics, "zugio_queue_running") == 0


def test_one_limit_for_all_processes(url: str) -> None:
    limit = {"ZUGIO_DATABASE_URL": url, "ZUGIO_ANONYMOUS_PER_MINUTE": "10"}
    with serving("--processes", "2", **limit) as server, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: server.post({}), range(40)))
    assert Counter(answer.status_code for answer in answers) == {400: 10, 429: 30}


def test_what_a_killed_process_had_under_way_is_not_counted(
    server: Server, complete: dict[str, Any]
) -> None:
    def under_way() -> tuple[float, float, float]:
        metrics = httpx.get(f"{server.url}/metrics").text
        in_flight = total(metrics, "zugio_requests_in_flight", route="/api/invoices")
        waiting = total(metrics, "zugio_queue_waiting", lane="anonymous")
        return in_flight, waiting, total(metrics, "zugio_queue_running", lane="anonymous")

    complete["invoice"]["items"] *= 1000
    with ThreadPoolExecutor(6) as pool:
        posted = [pool.submit(server.post, complete) for _ in range(6)]
        wait_for(lambda: under_way()[0] == sum(under_way()[1:]) == 6)
        for pid in children(server.process.pid):
            os.kill(pid, signal.SIGKILL)
        assert all(isinstance(request.exception(), httpx.TransportError) for request in posted)
        server.wait_until_ready()
        wait_for(lambda: under_way() == (0, 0, 0))
