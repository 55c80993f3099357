"""Reads a tree of JSON values into the Structs of a dialect and collects every problem.

The Structs are the one description of the request. Each type becomes a function once, so that a
request is read in one walk that either builds the Structs or names all that is wrong.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, cast

from msgspec import NODEFAULT, Struct, inspect

from gateway.dialects import values
from gateway.dialects.described import Description, description_of
from gateway.dialects.json_text import RepeatedKeys
from gateway.dialects.problems import Problems, shown
from profiles.finding import Wording

StructType = TypeVar("StructType", bound=Struct)


class _Unread:
    """Stands for a value that could not be read; its problem is noted already."""


UNREAD: Final = _Unread()

# Reads one value that stands at a pointer.
Read = Callable[[object, str, Problems], Any]


def reader(struct: type[StructType]) -> Callable[[object, Problems], StructType | None]:
    """Prepare a function that reads a Struct, or notes every problem and returns None."""
    read = _prepare(inspect.type_info(struct), Description())

    def read_struct(value: object, problems: Problems) -> StructType | None:
        found = read(value, "", problems)
        return None if problems.findings else cast(StructType, found)

    return read_struct


def _prepare(info: inspect.Type, description: Description) -> Read:
    match info:
        case inspect.Metadata(type=inner, extra=extra):
            return _prepare(inner, description_of(extra))
        case inspect.StructType():
            return _prepare_struct(info, description)
        case inspect.UnionType(types=types):
            return _prepare_union(types, description)
        case inspect.VarTupleType(item_type=item):
            return _prepare_list(_prepare(item, Description()), description)
    return _scalar(_SCALARS[type(info)](description), description)


_SCALARS: Mapping[type[inspect.Type], Callable[[Description], Callable[[object], object]]] = {
    inspect.StrType: values.read_text,
    inspect.DecimalType: values.read_number,
    inspect.DateType: values.read_date,
}


def _scalar(read: Callable[[object], object], description: Description) -> Read:
    def read_scalar(value: object, pointer: str, problems: Problems) -> object:
        try:
            return read(value)
        except values.Unfit as unfit:
            term = description.term
            problems.add(unfit.rule, pointer, unfit.message, hint=unfit.hint, term=term)
            return UNREAD

    return read_scalar


def _prepare_union(types: tuple[inspect.Type, ...], description: Description) -> Read:
    """A union is a value or nothing; or an object or a list of such objects, or nothing."""
    present = [info for info in types if not isinstance(info, inspect.NoneType)]
    nullable = len(present) < len(types)
    lists = [_prepare(info, description) for info in present if _is_list(info)]
    read_list = lists[0] if lists else None
    read_single = next(_prepare(info, description) for info in present if not _is_list(info))
    blank_is_absent = nullable and isinstance(present[0], inspect.StrType)

    def read(value: object, pointer: str, problems: Problems) -> Any:
        if nullable and value is None:
            return None
        if blank_is_absent and isinstance(value, str) and not value.strip():
            return None
        if read_list is not None and isinstance(value, list):
            return read_list(value, pointer, problems)
        return read_single(value, pointer, problems)

    return read


def _is_list(info: inspect.Type) -> bool:
    return isinstance(info, inspect.VarTupleType)


def _prepare_list(read_item: Read, description: Description) -> Read:
    def read(value: object, pointer: str, problems: Problems) -> Any:
        if not isinstance(value, list):
            _wrong_type(value, pointer, problems, description, "list")
            return UNREAD
        if not value:
            problems.add("EMPTY-LIST", pointer, _EMPTY_LIST, term=description.term)
            return UNREAD
        items = []
        for index, item in enumerate(value):
            if problems.full:
                break
            items.append(read_item(item, f"{pointer}/{index}", problems))
        return tuple(items)

    return read


def _prepare_struct(info: inspect.StructType, description: Description) -> Read:
    fields = {field.encode_name: _prepare(field.type, Description()) for field in info.fields}
    required = {
        field.encode_name: _description(field)
        for field in info.fields
        if field.default is NODEFAULT and field.default_factory is NODEFAULT
    }

    def read(value: object, pointer: str, problems: Problems) -> Any:
        if not isinstance(value, dict):
            _wrong_type(value, pointer, problems, description, "object")
            return UNREAD
        if isinstance(value, RepeatedKeys):
            for key in value.keys_repeated:
                _repeated(f"{pointer}/{_escape(key)}", problems)
        members = {}
        for key, member in value.items():
            if problems.full:
                return UNREAD
            read_member = fields.get(key)
            if read_member is None:
                _unknown(key, pointer, problems, fields)
            else:
                members[key] = read_member(member, f"{pointer}/{key}", problems)
        for key, missing in required.items():
            if key not in members:
                _missing(f"{pointer}/{key}", problems, missing)
        return UNREAD if problems.findings else info.cls(**members)

    return read


def _description(field: inspect.Field) -> Description:
    return description_of(field.type.extra if isinstance(field.type, inspect.Metadata) else None)


def _escape(key: str) -> str:
    """Escape a key for use in a JSON pointer (RFC 6901)."""
    return shown(key).replace("~", "~0").replace("/", "~1")


def _wrong_type(
    value: object, pointer: str, problems: Problems, description: Description, wanted: str
) -> None:
    message = values.wrong_type(value, wanted)
    problems.add("TYPE", pointer, message, term=description.term)


def _repeated(pointer: str, problems: Problems) -> None:
    problems.add("REPEATED", pointer, _REPEATED)


def _unknown(key: str, pointer: str, problems: Problems, fields: Mapping[str, Read]) -> None:
    nearest = problems.nearest(key, fields)
    hint = None
    if nearest is not None:
        hint = Wording(de=f"Gemeint ist wohl „{nearest}“.", en=f"Did you mean “{nearest}”?")
    message = Wording(
        de=f"Das Feld „{shown(key)}“ gibt es hier nicht.",
        en=f"There is no field “{shown(key)}” here.",
    )
    problems.add("UNKNOWN", f"{pointer}/{_escape(key)}", message, hint=hint)


def _missing(pointer: str, problems: Problems, description: Description) -> None:
    problems.add(
        "MISSING", pointer, _MISSING, hint=description.example_hint(), term=description.term
    )


_EMPTY_LIST = Wording(
    de="Die Liste ist leer; mindestens ein Eintrag wird gebraucht.",
    en="The list is empty; at least one entry is needed.",
)
_REPEATED = Wording(
    de="Das Feld steht mehr als einmal im selben Objekt. Lassen Sie eines davon weg.",
    en="The field stands more than once in the same object. Leave one of them out.",
)
_MISSING = Wording(de="Das Pflichtfeld fehlt.", en="The required field is missing.")
