"""Every term of the model has a place in the request, and comes back from there."""

import re
from collections.abc import Iterator

import msgspec
import pytest
from msgspec import Struct, inspect

from gateway.decoding import decode
from gateway.dialects.binding import mapping_of
from gateway.dialects.places import fields_of
from gateway.dialects.pointers import pointers
from gateway.dialects.zugio.mapping import map_request
from gateway.dialects.zugio.request import Request
from gateway.dialects.zugio.reverse import request_of, to_json
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.invoice import Invoice
from profiles.semantic.names import name_of
from tests.gateway.bodies import encoded
from tests.gateway.full_invoice import full_invoice

# EN 16931-1 numbers its terms from 1 to 165 and has no BT-4.
NUMBERS = set(range(1, 166)) - {4}


def terms_of(struct: type[Struct], seen: set[type[Struct]]) -> Iterator[str]:
    """Yield every business term that a Struct of the model and those in it name."""
    if struct in seen:
        return
    seen.add(struct)
    for field in fields_of(struct).values():
        if isinstance(field.type, inspect.Metadata) and field.type.extra:
            yield field.type.extra["term"]
            yield from field.type.extra["elsewhere"].values()
        for held in structs_in(field.type):
            yield from terms_of(held, seen)


def structs_in(info: inspect.Type) -> Iterator[type[Struct]]:
    match info:
        case inspect.Metadata(type=inner):
            yield from structs_in(inner)
        case inspect.UnionType(types=types):
            for one in types:
                yield from structs_in(one)
        case inspect.VarTupleType(item_type=item):
            yield from structs_in(item)
        case inspect.StructType(cls=cls):
            yield cls


def test_the_model_names_every_term_of_the_standard() -> None:
    named = {term for term in terms_of(Invoice, set()) if re.fullmatch(r"BT-\d+", term)}
    wanted = {f"BT-{number}" for number in NUMBERS}
    assert wanted - named == set()


def test_every_term_of_the_standard_has_a_place_in_the_request() -> None:
    named = {term for term in terms_of(Invoice, set()) if re.fullmatch(r"BT-\d+", term)}
    assert named - pointers(Request).keys() == set()


@pytest.mark.parametrize("entries", [0, 1, 2])
def test_the_whole_model_comes_back_from_the_request(entries: int) -> None:
    invoice = full_invoice(entries=entries)
    mapping = mapping_of(Request)
    assert mapping.to_model(mapping.to_part(invoice)) == invoice


def test_the_whole_model_comes_back_from_json() -> None:
    invoice = full_invoice(entries=2)
    request = msgspec.structs.replace(request_of(invoice), profile_urn=None)
    profile = msgspec.structs.replace(
        DEFAULT_PROFILE, urn=invoice.process.specification_identifier or ""
    )
    body = encoded(to_json(request))
    assert map_request(decode(body, lines_max=100), profile).invoice == invoice


def test_every_term_with_a_place_has_a_name() -> None:
    assert {term for term in pointers(Request) if name_of(term) is None} == {"CII", "UBL"}
