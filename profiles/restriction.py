"""What of an invoice a profile can carry: the rest is dropped and reported, or folded in, or an
error where it enters a sum."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields, replace

from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.semantic.allowance import DocumentAllowance, LogisticsCharge
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.term import EXTENDED

# Lines that only group others or inform; their amounts stand in other lines (BT-X-8).
_LINES_THAT_DO_NOT_COUNT = frozenset({"GROUP", "INFORMATION"})


class _Tag(NamedTuple):
    """A field of the model, with its term, and its terms in certain groups."""

    field: str
    name: str
    default: Any
    own_term: str
    elsewhere: Mapping[str, str]


class _Dropped:
    """Which terms have no place, and on which line each was met first."""

    def __init__(self) -> None:
        self.lines: dict[str, tuple[str, int | None]] = {}

    def add(self, term: str, name: str, line: int | None) -> None:
        self.lines.setdefault(f"{term} {name}", (term, line))


def restrict(invoice: Invoice, profile: Profile) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return what the profile carries of an invoice with its totals, and what that cost it.

    An error among the findings says that the invoice cannot be issued under the profile.
    """
    if profile.terms is None:
        return invoice, ()
    errors = _sums_lost(invoice, profile)
    folded, findings = _fold(invoice, profile)
    dropped = _Dropped()
    carried = _restrict(folded, "", profile, dropped, None)
    losses = (_loss(key, profile, *place) for key, place in dropped.lines.items())
    return carried, (*errors, *findings, *losses)


StructType = TypeVar("StructType", bound=Struct)


def _restrict(
    value: StructType, group: str, profile: Profile, dropped: _Dropped, line: int | None
) -> StructType:
    changes: dict[str, Any] = {}
    for tag in _tags(type(value)):
        content = getattr(value, tag.field)
        if content is None or content in ((), tag.default):
            continue
        term = tag.elsewhere.get(group, tag.own_term)
        if not profile.carries(term):
            dropped.add(term, tag.name, line)
            changes[tag.field] = tag.default
            continue
        inner = term if term.startswith("BG") else group
        restricted = _restrict_content(content, inner, profile, dropped, line)
        if restricted is not content:
            changes[tag.field] = restricted
    return replace(value, **changes) if changes else value


def _restrict_content(
    content: Any, group: str, profile: Profile, dropped: _Dropped, line: int | None
) -> Any:
    if isinstance(content, Struct):
        return _restrict(content, group, profile, dropped, line)
    if not isinstance(content, tuple) or not isinstance(content[0], Struct):
        return content
    restricted = tuple(
        _restrict(member, group, profile, dropped, index if isinstance(member, Line) else line)
        for index, member in enumerate(content)
    )
    same = all(new is old for new, old in zip(restricted, content, strict=True))
    return content if same else restricted


@cache
def _tags(struct: type[Struct]) -> tuple[_Tag, ...]:
    """Return the fields that may be dropped: what a Struct requires stands or falls with it."""
    hints = get_type_hints(struct, include_extras=True)
    found = []
    for field in fields(struct):
        meta = _meta(hints[field.name])
        if meta is not None and meta.extra and field.default is not NODEFAULT:
            term, elsewhere = str(meta.extra["term"]), meta.extra["elsewhere"]
            found.append(_Tag(field.name, str(meta.title), field.default, term, elsewhere))
    return tuple(found)


def _meta(hint: object) -> Meta | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((part for part in get_args(hint) if isinstance(part, Meta)), None)


