"""How a request field is described: its place in the model, names in both languages, form."""

from functools import cache
from typing import ClassVar, Literal

from msgspec import Meta, Struct, inspect
from msgspec.structs import replace

from gateway.dialects.places import Bound, fields_of, steps
from profiles.finding import Wording
from profiles.semantic.codes import CodeList
from profiles.semantic.names import name_of

# text: up to 20,000 characters; identifier: up to 200, trimmed; the rest as their names say.
Form = (
    Literal[
        "text",
        "identifier",
        "vat_id",
        "iban",
        "bic",
        "locale",
        "percentage",
        "factor",
        "days",
        "profile",
        "base64",
        "file_name",
        "tax_treatment",
    ]
    | CodeList
)


class RequestPart(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What every Struct of a request is: closed, and silent on what was not said."""

    binding: ClassVar[Bound | None] = None


class Description(Struct, frozen=True, kw_only=True):
    """What is known of a field; readers, OpenAPI, JSON pointers and the mapping are made from it.

    at: the field of the model, dots lead deeper; a path through a list means its only entry, a
        leading slash starts at the Struct of the whole list entry or request. None for what has
        no place in the model.
    scheme: for an identifier that has always this scheme; blank for one that never has any.
    plain: the field that is meant where a bare value stands instead of a list.
    """

    term: str | None = None
    name: Wording = Wording(de="", en="")
    form: Form = "text"
    example: object = None
    hint: str = ""
    at: str | None = None
    scheme: str | None = None
    plain: str | None = None

    @property
    def title(self) -> Wording:
        """What the field is called, with the term where the norm has a name for that."""
        of_norm = name_of(self.term or "")
        if of_norm is None:
            return self.name
        return Wording(de=f"{of_norm.de} ({self.term})", en=f"{of_norm.en} ({self.term})")

    def example_hint(self) -> Wording:
        """Say what a right value looks like where an example is known, else what it means."""
        if self.example is None:
            return _belongs_here(self.title) if self.title.de else _SEE_FIELDS
        return Wording(
            de=f"{self.name.de}, zum Beispiel: {self.example}",
            en=f"{self.name.en}, for example: {self.example}",
        )


def _belongs_here(title: Wording) -> Wording:
    return Wording(de=f"Hierher gehört: {title.de}.", en=f"What belongs here: {title.en}.")


_SEE_FIELDS = Wording(
    de="docs/fields.md nennt alle Felder, mit Beispielen.",
    en="docs/fields.md names all fields, with examples.",
)


def bound(  # noqa: PLR0913  (a field's whole description stands in one place)
    at: str,
    german: str,
    form: Form = "text",
    *,
    english: str = "",
    example: object = None,
    hint: str = "",
    scheme: str | None = None,
    plain: str | None = None,
    term: str | None = None,
) -> Meta:
    """Tag a field that is one of the model's, from which term and English name are taken.

    term: where the field means another one than its place in the model says.
    """
    description = Description(
        term=term,
        name=Wording(de=german, en=english),
        form=form,
        example=example,
        hint=hint,
        at=at,
        scheme=scheme,
        plain=plain,
    )
    return Meta(extra={"description": description})


def described(  # noqa: PLR0913  (likewise)
    english: str,
    german: str,
    form: Form = "text",
    *,
    example: object = None,
    hint: str = "",
    term: str | None = None,
) -> Meta:
    """Tag a field that has no place of its own in the model."""
    description = Description(
        term=term, name=Wording(de=german, en=english), form=form, example=example, hint=hint
    )
    return Meta(extra={"description": description})


@cache
def descriptions_of(part: type[Struct]) -> dict[str, Description]:
    """Return the description of each field of a Struct, with term and name from the model."""
    binding = getattr(part, "binding", None)
    return {name: _resolved(_tag(field), binding) for name, field in fields_of(part).items()}


def _tag(field: inspect.Field) -> Description:
    extra = field.type.extra if isinstance(field.type, inspect.Metadata) else None
    found = (extra or {}).get("description")
    return found if isinstance(found, Description) else Description()


# What stands beside a value in the syntaxes has an id that is made from the value's.
_BESIDE = {
    "scheme": ("-1", "scheme"),
    "mime_code": ("-1", "MIME code"),
    "file_name": ("-2", "file name"),
}


def _resolved(description: Description, binding: Bound | None) -> Description:
    if not description.at or binding is None:
        return description
    way = steps(binding, description.at)
    suffix, what = _BESIDE.get(way[-1].name, ("", ""))
    if way[-1].title:
        english, term = way[-1].title, way[-1].term
    else:
        holder = way[-2].title if len(way) > 1 else "Identifier"
        english = f"{holder} {what}".rstrip()
        term = way[-1].term and way[-1].term + suffix
    name = replace(description.name, en=description.name.en or english)
    return replace(description, term=description.term or term, name=name)
