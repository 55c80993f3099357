"""Hundreds of hostile bodies: none gets a 5xx, each error names a field or a position."""

import copy
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import AsyncClient

from tests.gateway.bodies import encoded

JSON_AS_XML = {"content-type": "application/json", "accept": "application/xml"}

HOSTILE_LITERALS = (
    "null", "true", "[]", "{}", '""', '" "', "-1", "0", "1e400", "-1e-400", "1e2",
    "0e-9999999999", "NaN", "Infinity", '"1"', '"\\ud800"', '"\\u0000"', '"<&>\\""',
    '"' + "x" * 20_001 + '"',
    "[" * 50 + "]" * 50, "123456789012345678901234567890", "0.12345678901", '"2026-02-30"',
    '"../../etc/passwd"', "\"{{7*7}}\"",
)  # fmt: skip


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value in a tree."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, member in value.items():
            yield from places(member, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def mutants(request: dict[str, Any], count: int) -> Iterator[bytes]:
    """Yield bodies in which one value is something hostile, by a fixed seed."""
    chance = random.Random(16931)  # noqa: S311  (no secret)
    everywhere = list(places(request))
    for _ in range(count):
        mutant = copy.deepcopy(request)
        *parents, last = chance.choice(everywhere)
        part: Any = mutant
        for key in parents:
            part = part[key]
        part[last] = "@HOSTILE@"
        literal = chance.choice(HOSTILE_LITERALS)
        yield encoded(mutant).replace(b'"@HOSTILE@"', literal.encode())


def broken(body: bytes, count: int) -> Iterator[bytes]:
    """Yield bodies that are cut, doubled, or have bytes changed, by a fixed seed."""
    chance = random.Random(2017)  # noqa: S311  (no secret)
    for _ in range(count):
        position = chance.randrange(len(body))
        match chance.randrange(4):
            case 0:
                yield body[:position]
            case 1:
                yield body[:position] + bytes([chance.randrange(256)]) + body[position + 1 :]
            case 2:
                yield body[:position] + body[position // 2 :]
            case 3:
                yield body[:position] + chance.randbytes(4) + body[position:]


def encodings(body: bytes) -> Iterator[bytes]:
    text = body.decode()
    for name in ("utf-16", "utf-32", "utf-16-be", "utf-7", "cp500", "utf-8-sig"):
        yield text.encode(name, "replace")
    yield text.encode("latin-1", "replace")
    yield b"\x1f\x8b" + body
    yield b"\x00" * 1000
    yield b""


def nested() -> Iterator[bytes]:
    for depth in (10, 100, 1000, 100_000):
        yield b"[" * depth + b"]" * depth
        yield b'{"company":' * depth + b"1" + b"}" * depth
        yield b'{"invoice":{"items":' + b"[" * depth + b"]" * depth + b"}}"


async def outcome(client: AsyncClient, body: bytes) -> tuple[int, Any]:
    answer = await client.post("/api/invoices", content=body, headers=JSON_AS_XML)
    return answer.status_code, None if answer.status_code == 200 else answer.json()


@pytest.fixture
def bodies(complete: dict[str, Any]) -> list[bytes]:
    complete["profile_urn"] = "urn:cen.eu:en16931:2017"
    body = encoded(complete)
    return [*mutants(complete, 400), *broken(body, 300), *encodings(body), *nested()]


async def test_hostile_bodies(client: AsyncClient, bodies: list[bytes]) -> None:
    assert len(bodies) > 700
    refused = 0
    for body in bodies:
        status, problem = await outcome(client, body)
        assert status in {200, 400, 422}, body[:200]
        if status == 200:
            continue
        refused += 1
        named = all(finding["path"] is not None for finding in problem["findings"])
        position = re.match(r"(Zeile \d+, Spalte \d+|Byte \d+): ", problem["detail"])
        whole = [each["rule"] for each in problem["findings"]] == ["ZG-FILE-ARCHIVE"]
        assert position or whole or (problem["findings"] and named), body[:200]
        assert whole == body.startswith(b"\x1f\x8b")
    assert refused > 400
