"""What callers call the fields of a request who know them by other names."""

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

_CHARACTERS_MAX = 60
_capital = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_separators = re.compile(r"[\s.-]+")


class OtherNames(Struct, frozen=True):
    """fields: by another name, what may be meant, the likeliest first.
    places: by the name of a field, where it stands when it is looked for elsewhere.
    """

    fields: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]

    def meant(self, key: str, known: Collection[str]) -> str | None:
        """Return the field that is meant, or the pointer to it; known: the fields that fit."""
        name = in_snake_case(key[:_CHARACTERS_MAX])
        names = (name, *self.fields.get(name, ()))
        here = (each for each in names if each in known)
        elsewhere = (self.places[each] for each in names if each in self.places)
        return next(here, None) or next(elsewhere, None)


NO_OTHER_NAMES = OtherNames({}, {})


def in_snake_case(key: str) -> str:
    """Write a name as the request writes its own: `invoiceNumber` as `invoice_number`."""
    return _separators.sub("_", _capital.sub("_", key.strip())).lower()
