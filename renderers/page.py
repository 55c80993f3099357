"""The invoice as one HTML document, complete in itself: words, numbers and styles, no script."""

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from profiles.semantic.invoice import ExtendedDocument, Invoice
from renderers.codes import title_of
from renderers.discounts import in_a_sentence, spell_out
from renderers.exemptions import exemptions_of, without_lines
from renderers.fonts import FontSet
from renderers.formats import Formats
from renderers.rows import rows_of


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
        filters = {name: getattr(Formats, name) for name in Formats.FILTERS}
        filters |= {"in_a_sentence": in_a_sentence, "spell_out": spell_out}
        environment.filters |= {name: _filter(write) for name, write in filters.items()}
        environment.filters |= {"in_fours": Formats.in_fours, "css_string": Formats.css_string}
        environment.filters["without_lines"] = lambda text, said: text and without_lines(text, said)
        self._template = environment.get_template("page.html.j2")

    def render(
        self, invoice: Invoice, *, locale: str, notice: str | None, is_draft: bool = False
    ) -> str:
        """Write the HTML of the invoice; it may hold characters that no font can draw."""
        formats = Formats(locale, invoice.currency)
        exemptions = exemptions_of(invoice.vat_breakdown)
        return self._template.render(
            invoice=invoice,
            extended=invoice.extended or ExtendedDocument(),
            rows=rows_of(invoice.lines, exemptions),
            exemptions=exemptions,
            reasons=[it.reason for it in exemptions],
            formats=formats,
            title=title_of(invoice.type_code, formats.language),
            notice=None if notice is None else self._fonts.legible(notice),
            is_draft=is_draft,
            font_families=self._fonts.css_families,
        )


def _filter(write: Callable[..., str]) -> Callable[..., str]:
    """Make a filter that writes in the formats of the page; what is absent leaves no mark."""

    @pass_context
    def ask(context: Context, value: object, *others: object) -> str:
        return "" if value is None else write(context["formats"], value, *others)

    return ask
