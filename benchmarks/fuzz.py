"""Sends thousands of broken bodies and watches: no 5xx but 503 and 504 under their own names, no
hang, no growth. `python -m benchmarks.fuzz --seed 1 --count 20000 [--folder F] [--url U]`.

Ends with 1 where something else happened, and writes the body that did it beside the report.
Without a URL the application runs in this process, with workers and a browser of its own.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from time import monotonic

import httpx
import msgspec

from benchmarks.fuzz_mutants import Body, Origin, bodies
from gateway.app import create_app
from gateway.openapi import openapi_document
from gateway.settings import read_settings
from tests.gateway.lifespan import lifespan_of
from tests.gateway.servers import descendants

ROOT = Path(__file__).parent.parent
AT_ONCE = 8
# Beyond the server's own limit for a request.
HANG_SECONDS = 60
DOCUMENT_BYTES_MAX = 1_000_000
GROWTH_BYTES_MAX = 300 << 20
_ALLOWED = {(503, "OVERLOADED"), (504, "TIMEOUT")}
_MEDIA_TYPES: Mapping[str, str] = {
    ".json": "application/json",
    ".xml": "application/xml",
    ".pdf": "application/pdf",
}
# What is asked for, and how often; pages take a hundred times as long as the rest.
_TARGETS = (
    ("/api/validations?preflight=false", "application/json", 50),
    ("/api/validations", "application/json", 5),
    ("/api/validations?preflight=false", "text/html", 10),
    ("/api/invoices", "application/xml", 40),
    ("/api/invoices?validation=report&syntax=ubl", "application/xml", 20),
    ("/api/invoices", "application/pdf", 2),
)


class Watch(msgspec.Struct, frozen=True):
    """What came of a run; failures are descriptions of what must not happen."""

    answers: Counter[int]
    failures: list[tuple[str, Body]]
    growth_bytes: int
    seconds: float


async def documents_of(client: httpx.AsyncClient, folder: Path | None) -> dict[str, list[Origin]]:
    """Read honest documents from a folder; else make them from our own examples."""
    found = _read(folder or ROOT / "examples")
    for request in [] if folder else list(found["application/json"]):
        for query, accept in (
            ("", "application/xml"),
            ("?syntax=ubl", "application/xml"),
            ("", "application/pdf"),
        ):
            answer = await client.post(
                f"/api/invoices{query}",
                content=request.content,
                headers={"content-type": "application/json", "accept": accept},
            )
            answer.raise_for_status()
            found[accept].append(Origin(f"{request.name}{query}", answer.content))
    return found


def _read(folder: Path) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = {media_type: [] for media_type in _MEDIA_TYPES.values()}
    for path in sorted(folder.rglob("*")):
        media_type = _MEDIA_TYPES.get(path.suffix.lower())
        if media_type is not None and path.stat().st_size < DOCUMENT_BYTES_MAX:
            found[media_type].append(Origin(path.name, path.read_bytes()))
    return found


async def fuzz(
    client: httpx.AsyncClient, *, seed: int, count: int, folder: Path | None = None, pid: int = 0
) -> Watch:
    """Send `count` bodies made by a seed; pid: the server whose memory is watched, if any."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    schema = json.loads(openapi_document())
    made = bodies(await documents_of(client, folder), schema, chance)
    targets = chance.choices(_TARGETS, [target[2] for target in _TARGETS], k=count)
    waiting = zip(targets, islice(made, count), strict=True)
    answers: Counter[int] = Counter()
    failures: list[tuple[str, Body]] = []
    memory: list[int] = []

    async def send_some() -> None:
        for (path, accept, _), body in waiting:
            failure = await _send(client, path, accept, body, answers)
            if failure is not None:
                failures.append((failure, body))
            done = answers.total() + len(failures)
            if pid and (done == count // 2 or done == count):
                memory.append(_memory_of(pid))

    started = monotonic()
    await asyncio.gather(*(send_some() for _ in range(AT_ONCE)))
    growth = memory[-1] - memory[0] if memory else 0
    return Watch(answers, failures, growth, monotonic() - started)


async def _send(
    client: httpx.AsyncClient, path: str, accept: str, body: Body, answers: Counter[int]
) -> str | None:
    """Return what went wrong, if anything did."""
    headers = {"content-type": body.media_type, "accept": accept}
    try:
        async with asyncio.timeout(HANG_SECONDS):
            answer = await client.post(path, content=body.content, headers=headers)
    except TimeoutError:
        return f"{path}: no answer in {HANG_SECONDS} s"
    except Exception as error:  # whatever it is, the server has caused it
        return f"{path}: {type(error).__name__}"
    answers[answer.status_code] += 1
    if answer.status_code < 400:
        return None
    try:
        problem = answer.json()
        said = (answer.status_code, problem["error"])
    except (ValueError, KeyError):
        return f"{path}: {answer.status_code} without problem details"
    is_ours = answer.status_code >= 500 and said not in _ALLOWED
    return f"{path}: {said}" if is_ours else None


def _memory_of(pid: int) -> int:
    """Return the memory of a process and its descendants, each counted alone."""
    pages = 0
    for each in {pid, *descendants(pid)}:
        try:
            pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
        except FileNotFoundError:
            continue
    return pages * 4096


@asynccontextmanager
async def _client(url: str | None) -> AsyncIterator[httpx.AsyncClient]:
    if url is not None:
        async with httpx.AsyncClient(base_url=url, timeout=HANG_SECONDS) as client:
            yield client
        return
    with tempfile.TemporaryDirectory() as ledger:
        settings = msgspec.structs.replace(
            read_settings(), database_url=f"sqlite:///{ledger}/credits.db"
        )
        application = create_app(settings)
        transport = httpx.ASGITransport(application)
        async with (
            lifespan_of(application),
            httpx.AsyncClient(transport=transport, base_url="http://fuzz") as client,
        ):
            yield client


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and print what came of it."""
    parser = argparse.ArgumentParser(prog="fuzz")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="honest documents to break")
    parser.add_argument("--url", help="of a running server")
    parser.add_argument("--pid", type=int, default=0, help="of that server, to watch its memory")
    said = parser.parse_args(arguments)
    watch = asyncio.run(_run(said))
    print(f"seed {said.seed}, {said.count} bodies in {watch.seconds:.0f} s")
    print(", ".join(f"{status}: {number}" for status, number in sorted(watch.answers.items())))
    print(f"memory grew by {watch.growth_bytes >> 20} MB in the second half")
    for index, (failure, body) in enumerate(watch.failures[:20]):
        place = Path(tempfile.gettempdir()) / f"fuzz-{said.seed}-{index}"
        place.write_bytes(body.content)
        print(f"FAILED {failure} ({body.media_type} of {body.origin}, {place})")
    is_sound = not watch.failures and watch.growth_bytes < GROWTH_BYTES_MAX
    print("sound" if is_sound else "NOT SOUND")
    return 0 if is_sound else 1


async def _run(said: argparse.Namespace) -> Watch:
    async with _client(said.url) as client:
        pid = said.pid or (0 if said.url else os.getpid())
        return await fuzz(client, seed=said.seed, count=said.count, folder=said.folder, pid=pid)


if __name__ == "__main__":
    sys.exit(main())
