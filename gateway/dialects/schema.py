"""The JSON Schema of a request, with all that is known of each field."""

from collections.abc import Iterator
from typing import Any

import msgspec

from gateway.dialects.binding import held_by
from gateway.dialects.described import Description, RequestPart, descriptions_of
from gateway.dialects.forms import CODES_TOLD_MAX
from gateway.dialects.places import fields_of
from gateway.dialects.values import BOUNDS, INTEGER_DIGITS_MAX, WHOLE, characters_max
from profiles.registry import PROFILES_BY_URN
from profiles.semantic.codes import CODE_LISTS, codes
from profiles.semantic.treatments import TREATMENTS

_NUMBER_LIMIT = 10**INTEGER_DIGITS_MAX


def request_schema(
    part: type[RequestPart], ref_template: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the schema of a request and those of all its parts, by name."""
    (body,), components = msgspec.json.schema_components([part], ref_template=ref_template)
    for name, each in parts_of(part).items():
        properties = components[name]["properties"]
        for field, description in descriptions_of(each).items():
            properties[field] = _described(properties[field], description)
    return body, components


def parts_of(part: type[RequestPart]) -> dict[str, type[RequestPart]]:
    """Return a part and all parts in it by name, in the order of a reader's way through them."""
    return dict(_parts(part, {}))


def _parts(
    part: type[RequestPart], seen: dict[str, type[RequestPart]]
) -> Iterator[tuple[str, type[RequestPart]]]:
    if part.__name__ in seen:
        return
    seen[part.__name__] = part
    yield part.__name__, part
    for field in fields_of(part).values():
        held = held_by(field.type).part
        if held is not None:
            yield from _parts(held, seen)


def sentence(description: Description) -> str:
    """Say in one line what a field is, and in which list its codes are."""
    term = f" ({description.term})" if description.term else ""
    said = f"{description.name.en} / {description.name.de}{term}. {description.hint}".rstrip()
    source = source_of(description)
    return f"{said} Codes: {source}." if source else said


def source_of(description: Description) -> str | None:
    """Return the code list of a field, as its publisher calls it."""
    form = description.form
    return CODE_LISTS[form].source if form in CODE_LISTS else None


def _described(schema: dict[str, Any], description: Description) -> dict[str, Any]:
    constrained = _constrained(schema, description)
    if constrained.get("default") == []:
        del constrained["default"]
    described = {
        **constrained,
        "title": description.name.en,
        "description": sentence(description),
    }
    if description.example is not None:
        described["examples"] = [description.example]
    source = source_of(description)
    if source is not None:
        described["x-code-list"] = source
    return described


def _constrained(schema: dict[str, Any], description: Description) -> dict[str, Any]:
    """Add what may stand in a field to whatever of a union it is about."""
    match schema:
        case {"anyOf": branches}:
            return {**schema, "anyOf": [_constrained(one, description) for one in branches]}
        case {"type": "string", "format": "decimal"}:
            # msgspec takes a Decimal for text; here it is a number.
            others = {name: value for name, value in schema.items() if name != "format"}
            return {**others, "type": "number", **_bounds(description)}
        case {"type": "string"} if "format" not in schema:
            return {**schema, **_text(description)}
    return dict(schema)


def _bounds(description: Description) -> dict[str, Any]:
    kind = {"type": "integer"} if description.form in WHOLE else {}
    bounds = BOUNDS.get(description.form)
    if bounds is None:
        return {**kind, "exclusiveMinimum": -_NUMBER_LIMIT, "exclusiveMaximum": _NUMBER_LIMIT}
    least, most = bounds
    return {**kind, "minimum": int(least), "maximum": int(most)}


def _text(description: Description) -> dict[str, Any]:
    form = description.form
    if form == "tax_treatment":
        return {"enum": list(TREATMENTS)}
    if form == "profile":
        return {"enum": list(PROFILES_BY_URN)}
    if form in CODE_LISTS:
        listed = sorted(codes(form))
        if len(listed) <= CODES_TOLD_MAX:
            return {"enum": listed}
    return {"maxLength": characters_max(form)}
