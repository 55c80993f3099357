"""Two processes behind one port: one ledger, one limit, and metrics that add up."""

import asyncio
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.gateway.accounts import audited, bearer, create
from tests.gateway.servers import serving

REQUESTS, AT_ONCE, CREDITS = 300, 16, 40


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/credits.db"


def total(metrics: str, name: str, **labels: str) -> float:
    """Add up the samples of a metric that carry these labels."""
    samples = re.findall(rf"^{name}(?:{{(.*)}})? (\S+)$", metrics, re.M)
    wanted = {f'{label}="{value}"' for label, value in labels.items()}
    return sum(float(value) for has, value in samples if wanted <= set(has.split(",")))


def test_each_credit_buys_one_document(url: str, complete: dict[str, Any]) -> None:
    token, secret = asyncio.run(create(url, CREDITS))
    with (
        serving("--processes", "2", ZUGIO_DATABASE_URL=url) as server,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
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


def test_one_limit_for_all_processes(url: str) -> None:
    limit = {"ZUGIO_DATABASE_URL": url, "ZUGIO_ANONYMOUS_PER_MINUTE": "10"}
    with serving("--processes", "2", **limit) as server, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: server.post({}), range(40)))
    assert Counter(answer.status_code for answer in answers) == {400: 10, 429: 30}