def _fold(invoice: Invoice, profile: Profile) -> tuple[Invoice, list[Finding]]:
    """Put what enters a sum where the profile has a place for it."""
    findings = []
    extension = invoice.extended
    if extension and extension.logistics_charges and not profile.carries("BG-X-42"):
        charges = tuple(_as_charge(charge) for charge in extension.logistics_charges)
        invoice = replace(
            invoice,
            charges=invoice.charges + charges,
            extended=replace(extension, logistics_charges=()),
        )
        findings.append(_folded("BG-X-42", _LOGISTICS))
    if not profile.carries(EXTENDED):
        if invoice.vat_breakdown:
            # The breakdown says why there is no VAT; only EXTENDED says it on each line too.
            lines = tuple(_without_reasons(line) for line in invoice.lines)
            invoice = replace(invoice, lines=lines)
        if any(line.price.surcharges for line in invoice.lines):
            lines = tuple(_with_net_price_alone(line) for line in invoice.lines)
            invoice = replace(invoice, lines=lines)
            findings.append(_folded("BT-148", _SURCHARGES))
    counting = tuple(line for line in invoice.lines if _counts(line))
    if len(counting) < len(invoice.lines) and not profile.carries("BT-X-8"):
        invoice = replace(invoice, lines=counting)
        findings.append(_folded("BT-X-8", _GROUPS))
    return invoice, findings


def _as_charge(charge: LogisticsCharge) -> DocumentAllowance:
    return DocumentAllowance(
        amount=charge.amount,
        vat_category_code=charge.vat_category_code,
        vat_rate=charge.vat_rate,
        reason=charge.description,
    )


def _without_reasons(line: Line) -> Line:
    if line.vat.exemption_reason is None and line.vat.exemption_reason_code is None:
        return line
    vat = replace(line.vat, exemption_reason=None, exemption_reason_code=None)
    return replace(line, vat=vat)


def _with_net_price_alone(line: Line) -> Line:
    """Leave out how a net price with a surcharge came about: a part of that would be wrong."""
    if not line.price.surcharges:
        return line
    price = replace(line.price, list_price=None, discounts=(), surcharges=())
    return replace(line, price=price)


def _counts(line: Line) -> bool:
    return line.extended is None or (
        line.extended.status_reason_code not in _LINES_THAT_DO_NOT_COUNT
    )


def _sums_lost(invoice: Invoice, profile: Profile) -> list[Finding]:
    """Name what enters the amount due (BR-CO-16) and has no place."""
    parts = {
        "BT-114": invoice.totals.rounding_amount,
        "BG-DEX-09": invoice.third_party_payments,
    }
    return [
        _sum_lost(term, profile)
        for term, part in parts.items()
        if part and not profile.carries(term)
    ]


_LOGISTICS = Wording(
    de="Die Logistikkosten stehen als Zuschläge des Dokuments (BG-21) im XML.",
    en="The logistics charges stand in the XML as charges of the document (BG-21).",
)
_SURCHARGES = Wording(
    de="Wo der Nettopreis einen Zuschlag enthält, steht er allein im XML, ohne Listenpreis und "
    "Nachlass.",
    en="Where the net price has a surcharge in it, it stands alone in the XML, without list price "
    "and discount.",
)
_GROUPS = Wording(
    de="Positionen, die nur gruppieren oder informieren, stehen nicht im XML.",
    en="Lines that only group or inform do not stand in the XML.",
)


def _folded(term: str, message: Wording) -> Finding:
    return Finding(severity="information", rule="ZG-PROFILE-FOLDED", term=term, message=message)


def _loss(key: str, profile: Profile, term: str, line: int | None) -> Finding:
    named = key if term.startswith("B") else key.partition(" ")[2]
    in_german = term if term.startswith("B") else f"die Angabe „{named}“ aus EXTENDED"
    return Finding(
        severity="information",
        rule="ZG-PROFILE-TERM",
        term=term if term.startswith("B") else None,
        line=line,
        message=Wording(
            de=f"{profile.name} kennt {in_german} nicht: Das steht auf der Seite, nicht im XML.",
            en=f"{profile.name} does not know {named}: it stands on the page, not in the XML.",
        ),
    )


def _sum_lost(term: str, profile: Profile) -> Finding:
    return Finding(
        severity="error",
        rule="ZG-PROFILE-SUM",
        term=term,
        message=Wording(
            de=f"{profile.name} kennt {term} nicht, der Zahlbetrag hängt aber davon ab.",
            en=f"{profile.name} does not know {term}, but the amount due depends on it.",
        ),
        hint=Wording(
            de="Wählen Sie ein größeres Profil, zum Beispiel EN 16931, oder lassen Sie die "
            "Angabe weg.",
            en="Choose a larger profile, for example EN 16931, or leave it out.",
        ),
    )
