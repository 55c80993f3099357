"""Hundreds of hostile requests of every shape: each is read and mapped, or refused with places."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.decoding import decode, refuse_large_amounts
from gateway.dialects.schema import parts_of
from gateway.dialects.zugio.mapping import map_request
from gateway.dialects.zugio.request import Request
from gateway.dialects.zugio.reverse import request_of, to_json
from gateway.refusals import Refusal
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.totals import compute
from tests.conftest import load_example
from tests.gateway.bodies import encoded
from tests.gateway.full_invoice import full_invoice
from tests.gateway.test_hostile import mutants

NAMES = sorted({name for part in parts_of(Request).values() for name in part.__struct_fields__})


def shapes() -> Iterator[dict[str, Any]]:
    """Yield requests that say much: in comforts, and in all that the model holds."""
    yield load_example("comforts.json")
    everything = to_json(request_of(full_invoice(entries=1)))
    yield {**everything, "profile_urn": None}


def misplaced(request: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """Yield requests in which parts lose fields, or get those of others, by a fixed seed."""
    chance = random.Random(12)  # noqa: S311  (no secret)
    for _ in range(count):
        changed: dict[str, Any] = decoded_again(request)
        part: Any = changed
        while isinstance(part, dict) and part:
            name = chance.choice(list(part))
            if not isinstance(part[name], dict | list) or chance.random() < 0.2:
                part[chance.choice(NAMES)] = part.pop(name)
                break
            part = part[name][0] if isinstance(part[name], list) else part[name]
        yield changed


def decoded_again(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: decoded_again(value) for name, value in tree.items()}
    return [decoded_again(value) for value in tree] if isinstance(tree, list) else tree


def outcome(body: bytes) -> str:
    try:
        request = decode(body, lines_max=100)
        invoice = compute(map_request(request, DEFAULT_PROFILE).invoice)
        refuse_large_amounts(invoice)
        to_json(request_of(invoice))
    except Refusal as refusal:
        is_read = refusal.code != "INVALID_JSON"  # what cannot be read has no path
        has_places = all((finding.path is not None) == is_read for finding in refusal.findings)
        return refusal.code if has_places else "a finding without a place"
    return "issued"


@pytest.mark.parametrize("fill_in", [True, False])
def test_no_request_is_a_surprise(*, fill_in: bool) -> None:
    outcomes = set()
    for shape in shapes():
        request = {**shape, "fill_in": fill_in}
        outcomes |= {outcome(body) for body in mutants(request, 300)}
        outcomes |= {outcome(encoded(changed)) for changed in misplaced(request, 150)}
    assert {"issued", "INVALID_INPUT"} <= outcomes <= {"issued", "INVALID_INPUT", "INVALID_JSON"}
