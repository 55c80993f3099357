"""Reads a tree of JSON values into the Structs of a dialect and collects every problem.

The Structs are the one description of the request. Each type becomes a function once, so that a
request is read in one walk that either builds the Structs or names all that is wrong.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar, cast

from msgspec import Struct, inspect

from gateway.dialects import values
from gateway.dialects.binding import held_by
from gateway.dialects.described import Description, descriptions_of
from gateway.dialects.json_text import RepeatedKeys
from gateway.dialects.other_names import NO_OTHER_NAMES, OtherNames
from gateway.dialects.places import steps
from gateway.dialects.problems import LEAVE_ONE_OUT, Problems, missing, shown
from gateway.dialects.unfit import Unfit
from profiles.finding import Wording

StructType = TypeVar("StructType", bound=Struct)

# Lines in lines nest, and no deeper than this many names and indexes.
_DEPTH_MAX = 30
# Up to so many fields are told whole where there is none of a name.
_FIELDS_TOLD_MAX = 12


class _Unread:
    """Stands for a value that could not be read; its problem is noted already."""


UNREAD: Final = _Unread()

# Reads one value that stands at a pointer.
Read = Callable[[object, str, Problems], Any]


def reader(
    struct: type[StructType],
    *,
    as_is: bool = False,
    other_names: OtherNames = NO_OTHER_NAMES,
) -> Callable[[object, Problems], StructType | None]:
    """Prepare a function that reads a Struct, or notes every problem and returns None.

    as_is: nothing is required but what the model itself requires, null is absent everywhere, and
    values are neither looked up in lists nor put right.
    other_names: what to suggest for fields that do not exist, beside those of similar spelling.
    """
    read = _Preparation(other_names, as_is=as_is).prepare(inspect.type_info(struct), Description())

    def read_struct(value: object, problems: Problems) -> StructType | None:
        found = read(value, "", problems)
        return None if problems.findings else cast(StructType, found)

    return read_struct


class _Preparation:
    """Makes a function of each type, and of a Struct that holds itself only one."""

    def __init__(self, other_names: OtherNames, *, as_is: bool) -> None:
        self._other_names = other_names
        self._as_is = as_is
        self._structs: dict[type[Struct], Read] = {}

    def prepare(self, info: inspect.Type, description: Description) -> Read:
        match info:
            case inspect.Metadata(type=inner):
                return self.prepare(inner, description)
            case inspect.StructType():
                return self._prepare_struct(info, description)
            case inspect.UnionType(types=types):
                return self._prepare_union(types, description)
            case inspect.VarTupleType():
                return self._prepare_list(info, description)
        read = _SCALARS[type(info)](description, as_is=self._as_is)
        return _scalar(read, description, nullable=self._as_is)

    def _prepare_union(self, types: tuple[inspect.Type, ...], description: Description) -> Read:
        """A union is a value or nothing; or a value or a list of such values, or nothing."""
        present = [info for info in types if not isinstance(info, inspect.NoneType)]
        nullable = len(present) < len(types)
        lists = [self.prepare(info, description) for info in present if _is_list(info)]
        read_list = lists[0] if lists else None
        read_single = next(
            self.prepare(info, description) for info in present if not _is_list(info)
        )
        is_text = isinstance(present[0], inspect.StrType)
        blank_is_absent = nullable and is_text and not self._as_is

        def read(value: object, pointer: str, problems: Problems) -> Any:
            if nullable and value is None:
                return None
            if blank_is_absent and isinstance(value, str) and not value.strip():
                return None
            if read_list is not None and isinstance(value, list):
                return read_list(value, pointer, problems)
            return read_single(value, pointer, problems)

        return read

    def _prepare_list(self, info: inspect.VarTupleType, description: Description) -> Read:
        read_item = self.prepare(info.item_type, Description(term=description.term))
        is_needed = bool(info.min_length) and not self._as_is

        def read(value: object, pointer: str, problems: Problems) -> Any:
            if not isinstance(value, list):
                if value is None and not is_needed:
                    return ()
                _wrong_type(value, pointer, problems, description, "list")
                return UNREAD
            if is_needed and not value:
                hint = description.example_hint()
                problems.add("EMPTY-LIST", pointer, _EMPTY_LIST, hint=hint, term=description.term)
                return UNREAD
            items = []
            for index, item in enumerate(value):
                if problems.full:
                    break
                items.append(read_item(item, f"{pointer}/{index}", problems))
            return tuple(items)

        return read

    def _prepare_struct(self, info: inspect.StructType, description: Description) -> Read:
        fields: dict[str, Read] = {}
        read = self._structs.get(info.cls)
        if read is None:
            required = self._required(info)
            # As-is a field without a default is absent where nobody needs it.
            absent = [field.name for field in info.fields if field.required] if self._as_is else []
            read = self._structs[info.cls] = _struct_reader(
                info.cls, _Fields(fields, required, absent, self._other_names), description
            )
            places = descriptions_of(info.cls)
            for field in info.fields:
                fields[field.name] = self.prepare(field.type, places[field.name])
        return read

    def _required(self, info: inspect.StructType) -> dict[str, Description]:
        """Return the fields that must be there; as-is those that hold parts, or that the model
        cannot do without."""
        places = descriptions_of(info.cls)
        required = {field.name: places[field.name] for field in info.fields if field.required}
        if not self._as_is:
            return required
        return {
            field.name: places[field.name]
            for field in info.fields
            if (field.name in required and held_by(field.type).part is not None)
            or _is_needed_in_model(info.cls, places[field.name])
        }


def _is_needed_in_model(struct: type[Struct], description: Description) -> bool:
    binding = getattr(struct, "binding", None)
    if binding is None or not description.at:
        return False
    way = steps(binding, description.at)
    return len(way) == 1 and way[0].is_required


class _Fields(Struct, frozen=True):
    """The fields of a Struct: how each is read, which must be there, which are None if absent."""

    readers: Mapping[str, Read]
    required: Mapping[str, Description]
    absent: list[str]
    other_names: OtherNames


def _struct_reader(struct: type[Struct], fields: _Fields, description: Description) -> Read:
    def read(value: object, pointer: str, problems: Problems) -> Any:
        if not isinstance(value, dict):
            _wrong_type(value, pointer, problems, description, "object")
            return UNREAD
        if pointer.count("/") > _DEPTH_MAX:
            problems.add("DEPTH", pointer, _TOO_DEEP, hint=_FLATTEN)
            return UNREAD
        _note_repeated(value, pointer, problems)
        members: dict[str, Any] = dict.fromkeys(fields.absent)
        for key, member in value.items():
            if problems.full:
                return UNREAD
            read_member = fields.readers.get(key)
            if read_member is None:
                _unknown(key, pointer, problems, fields)
            else:
                members[key] = read_member(member, f"{pointer}/{key}", problems)
        for key, wanted in fields.required.items():
            if members.get(key) is None:
                _missing(f"{pointer}/{key}", problems, wanted)
        return UNREAD if problems.findings else struct(**members)

    return read


_SCALARS: Mapping[type[inspect.Type], Callable[..., Callable[[object], object]]] = {
    inspect.StrType: values.read_text,
    inspect.DecimalType: values.read_number,
    inspect.DateType: values.read_date,
    inspect.BoolType: values.read_boolean,
}


def _scalar(read: Callable[[object], object], description: Description, *, nullable: bool) -> Read:
    def read_scalar(value: object, pointer: str, problems: Problems) -> object:
        if nullable and value is None:
            return None
        try:
            return read(value)
        except Unfit as unfit:
            term = description.term
            problems.add(unfit.rule, pointer, unfit.message, hint=unfit.hint, term=term)
            return UNREAD

    return read_scalar


def _is_list(info: inspect.Type) -> bool:
    return isinstance(info, inspect.VarTupleType)


def _escape(key: str) -> str:
    """Escape a key for use in a JSON pointer (RFC 6901)."""
    return shown(key).replace("~", "~0").replace("/", "~1")


def _wrong_type(
    value: object, pointer: str, problems: Problems, description: Description, wanted: str
) -> None:
    message = values.wrong_type(value, wanted)
    problems.add("TYPE", pointer, message, hint=description.example_hint(), term=description.term)


def _note_repeated(value: dict[str, object], pointer: str, problems: Problems) -> None:
    if isinstance(value, RepeatedKeys):
        for key in value.keys_repeated:
            path = f"{pointer}/{_escape(key)}"
            problems.add("REPEATED", path, _REPEATED, hint=LEAVE_ONE_OUT)


def _unknown(key: str, pointer: str, problems: Problems, fields: _Fields) -> None:
    known = fields.readers
    nearest = fields.other_names.meant(key, known) or problems.nearest(key, known)
    hint = _leave_out(known)
    if nearest is not None:
        hint = Wording(de=f"Gemeint ist wohl „{nearest}“.", en=f"Did you mean “{nearest}”?")
    message = Wording(
        de=f"Das Feld „{shown(key)}“ gibt es hier nicht.",
        en=f"There is no field “{shown(key)}” here.",
    )
    problems.add("UNKNOWN", f"{pointer}/{_escape(key)}", message, hint=hint)


def _leave_out(known: Mapping[str, Read]) -> Wording:
    if len(known) > _FIELDS_TOLD_MAX:
        return _LEAVE_OUT
    listed = ", ".join(known)
    return Wording(de=f"Möglich sind: {listed}.", en=f"There are: {listed}.")


def _missing(pointer: str, problems: Problems, description: Description) -> None:
    message = missing(pointer.rpartition("/")[2], description.title)
    problems.add(
        "MISSING", pointer, message, hint=description.example_hint(), term=description.term
    )


_EMPTY_LIST = Wording(
    de="Die Liste ist leer; mindestens ein Eintrag wird gebraucht.",
    en="The list is empty; at least one entry is needed.",
)
_TOO_DEEP = Wording(
    de="So tief sind Positionen nie verschachtelt.", en="Lines are never nested so deep."
)
_FLATTEN = Wording(
    de="Geben Sie die inneren Positionen weiter oben an.",
    en="Give the inner lines further up.",
)
_REPEATED = Wording(
    de="Das Feld steht mehr als einmal im selben Objekt.",
    en="The field stands more than once in the same object.",
)
_LEAVE_OUT = Wording(
    de="Lassen Sie das Feld weg; docs/fields.md nennt alle, die es gibt.",
    en="Leave the field out; docs/fields.md names all that there are.",
)
