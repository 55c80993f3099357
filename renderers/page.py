"""The invoice as one HTML document, complete in itself: words, numbers and styles, no script."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from profiles.semantic.invoice import Invoice
from renderers.fonts import FontSet
from renderers.formats import Formats
from renderers.labels import title_of


class PageTemplate:
    """The template set, compiled once."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        environment = Environment(
            loader=PackageLoader("renderers"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update({name: _filter(name) for name in Formats.FILTERS})
        self._template = environment.get_template("page.html.j2")

    def render(self, invoice: Invoice, *, locale: str, notice: str | None) -> str:
        """Write the HTML of the invoice; it may hold characters that no font can draw."""
        formats = Formats(locale, invoice.currency)
        return self._template.render(
            invoice=invoice,
            formats=formats,
            title=title_of(invoice.type_code, formats.language),
            notice=None if notice is None else self._fonts.legible(notice),
            font_families=self._fonts.css_families,
        )


def _filter(name: str) -> Callable[..., str]:
    """Make a filter that asks the formats of the page that is being written."""

    @pass_context
    def ask(context: Context, *values: object) -> str:
        return str(getattr(context["formats"], name)(*values))

    return ask
