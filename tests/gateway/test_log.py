"""The log of a real server: one line of JSON for each event, without tokens, hashes or content."""

import asyncio
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from msgspec import Struct

from gateway.ledger.address import file_of, read_url
from gateway.ledger.tokens import hash_of, new_secret
from tests.gateway.accounts import bearer, create
from tests.gateway.bodies import encoded
from tests.gateway.servers import JSON, Server, serving
from tests.gateway.test_app import made_for_xrechnung

MARK = "Geheimnis"


class Sent(Struct):
    """A request, and the status that it should get."""

    status: int
    body: bytes
    headers: dict[str, str] = {}
    query: str = ""


def marked(value: Any) -> Any:
    """Put a mark into every text that may hold any."""
    match value:
        case dict():
            free = {
                "name",
                "street",
                "city",
                "description",
                "notes",
                "payment_terms",
                "invoice_number",
            }
            return {k: f"{MARK} {v}" if k in free else marked(v) for k, v in value.items()}
        case list():
            return [marked(item) for item in value]
    return value


def requests(complete: dict[str, Any], rich: str, poor: str) -> Iterator[Sent]:
    keyed = {**bearer(rich), "Idempotency-Key": MARK}
    body = encoded(complete)
    yield Sent(200, body, keyed)
    yield Sent(409, body, keyed, "?locale=de_DE")
    yield Sent(402, body, bearer(poor))
    yield Sent(401, body, bearer(new_secret() + MARK))
    yield Sent(401, body, {"Authorization": f"Basic {MARK}"})
    yield Sent(406, body, {**keyed, "Accept": MARK})
    yield Sent(400, body, keyed, f"?{MARK}={MARK}")
    yield Sent(400, body[:-2], keyed)
    yield Sent(400, body.replace(b"company", MARK.encode()), keyed)
    yield Sent(400, encoded({**complete, "profile_urn": MARK}), bearer(rich))
    yield Sent(200, body)
    yield Sent(429, body)
    del made_for_xrechnung(complete)["invoice"]["buyer"]["buyer_reference"]
    yield Sent(422, encoded(complete), bearer(rich))


def answered(server: Server, sent: Sent) -> int:
    url = f"{server.url}/api/invoices{sent.query}"
    headers = {**JSON, **sent.headers}
    return httpx.post(url, content=sent.body, headers=headers, timeout=30).status_code


def test_nothing_of_a_caller_is_in_the_log(tmp_path: Path, complete: dict[str, Any]) -> None:
    url, log = f"sqlite:///{tmp_path}/credits.db", tmp_path / "log"
    _, rich = asyncio.run(create(url, 5))
    _, poor = asyncio.run(create(url))
    settings = {"ZUGIO_DATABASE_URL": url, "ZUGIO_ANONYMOUS_PER_MINUTE": "1", "ZUGIO_PROT": MARK}
    sent = list(requests(marked(complete), rich, poor))
    with serving(log=str(log), **settings) as server:
        statuses = [answered(server, each) for each in sent]
        assert httpx.get(f"{server.url}/{MARK}").status_code == 404
        file_of(read_url(url)).unlink()
        assert httpx.get(f"{server.url}/health/ready").status_code == 503
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
    assert statuses == [each.status for each in sent]
    text = log.read_text()
    secrets = (rich, poor)
    for told in (MARK, *secrets, *(hash_of(secret) for secret in secrets), "Traceback"):
        assert told not in text
    events = [json.loads(line) for line in text.splitlines()]
    posted = [it["status"] for it in events if it.get("route") == "/api/invoices"]
    assert posted == statuses
    (warning,) = [event for event in events if event["level"] == "warning"]
    assert (warning["variable"], warning["nearest"]) == ("ZUGIO_PROT", "ZUGIO_PORT")
