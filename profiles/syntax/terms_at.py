"""Which business terms a place in a document stands for: the syntax trees, looked up by element."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from profiles.syntax.cii import CII
from profiles.syntax.draft import Scope, Target, members, resolve
from profiles.syntax.guards import Guard, Landmarks, guard_of, landmarks_of, shared_tags
from profiles.syntax.leaf import INVOICE
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer, Tree
from profiles.syntax.ubl import UBL_CREDIT_NOTE, UBL_INVOICE


class Terms(NamedTuple):
    """What a place stands for.

    own: the term or business group of the element itself, else the group that it stands in; None
        where EN 16931 has none.
    within: all terms and groups of the element and of what may stand inside of it.
    """

    own: str | None = None
    within: frozenset[str] = frozenset()

    @property
    def carried(self) -> str | None:
        """The term of the element itself; that of what it holds, where it holds just one."""
        if self.own in self.within:
            return self.own
        return next(iter(self.within)) if len(self.within) == 1 else None

    @property
    def closest(self) -> str | None:
        """The term that the element carries, else that of the group that it stands in."""
        return self.carried or self.own


class _Spot(Struct, frozen=True, eq=False):
    """A node of a tree with its term; lines that hold lines share the list of their children.

    What a leaf says beside its own term, as in an attribute, is a child without a tag.
    """

    tag: str
    guard: Guard | None
    term: str | None
    children: "list[_Spot]"


class _Around(NamedTuple):
    """Where a node stands: what its paths and an Outer's start from, the Eaches around it, and the
    tags that several of its siblings have."""

    scope: Scope = INVOICE
    outer: Scope = INVOICE
    repeated: tuple[_Spot, ...] = ()
    shared: frozenset[str] = frozenset()


class _Map(NamedTuple):
    """A whole tree, and what reads the texts that its guards need."""

    root: _Spot
    landmarks: Callable[["etree._Element"], Landmarks]


def terms_at(element: "etree._Element") -> Terms:
    """Return what an element stands for; where no tree knows it, what is around it does."""
    return _terms_along([element, *element.iterancestors()])


def terms_of_absent(parent: "etree._Element", tag: str) -> Terms:
    """Return what a child would stand for that is not there; `{*}` is any namespace."""
    return _terms_along([etree.Element(tag), parent, *parent.iterancestors()])


def _terms_along(route: "list[etree._Element]") -> Terms:
    root = route.pop()
    known = _map_of(str(root.tag))
    if known is None:
        return Terms()
    landmarks = known.landmarks(root)
    spots, own = [known.root], None
    while route:
        step = route.pop()
        same_tag = [child for spot in spots for child in spot.children if _is_of(child, step.tag)]
        admitting = [spot for spot in same_tag if not spot.guard or spot.guard(step, landmarks)]
        spots = admitting or same_tag
        if not spots:
            return Terms(own)
        own = next((spot.term for spot in spots if spot.term), own)
    return Terms(own, frozenset().union(*map(_terms_of, spots)))


def _is_of(spot: _Spot, tag: str) -> bool:
    return spot.tag == tag or (tag.startswith("{*}") and spot.tag.endswith(tag[2:]))


@cache
def _terms_of(spot: _Spot) -> frozenset[str]:
    return frozenset(_collected([spot], set()))


def _collected(spots: list[_Spot], seen: set[int]) -> Iterator[str]:
    for spot in spots:
        if spot.term is not None:
            yield spot.term
        if id(spot.children) not in seen:
            seen.add(id(spot.children))
            yield from _collected(spot.children, seen)


@lru_cache(maxsize=8)
def _map_of(root_tag: str) -> "_Map | None":
    """Return the map of the syntax whose documents have this root, None where there is none."""
    for tree in (CII, UBL_INVOICE, UBL_CREDIT_NOTE):
        cartographer = _Cartographer(tree)
        if cartographer.clark(tree.root.tag) == root_tag:
            root = cartographer.spot(tree.root, _Around())
            return _Map(root, landmarks_of(tree, cartographer.clark))
    return None


class _Cartographer:
    """Turns the nodes of one tree into spots."""

    def __init__(self, tree: Tree) -> None:
        self._namespaces = tree.namespaces

    def clark(self, tag: str) -> str:
        prefix, _, local = tag.rpartition(":")
        return f"{{{self._namespaces[prefix]}}}{local}"

    def spot(self, node: Node, around: _Around) -> _Spot:
        """Map a node and all that is inside of it."""
        match node:
            case Outer():
                return self.spot(node.node, around._replace(scope=around.outer))
            case Again():
                return replace(around.repeated[-1], tag=self.clark(node.tag), guard=None)
            case Constant():
                return _Spot(self.clark(node.tag), None, None, [])
        guard = guard_of(node, self.clark, shared=node.tag in around.shared)
        target = None if isinstance(node, Element) else _target(around.scope, node.path)
        term = _group(node, around.scope) if isinstance(node, Element) else target and _term(target)
        spot = _Spot(self.clark(node.tag), guard, term, [])
        if isinstance(node, Leaf):
            spot.children.extend(_Spot("", None, term, []) for term in _parts(node, around.scope))
        else:
            if isinstance(node, Each):
                around = around._replace(outer=around.scope, repeated=(*around.repeated, spot))
            if target is not None:
                around = around._replace(scope=target.scope())
            around = around._replace(shared=shared_tags(node.children))
            spot.children.extend(self.spot(child, around) for child in node.children)
        return spot


def _group(element: Element, scope: Scope) -> str | None:
    """Return the group that an element is about without entering it, as the norm's bindings do.

    It holds nothing but the element that enters it, or it is the only group that several parts of
    the element belong to; what is around the element does not count.
    """
    parts = list(_parts_in(element, scope))
    if len(parts) == 1 and not isinstance(parts[0], Leaf):
        return _term(_target(scope, parts[0].path))
    paths = (part.path if isinstance(part, Group) else _holder(part.path) for part in parts)
    counted = Counter(_term(_target(scope, path)) for path in paths if path)
    several = {term for term, count in counted.items() if count > 1} - {scope.group}
    groups = [term for term in several if term is not None and term.startswith("BG-")]
    return groups[0] if len(groups) == 1 else None


def _holder(path: str) -> str:
    return path.rpartition(".")[0]


def _parts_in(element: Element, scope: Scope) -> Iterator[Leaf | Group | Each]:
    """Yield what an element holds, also inside of elements that are no groups themselves."""
    for node in element.children:
        if isinstance(node, Element):
            if _group(node, scope) is None:
                yield from _parts_in(node, scope)
        elif isinstance(node, Leaf | Group | Each):
            yield node


def _target(scope: Scope, path: str) -> Target:
    """Resolve a path; what has no term of its own is a part of its holder's."""
    start, inner = (INVOICE if path.startswith("/") else scope), path.removeprefix("/")
    target = resolve(start, inner)
    while target.term is None and "." in inner:
        inner = _holder(inner)
        target = target._replace(term=resolve(start, inner).term)
    return target if target.term else target._replace(term=scope.group)


def _parts(leaf: Leaf, scope: Scope) -> Iterator[str | None]:
    """Yield the terms in the attributes of a leaf, and in the Struct that its text is read into."""
    for path in leaf.bound.values():
        # What the whole invoice says, such as its currency, is no part of the leaf.
        if not path.startswith("/"):
            yield _term(_target(scope, path))
    target = _target(scope, leaf.path)
    if target.member.shape is not None:
        for member in members(target.member.shape).values():
            yield _term(target._replace(term=member.term_in(target.term)))


def _term(target: Target) -> str | None:
    return target.term if target.term and "-" in target.term else None  # no marks, as `EXTENDED`
