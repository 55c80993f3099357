"""The page that explains one kind of refusal, in both languages."""

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from profiles.finding import Wording


class ExplainedError(Struct, frozen=True, kw_only=True):
    """What there is to say about a refusal, whatever the request was."""

    code: str
    status: int
    title: Wording
    cause: Wording
    remedy: Wording


class ErrorTemplate:
    """The template, compiled once."""

    def __init__(self) -> None:
        environment = Environment(
            loader=PackageLoader("renderers"), autoescape=True, undefined=StrictUndefined
        )
        self._template = environment.get_template("error.html.j2")

    def render(self, error: ExplainedError) -> str:
        """Write the page."""
        return self._template.render(error=error)
