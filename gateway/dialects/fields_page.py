"""Writes docs/fields.md, the page that tells every field of a request.

`python -m gateway.dialects.fields_page` prints it.
"""

import sys
from collections.abc import Iterator

from gateway.dialects.binding import held_by
from gateway.dialects.described import Description, RequestPart, descriptions_of
from gateway.dialects.places import fields_of
from gateway.dialects.schema import parts_of, source_of
from gateway.dialects.zugio.request import Request

_HEAD = """# Fields of the request

Every field of the body of `POST /api/invoices`, with its business term of EN 16931 (BT, BG), where
it has one. A required field is in **bold**. EXT means that only EXTENDED, or the XRechnung
extension, carries it. This page is written by `make fields`.

"""
_TABLE = (
    "| field | term | English | Deutsch | example | codes |\n| --- | --- | --- | --- | --- | --- |"
)


def fields_page() -> str:
    """Return the page as Markdown."""
    sections = (_section(part) for part in parts_of(Request).values())
    return _HEAD + "\n\n".join(sections) + "\n"


def _section(part: type[RequestPart]) -> str:
    places = ", ".join(f"`{place}`" for place in _places()[part])
    purpose = " ".join((part.__doc__ or "").split())
    rows = (
        _row(name, description, is_required=fields_of(part)[name].required)
        for name, description in descriptions_of(part).items()
    )
    return "\n".join((f"## {part.__name__}", places, "", purpose, "", _TABLE, *rows))


def _row(name: str, description: Description, *, is_required: bool) -> str:
    field = f"**`{name}`**" if is_required else f"`{name}`"
    term = description.term or ("EXT" if description.at else "")
    example = "" if description.example is None else f"`{_as_json(description.example)}`"
    english = f"{description.name.en}. {description.hint}".removesuffix(". ")
    cells = (field, term, english, description.name.de, example, source_of(description) or "")
    return "| " + " | ".join(cells) + " |"


def _as_json(example: object) -> str:
    return str(example).lower() if isinstance(example, bool) else str(example)


def _places() -> dict[type[RequestPart], list[str]]:
    """Return where each part stands in a request."""
    places: dict[type[RequestPart], list[str]] = {}
    for part, place in _walk(Request, "", ()):
        places.setdefault(part, []).append(place or "the body")
    return places


def _walk(
    part: type[RequestPart], place: str, within: tuple[type[RequestPart], ...]
) -> Iterator[tuple[type[RequestPart], str]]:
    yield part, place
    for name, field in fields_of(part).items():
        held = held_by(field.type)
        if held.part is not None and held.part not in {*within, part}:
            here = f"{place}.{name}".lstrip(".") + ("[]" if held.is_list else "")
            yield from _walk(held.part, here, (*within, part))


if __name__ == "__main__":
    sys.stdout.write(fields_page())
