"""What fits together in one item: its price, its VAT, and what is taken off."""

from gateway.dialects.problems import LEAVE_ONE_OUT, Problems
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.request import Request
from gateway.dialects.zugio.taxing import NO_VAT_CATEGORY, treatment_of
from profiles.finding import Wording
from profiles.semantic.breakdown import UNTAXED
from profiles.semantic.money import subtract
from profiles.semantic.treatments import TREATMENTS

# Lines of EXTENDED that have no price of their own.
_UNPRICED = frozenset({"GROUP", "INFORMATION"})


def check_item(item: Item, pointer: str, problems: Problems, request: Request) -> None:
    """Note what contradicts itself in an item, and what nothing else says."""
    _check_price(item, pointer, problems)
    _check_vat(item, pointer, problems, request.invoice.tax_treatment)
    if "/sub_lines/" in pointer:
        for name in ("unit_price_gross", "discount_percent"):
            if getattr(item, name) is not None:
                problems.add("CONFLICT", f"{pointer}/{name}", _NOT_INSIDE, hint=_NET_INSIDE)


def _check_price(item: Item, pointer: str, problems: Problems) -> None:
    net, listed, discount = item.unit_price_net, item.list_price, item.price_discount
    is_unpriced = item.extended is not None and item.extended.status_reason_code in _UNPRICED
    if net is None and listed is None and item.unit_price_gross is None:
        if not (is_unpriced or item.sub_lines):
            problems.add(
                "MISSING", f"{pointer}/unit_price_net", _NO_PRICE, hint=_GIVE_PRICE, term="BT-146"
            )
    elif (
        listed is not None
        and discount is not None
        and net not in {None, subtract(listed, discount)}
    ):
        path = f"{pointer}/unit_price_net"
        problems.add("CONFLICT", path, _PRICE_DIFFERS, hint=_LEAVE_NET_OUT, term="BT-146")


def _check_vat(item: Item, pointer: str, problems: Problems, shared: str | None) -> None:
    name = treatment_of(item, shared)
    said = TREATMENTS[name] if name is not None else None
    category_code = said.category_code if said is not None else item.vat_category_code
    rate = item.vat_percent
    if item.tax_treatment is not None and item.vat_category_code not in {None, category_code}:
        path = f"{pointer}/tax_treatment"
        problems.add("CONFLICT", path, _treatment_differs(category_code), hint=LEAVE_ONE_OUT)
    path = f"{pointer}/vat_percent"
    if rate is None:
        if category_code not in UNTAXED:
            problems.add("MISSING", path, _NO_VAT, hint=_WHY_NO_VAT, term="BT-152")
    elif rate != 0 and category_code == NO_VAT_CATEGORY:
        problems.add("CONFLICT", path, _NO_RATE, hint=_GIVE_ZERO, term="BT-152")
    elif rate != 0 and said is not None and not said.has_rate:
        problems.add("CONFLICT", path, _rate_differs(name), hint=_ZERO_OR_OTHER, term="BT-152")
    elif rate == 0 and said is not None and said.category_code == "S":
        problems.add("CONFLICT", path, _rate_is_zero(name), hint=_PERHAPS_ZERO_RATED, term="BT-152")


def _treatment_differs(category_code: str | None) -> Wording:
    return Wording(
        de=f"tax_treatment heißt hier Kategorie {category_code}; vat_category_code sagt anderes.",
        en=f"tax_treatment means category {category_code} here; vat_category_code says otherwise.",
    )


def _rate_differs(name: str | None) -> Wording:
    return Wording(
        de=f"vat_percent und tax_treatment passen nicht zusammen: Bei {name} fällt keine "
        "Umsatzsteuer an.",
        en=f"vat_percent and tax_treatment do not go together: there is no VAT with {name}.",
    )


def _rate_is_zero(name: str | None) -> Wording:
    return Wording(
        de=f"vat_percent und tax_treatment passen nicht zusammen: {name} hat einen Satz über 0.",
        en=f"vat_percent and tax_treatment do not go together: {name} has a rate over 0.",
    )


_NOT_INSIDE = Wording(de="In Unterpositionen gibt es das nicht.", en="Sub-lines do not have this.")
_NET_INSIDE = Wording(
    de="Geben Sie unit_price_net und allowances an.", en="Give unit_price_net and allowances."
)
_NO_PRICE = Wording(
    de="Es fehlt der Preis: Nettopreis des Artikels (BT-146).",
    en="There is no price: item net price (BT-146).",
)
_GIVE_PRICE = Wording(
    de="Geben Sie unit_price_net an, oder unit_price_gross mit Umsatzsteuer.",
    en="Give unit_price_net, or unit_price_gross with VAT.",
)
_LEAVE_NET_OUT = Wording(
    de="Lassen Sie unit_price_net weg; der Preis folgt aus den beiden anderen.",
    en="Leave unit_price_net out; the price follows from the other two.",
)
_PRICE_DIFFERS = Wording(
    de="unit_price_net ist nicht list_price weniger price_discount.",
    en="unit_price_net is not list_price less price_discount.",
)
_NO_VAT = Wording(de="Es fehlt der Steuersatz.", en="There is no VAT rate.")
_WHY_NO_VAT = Wording(
    de="Zum Beispiel 19; oder sagen Sie mit tax_treatment, warum keine Steuer anfällt.",
    en="For example 19; or say with tax_treatment why there is no VAT.",
)
_NO_RATE = Wording(
    de="Was nicht steuerbar ist (Kategorie O), hat keinen Steuersatz.",
    en="What is outside the scope of VAT (category O) has no rate.",
)
_GIVE_ZERO = Wording(
    de="Geben Sie 0 an, oder eine andere Kategorie.", en="Give 0, or another category."
)
_ZERO_OR_OTHER = Wording(
    de="Geben Sie 0 an, oder lassen Sie tax_treatment weg.",
    en="Give 0, or leave tax_treatment out.",
)
_PERHAPS_ZERO_RATED = Wording(
    de="Gemeint ist vielleicht zero_rated.", en="Perhaps zero_rated is meant."
)
