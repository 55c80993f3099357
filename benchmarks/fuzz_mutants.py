"""Bodies that no honest caller sends, made of honest ones by chance; a seed makes them again."""

import copy
import json
import random
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Body(NamedTuple):
    """One request to make, and what it was made from."""

    origin: str
    media_type: str
    content: bytes


class Origin(NamedTuple):
    """An honest body."""

    name: str
    content: bytes


Chance = random.Random

_NASTY_TEXTS = (
    *("", " ", "\x00", "\ud800", "&", "<", "]]>", "'", '"', "\u202e", "\ufffe", "🧾", "é" * 500),
    *("1e400", "-0", "1E+2", "NaN", "0.00000000001", "9" * 40, "-1", "2026-02-30", "20260230"),
    *("../../etc/passwd", "${7*7}", "{{7*7}}", "%s%n", "x" * 30_000, "#SKONTO#TAGE=x#", "a\r\nb"),
)
_NASTY_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    0,
    -1,
    10**15,
    1e-9,
    *_NASTY_TEXTS,
)
_NASTY_XML = (
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<?xml version='1.1'?>",
    "<a>" * 300,
    "</a>",
    "<!-- -->" * 100,
    "<![CDATA[]]>",
    "&undefined;",
    "&#0;",
    " " * 100_000,
    "xmlns:x='urn:x'",
)
_element = re.compile(rb"<([\w:]+)[^<>]*>[^<>]*</\1>")
_value = re.compile(rb">([^<>]+)<")
_stream = re.compile(rb"stream\r?\n(.*?)endstream", re.S)


def bodies(
    documents: Mapping[str, Sequence[Origin]], schema: Any, chance: Chance
) -> Iterator[Body]:
    """Yield bodies without end, of each kind alike.

    documents: honest ones by media type. schema: the OpenAPI document, to make requests after.
    """
    kinds = [media_type for media_type, origins in documents.items() if origins]
    while True:
        media_type = chance.choice(kinds)
        origin = chance.choice(documents[media_type])
        mutate = _MUTATORS[media_type]
        content = origin.content
        if media_type == "application/json" and chance.random() < 0.3:
            request = {"$ref": "#/components/schemas/Request"}
            content = _encode(made_after(request, schema, chance))
        for _ in range(chance.choice((0, 1, 1, 2, 5))):
            content = mutate(content, chance)
        yield Body(origin.name, media_type, content)


def made_after(part: Any, schema: Any, chance: Chance, depth: int = 0) -> Any:
    """Return a value that a schema allows, most of the time."""
    if chance.random() < 0.01:
        return chance.choice(_NASTY_VALUES)
    match part:
        case {"$ref": reference}:
            named = schema["components"]["schemas"][reference.rsplit("/", 1)[-1]]
            value = made_after(named, schema, chance, depth)
        case {"anyOf": choices} | {"oneOf": choices}:
            value = made_after(chance.choice(choices), schema, chance, depth)
        case {"enum": values}:
            value = chance.choice(values)
        case {"type": "object"}:
            value = _object_after(part, schema, chance, depth)
        case {"type": "array", "items": items}:
            count = chance.randrange(3)
            value = [made_after(items, schema, chance, depth + 1) for _ in range(count)]
        case {"examples": [example, *_]} | {"default": example} if example is not None:
            value = example
        case _:
            value = chance.choice(_VALUES_BY_TYPE.get(part.get("type"), _TEXTS))
    return value


_TEXTS: tuple[Any, ...] = ("DE", "EUR", "2026-01-31", "text")
_NUMBERS = (0, 1, 7, 19, 19.99, 100, -3, 0.005)
_VALUES_BY_TYPE: Mapping[Any, tuple[Any, ...]] = {
    "number": _NUMBERS,
    "integer": _NUMBERS,
    "boolean": (True, False),
    "null": (None,),
}


def _object_after(part: Any, schema: Any, chance: Chance, depth: int) -> dict[str, Any]:
    required = part.get("required", ())
    return {
        name: made_after(inner, schema, chance, depth + 1)
        for name, inner in part.get("properties", {}).items()
        if name in required or chance.random() < 0.4 / (1 + depth)
    }


def _mutated_json(body: bytes, chance: Chance) -> bytes:
    if chance.random() < 0.3:
        return _mutated_bytes(body, chance)
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return _mutated_bytes(body, chance)
    holder, key = chance.choice(list(_places(tree)) or [([None], 0)])
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}_"] = copy.deepcopy(holder[key])
        case 2 if isinstance(holder[key], list):
            holder[key] *= chance.choice((2, 60))
        case _:
            holder[key] = chance.choice(_NASTY_VALUES)
    return _encode(tree)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from _places(tree[key])


def _mutated_xml(xml: bytes, chance: Chance) -> bytes:
    elements = list(_element.finditer(xml))
    values = list(_value.finditer(xml))
    if not elements or not values or chance.random() < 0.1:
        return _mutated_bytes(xml, chance)
    if chance.random() < 0.05:
        encoding = chance.choice(("utf-16", "utf-32", "latin-1", "cp500"))
        return xml.decode(errors="replace").encode(encoding, errors="replace")
    one, other = chance.choice(elements), chance.choice(elements)
    value = chance.choice(values)
    nasty = chance.choice(_NASTY_TEXTS).encode(errors="surrogatepass")
    place = chance.choice((one.start(), one.end(), 0))
    start, end, put = chance.choice(
        (
            (one.start(), one.end(), b""),
            (one.end(), one.end(), one[0] * chance.choice((1, 1, 50))),
            (one.start(), one.start(), other[0]),
            (value.start(1), value.end(1), nasty),
            (value.start(1), value.end(1), chance.choice(values)[1]),
            (place, place, chance.choice(_NASTY_XML).encode()),
        )
    )
    return xml[:start] + put + xml[end:]


def _mutated_pdf(pdf: bytes, chance: Chance) -> bytes:
    streams = list(_stream.finditer(pdf))
    if not streams or chance.random() < 0.3:
        return _mutated_bytes(pdf, chance)
    stream = chance.choice(streams)
    match chance.randrange(4):
        case 0:
            content = _mutated_bytes(stream[1] or b" ", chance)
        case 1:
            content = zlib.compress(b" " * chance.choice((10, 5_000_000)))
        case 2:
            content = chance.choice(streams)[1]
        case _:
            content = zlib.compress(_mutated_xml(_unpacked(stream[1]), chance))
    return pdf[: stream.start(1)] + content + pdf[stream.end(1) :]


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, 1_000_000)
    except zlib.error:
        return content


def _mutated_bytes(body: bytes, chance: Chance) -> bytes:
    position = chance.randrange(len(body) + 1)
    length = chance.choice((1, 4, 100))
    match chance.randrange(5):
        case 0:
            return body[:position]
        case 1:
            return body[:position] + chance.randbytes(length) + body[position + length :]
        case 2:
            return body[:position] + body[position + length :]
        case 3:
            return body[:position] + body[position : position + length] * 50 + body[position:]
    return chance.randbytes(2) + body


def _encode(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=True).encode()


_MUTATORS: Mapping[str, Callable[[bytes, Chance], bytes]] = {
    "application/json": _mutated_json,
    "application/xml": _mutated_xml,
    "application/pdf": _mutated_pdf,
}
