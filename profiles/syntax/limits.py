"""What of an invoice a syntax can carry: a conversion writes that, and says what it leaves out.

A field that no leaf of the syntax's tree is bound to has no place there.
"""

from functools import cache
from operator import is_
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from profiles.finding import Finding, Wording
from profiles.profile import Syntax
from profiles.remedies import SYNTAX_THAT_HAS_IT
from profiles.semantic.invoice import ExtendedDocument, Invoice
from profiles.semantic.line import ExtendedLine, Line
from profiles.syntax.adjustments import ADJUSTMENTS
from profiles.syntax.bindings import EVERYTHING, Bound, bindings
from profiles.syntax.cii import CII
from profiles.syntax.draft import Member, members
from profiles.syntax.reasons import SUMS, reason_for
from profiles.syntax.reductions import REDUCTIONS, Reach
from profiles.syntax.ubl import UBL_CREDIT_NOTE, UBL_INVOICE, ubl_tree

StructType = TypeVar("StructType", bound=Struct)


def carry(
    invoice: Invoice, syntax: Syntax, *, is_extended: bool = False
) -> tuple[Invoice, tuple[Finding, ...]]:
    """Return what a syntax carries of an invoice, and a finding on each term that has no place.

    is_extended: whether it is for Factur-X EXTENDED, whose CII is larger.
    An error among the findings says that the amount due depends on what is lost.
    """
    is_credit_note = syntax == "ubl" and ubl_tree(invoice) is UBL_CREDIT_NOTE
    bound = _bound(syntax, is_credit_note=is_credit_note)
    carrier = _Carrier(syntax, "extended" if is_extended else syntax)
    carried = carrier.struct(carrier.adjusted(invoice), _Place((bound,)))
    return carried, tuple(carrier.lost.values())


def lost_in(invoice: Invoice, syntax: Syntax) -> tuple[Finding, ...]:
    """Return a finding on each term that a syntax has no place for."""
    return carry(invoice, syntax)[1]


@cache
def _bound(syntax: Syntax, *, is_credit_note: bool) -> Bound:
    if syntax == "cii":
        return bindings(CII)
    return bindings(UBL_CREDIT_NOTE if is_credit_note else UBL_INVOICE)


class _Place(NamedTuple):
    """Where the walk is.

    bound: what the tree writes there.
    path: the way there, without the numbers of entries.
    group, within: the business group around, and the name of the field around.
    line: the index of the invoice line.
    """

    bound: tuple[Bound, ...]
    path: str = ""
    group: str = ""
    within: str = ""
    line: int | None = None

    def field(self, name: str) -> "_Place":
        bound = tuple(bound[name] for bound in self.bound if name in bound)
        if any(one.whole for one in bound):
            bound = (EVERYTHING,)
        return self._replace(bound=bound, path=f"{self.path}.{name}".lstrip("."))

    def entry(self, index: int, value: Any) -> "_Place":
        bound = tuple(entry for bound in self.bound for entry in bound.entry(index))
        line = index if self.line is None and isinstance(value, Line) else self.line
        return self._replace(bound=bound, line=line)


class _Carrier:
    """Leaves out what has no place, and keeps a finding on each kind of it."""

    def __init__(self, syntax: Syntax, reach: Reach) -> None:
        self._syntax = syntax
        self._reach = reach
        self.lost: dict[str, Finding] = {}

    def adjusted(self, invoice: Invoice) -> Invoice:
        """Return the invoice as the rules of the syntax want it where they are stricter."""
        for term, name, adjust, reason, in_part in ADJUSTMENTS[self._syntax]:
            changed = adjust(invoice)
            if changed != invoice:
                self.lost[term] = _loss(f"{term} {name}", term, reason, in_part=in_part)
                invoice = changed
        return invoice

    def struct(self, value: StructType, place: _Place) -> StructType:
        """Return what is carried of one Struct."""
        changes: dict[str, Any] = {}
        for name, member in members(type(value)).items():
            content = getattr(value, name)
            if content is None or content in ((), member.default):
                continue
            inside = place.field(name)
            reduced = self._reduce(type(value), member, content, inside)
            carried = self._content(member, reduced, inside)
            if carried is not content:
                changes[name] = carried
        return replace(value, **changes) if changes else value

    def _reduce(self, owner: type[Struct], member: Member, content: Any, place: _Place) -> Any:
        way = place.path.rpartition(".")[0]
        for key in (owner, way):
            for reduction in REDUCTIONS[self._reach].get((key, member.name), ()):
                reduced = reduction.reduce(content)
                if reduced == content:
                    continue
                if reduction.reason is not None:
                    self._lose(member, place, reduction.reason, in_part=bool(reduced))
                content = reduced
        return content

    def _content(self, member: Member, content: Any, place: _Place) -> Any:
        is_extension = isinstance(content, ExtendedDocument | ExtendedLine)
        if content is not None and not place.bound and not is_extension:
            self._lose(member, place, reason_for(self._syntax, place.path))
            return member.default
        inside = self._inside(member, place)
        if isinstance(content, Struct):
            return _unless_empty(self.struct(content, inside), member)
        if isinstance(content, tuple) and member.shape is not None:
            return self._sequence(member, content, inside)
        return content

    def _sequence(self, member: Member, content: tuple[Struct, ...], place: _Place) -> Any:
        carried = []
        for index, entry in enumerate(content):
            inside = place.entry(index, entry)
            if not inside.bound:
                self._lose(member, inside, reason_for(self._syntax, place.path))
                continue
            kept = self.struct(entry, inside)
            if any(getattr(kept, name) not in (None, ()) for name in kept.__struct_fields__):
                carried.append(kept)
        same = len(carried) == len(content) and all(map(is_, carried, content))
        return content if same else tuple(carried)

    def _inside(self, member: Member, place: _Place) -> _Place:
        term = member.term_in(place.group)
        group = term if term and term.startswith("BG") else place.group
        return place._replace(group=group, within=member.title)

    def _lose(
        self, member: Member, place: _Place, reason: Wording, *, in_part: bool = False
    ) -> None:
        if place.path in self.lost:
            return
        term = member.term_in(place.group) or ""
        is_standard = term.startswith("B")
        named = f"{term if is_standard else place.within} {member.title}".strip()
        loss = _loss(named, term if is_standard else None, reason, in_part=in_part)
        if place.path in SUMS:
            loss = replace(loss, severity="error", rule="ZG-SYNTAX-SUM")
        self.lost[place.path] = replace(loss, line=place.line)


def _loss(named: str, term: str | None, reason: Wording, *, in_part: bool) -> Finding:
    return Finding(
        severity="information",
        rule="ZG-SYNTAX-TERM",
        term=term,
        message=Wording(
            de=f"{named} steht {'nur zum Teil' if in_part else 'nicht'} im XML. {reason.de}",
            en=f"{named} {'stands only in part' if in_part else 'does not stand'} in the XML. "
            f"{reason.en}",
        ),
        hint=SYNTAX_THAT_HAS_IT,
    )


def _unless_empty(value: Struct, member: Member) -> Any:
    """Return the default where nothing is left, as reading would."""
    names = value.__struct_fields__
    is_empty = all(getattr(value, name) in (None, ()) for name in names)
    return member.default if is_empty else value
