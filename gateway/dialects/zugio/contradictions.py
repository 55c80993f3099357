"""Which fields of a Zugio request cannot stand together, or not alone, as tables."""

from collections.abc import Iterator
from functools import cache

from gateway.dialects.binding import held_by
from gateway.dialects.described import RequestPart
from gateway.dialects.places import fields_of
from gateway.dialects.problems import LEAVE_ONE_OUT, Problems
from gateway.dialects.zugio.invoice_part import InvoicePart
from gateway.dialects.zugio.items import Item
from gateway.dialects.zugio.parties import Party
from gateway.dialects.zugio.payment import PaymentMeans
from gateway.dialects.zugio.references import Attachment
from profiles.finding import Wording

Pairs = tuple[tuple[str, str], ...]
Part = type[RequestPart]

# Two ways to say the same thing.
EXCLUSIVE: dict[Part, Pairs] = {
    Party: (("identifier", "identifiers"),),
    PaymentMeans: (("iban", "account_identifier"),),
    Item: (
        ("unit_price_net", "unit_price_gross"),
        ("list_price", "unit_price_gross"),
        ("price_discount", "unit_price_gross"),
        ("price_discount", "extended.price_discounts"),
    ),
    InvoicePart: (
        ("payment_due_date", "due_days"),
        ("payment_due_date", "extended.payment_terms"),
        ("due_days", "extended.payment_terms"),
        ("cash_discounts", "extended.payment_terms"),
        ("payment_terms", "extended.payment_terms"),
    ),
}

# The first needs the second. So does every `…_scheme` what it is of.
NEEDED: dict[Part, Pairs] = {
    Attachment: (("file_name", "base64"), ("media_type", "base64")),
}
# What a document that comes in may lack, but nobody can mean to leave out.
NEEDED_TO_FILL_IN: dict[Part, Pairs] = {
    Attachment: (("base64", "file_name"), ("base64", "media_type")),
    Item: (("price_discount", "list_price"),),
    InvoicePart: (
        ("exchange_rate", "vat_accounting_currency"),
        ("vat_amount_in_accounting_currency", "vat_accounting_currency"),
    ),
}

# What the invoice is made of rather than what it holds.
COMFORTS: dict[Part, tuple[str, ...]] = {
    Item: ("unit_price_gross", "discount_percent", "tax_treatment"),
    InvoicePart: ("due_days", "cash_discounts", "tax_treatment", "discount_percent"),
}


def check_pairs(part: RequestPart, pointer: str, problems: Problems, *, fill_in: bool) -> None:
    """Note fields that cannot stand together, and those that cannot stand alone."""
    pairs = pairs_of(type(part), fill_in=fill_in)
    for first, second in pairs.exclusive:
        if is_said(part, first) and is_said(part, second):
            path = f"{pointer}/{second.replace('.', '/')}"
            problems.add("CONFLICT", path, _both(first, second), hint=LEAVE_ONE_OUT)
    for scheme, name in pairs.schemes:
        if is_said(part, scheme) and not is_said(part, name):
            problems.add("ALONE", f"{pointer}/{scheme}", _needs(scheme, name), hint=_add(name))
    for first, second in pairs.needed:
        if is_said(part, first) and not is_said(part, second):
            hint = _add(second)
            problems.add("MISSING", f"{pointer}/{second}", _needs(first, second), hint=hint)
    for name in pairs.comforts:
        if is_said(part, name):
            problems.add("CONFLICT", f"{pointer}/{name}", _both(name, "fill_in"), hint=_TO_FILL_IN)


class _Pairs:
    """The rows of all tables that a part has to fit."""

    def __init__(self, part: Part, *, fill_in: bool) -> None:
        names = fields_of(part)
        schemes = ((name, name.removesuffix("_scheme")) for name in names)
        needed = (NEEDED, NEEDED_TO_FILL_IN) if fill_in else (NEEDED,)
        self.exclusive = _rows(EXCLUSIVE, part)
        self.schemes = tuple(pair for pair in schemes if pair[0] != pair[1] and pair[1] in names)
        self.needed = tuple(pair for table in needed for pair in _rows(table, part))
        self.comforts = () if fill_in else COMFORTS.get(part, ())


@cache
def pairs_of(part: Part, *, fill_in: bool) -> _Pairs:
    """Return the rows for a part, found once."""
    return _Pairs(part, fill_in=fill_in)


def _rows(table: dict[Part, Pairs], part: Part) -> Pairs:
    return tuple(pair for kind, pairs in table.items() if issubclass(part, kind) for pair in pairs)


def walk(part: RequestPart, pointer: str = "") -> Iterator[tuple[str, RequestPart]]:
    """Yield a part and all parts in it, each with its pointer."""
    yield pointer, part
    for name in _holders(type(part)):
        held = getattr(part, name)
        if isinstance(held, RequestPart):
            yield from walk(held, f"{pointer}/{name}")
        elif isinstance(held, tuple):
            for index, entry in enumerate(held):
                yield from walk(entry, f"{pointer}/{name}/{index}")


@cache
def _holders(part: Part) -> tuple[str, ...]:
    return tuple(name for name, field in fields_of(part).items() if held_by(field.type).part)


def is_said(part: RequestPart, path: str) -> bool:
    """Say whether a field, or one of a part in it, holds anything."""
    value: object = part
    for name in path.split("."):
        if value is None:
            return False
        value = getattr(value, name)
    return value is not None and value != ()


def _both(first: str, second: str) -> Wording:
    return Wording(
        de=f"{first} und {second} passen nicht zusammen.",
        en=f"{first} and {second} do not go together.",
    )


def _needs(first: str, second: str) -> Wording:
    return Wording(de=f"{first} braucht {second}.", en=f"{first} needs {second}.")


def _add(name: str) -> Wording:
    return Wording(de=f"Geben Sie auch {name} an.", en=f"Give {name} too.")


_TO_FILL_IN = Wording(
    de="Mit fill_in: false steht in der Anfrage, was in der Rechnung steht, und nichts sonst.",
    en="With fill_in: false the request holds what the invoice holds, and nothing else.",
)
