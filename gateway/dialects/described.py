"""How a request field is described: business term, names in both languages, form, example."""

from typing import Literal

from msgspec import Meta, Struct

from profiles.finding import Wording
from profiles.semantic.codes import CodeList

# text: up to 20,000 characters; identifier: up to 200, trimmed; the rest as their names say.
Form = (
    Literal["text", "identifier", "vat_id", "iban", "bic", "locale", "vat_category", "percentage"]
    | CodeList
)


class RequestPart(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What every Struct of a request is: closed, and silent on what was not said."""


class Description(Struct, frozen=True, kw_only=True):
    """What is known of a field; readers, OpenAPI and JSON pointers are made from this alone."""

    term: str | None = None
    name: Wording = Wording(de="", en="")
    form: Form = "text"
    example: object = None

    def example_hint(self) -> Wording | None:
        """Say what a right value looks like, where an example is known."""
        if self.example is None:
            return None
        return Wording(
            de=f"{self.name.de}, zum Beispiel: {self.example}",
            en=f"{self.name.en}, for example: {self.example}",
        )


def described(  # noqa: PLR0913  (a field's whole description stands in one place)
    term: str | None,
    english: str,
    german: str,
    *,
    form: Form = "text",
    example: object = None,
    hint: str = "",
) -> Meta:
    """Tag a field of a request Struct with its description."""
    named = f"{english} / {german}" + (f" ({term})" if term else "")
    description = Description(
        term=term, name=Wording(de=german, en=english), form=form, example=example
    )
    return Meta(
        title=english,
        description=f"{named}. {hint}".rstrip(),
        examples=None if example is None else [example],
        extra={"description": description},
    )


def description_of(extra: dict[str, object] | None) -> Description:
    """Return the description in a field's tag, or an empty one."""
    found = (extra or {}).get("description")
    return found if isinstance(found, Description) else Description()
