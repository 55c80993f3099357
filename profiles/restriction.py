"""What of an invoice a profile can carry: the rest is dropped and reported, or folded in, or an
error where it enters a sum."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields, replace

from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.remedies import PROFILE_THAT_HAS_IT
from profiles.semantic.folds import (
    with_counting_lines,
    with_logistics_as_charges,
    with_net_prices_alone,
    with_sub_lines_that_inform,
    without_reasons_on_lines,
)
from profiles.semantic.invoice import Invoice
from profiles.semantic.line import Line
from profiles.semantic.term import EXTENDED


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
    """Put what the profile does not say as it stands where it has a place for it."""
    findings = []
    for each in _FOLDS:
        if profile.carries(each.unless) or not profile.carries(each.where):
            continue
        folded = each.fold(invoice)
        if folded == invoice:
            continue
        invoice = folded
        if each.message is not None:
            findings.append(_folded(each.term, each.message))
    return invoice, findings


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
_SUB_LINES = Wording(
    de="Die Unterpositionen (BG-DEX-01) stehen als Positionen im XML, die nur informieren.",
    en="The sub-lines (BG-DEX-01) stand in the XML as lines that only inform.",
)


class _Fold(NamedTuple):
    """A way to say in other words what a profile has no words for.

    unless, where: a term that the profile must not carry, and one that it must.
    message: None where nothing is lost that is not said elsewhere.
    """

    term: str
    fold: Callable[[Invoice], Invoice]
    unless: str
    where: str = "BT-24"
    message: Wording | None = None


_FOLDS = (
    _Fold("BG-X-42", with_logistics_as_charges, unless="BG-X-42", message=_LOGISTICS),
    _Fold("BT-120", without_reasons_on_lines, unless=EXTENDED),
    _Fold("BT-148", with_net_prices_alone, unless=EXTENDED, message=_SURCHARGES),
    _Fold("BT-X-8", with_counting_lines, unless="BT-X-8", message=_GROUPS),
    _Fold(
        "BG-DEX-01",
        with_sub_lines_that_inform,
        unless="BG-DEX-01",
        where="BT-X-8",
        message=_SUB_LINES,
    ),
)


def _folded(term: str, message: Wording) -> Finding:
    return Finding(
        severity="information",
        rule="ZG-PROFILE-FOLDED",
        term=term,
        message=message,
        hint=PROFILE_THAT_HAS_IT,
    )


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
        hint=PROFILE_THAT_HAS_IT,
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
