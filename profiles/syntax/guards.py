"""Which node of a tree an element belongs to, where several nodes share one tag.

Constants, fixed attributes and attributes bound to the invoice itself tell elements apart.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lxml import etree

from profiles.syntax.place import Pending, Place
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer, Tree

# The other spelling of xs:boolean.
_BOOLEANS = {"1": "true", "0": "false"}


class Landmarks:
    """Texts of a document by the path of the model that they are read into (`/currency`).

    Each is looked for when it is first asked for, as that takes the longer the more the root holds.
    """

    def __init__(self, root: "etree._Element", routes: Mapping[str, str]) -> None:
        self._root = root
        self._routes = routes
        self._texts: dict[str, str] = {}

    def text(self, path: str) -> str:
        """Return the text for a path, empty where the document has none."""
        if path not in self._texts:
            route = self._routes.get(path)
            found = None if route is None else self._root.findtext(route)
            self._texts[path] = (found or "").strip()
        return self._texts[path]


# Says whether an element is the one that a node means.
Guard = Callable[["etree._Element", Landmarks], bool]


def landmarks_of(
    tree: Tree, clark: Callable[[str], str]
) -> Callable[["etree._Element"], Landmarks]:
    """Prepare what finds those texts of a document that tell elements anywhere apart."""
    wanted = _bound_to_invoice(tree.root)
    routes = dict(_routes(tree.root.children, wanted, (), clark))
    return lambda root: Landmarks(root, routes)


def _bound_to_invoice(node: Node) -> set[str]:
    """Return the paths of the invoice itself that attributes inside of a node are bound to."""
    match node:
        case Leaf():
            return {path for path in node.bound.values() if path.startswith("/")}
        case Outer():
            return _bound_to_invoice(node.node)
        case Element() | Group() | Each():
            return set[str]().union(*map(_bound_to_invoice, node.children))
        case Constant() | Again():
            return set()


def _routes(
    nodes: tuple[Node, ...],
    wanted: set[str],
    around: tuple[str, ...],
    clark: Callable[[str], str],
) -> Iterator[tuple[str, str]]:
    """Find the leaves of the paths that are wanted, and how to get there from the root."""
    for node in nodes:
        if isinstance(node, Leaf) and f"/{node.path}" in wanted:
            yield f"/{node.path}", "/".join((*around, clark(node.tag)))
        elif isinstance(node, Element):
            yield from _routes(node.children, wanted, (*around, clark(node.tag)), clark)


def says(text: str, constant: Constant) -> bool:
    """Say whether a text is that of a constant."""
    said = text.strip()
    return constant.text in {said, _BOOLEANS.get(said)}


def shared_tags(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Return the tags that several of these siblings have."""
    counted = Counter(tag_of(node) for node in nodes)
    return frozenset(tag for tag, count in counted.items() if count > 1)


def guard_of(node: Node, clark: Callable[[str], str], *, shared: bool) -> Guard | None:
    """Prepare what tells a node's elements from others of its tag; None where nothing does.

    clark: turns a prefixed tag into Clark notation.
    shared: siblings have the tag too, so that attributes further inside count as well. Without
        siblings they tell only which of the element's own children are meant.
    """
    match node:
        case Leaf():
            return _leaf(node)
        case Element() | Group() | Each():
            guards = [_demand(child, clark) for child in node.children]
            if shared:
                guards += _offers(node.children, clark)
            return _all(guards)
        case Constant() | Outer() | Again():
            return None


def _demand(child: Node, clark: Callable[[str], str]) -> Guard | None:
    """Prepare what must be inside of the element: constants, also in elements of their own."""
    match child:
        case Constant():
            return _constant(child, clark(child.tag))
        case Element() if _holds_constants_only(child):
            guard = guard_of(child, clark, shared=False)
            absent = all(map(_is_assumed, child.children))
            return None if guard is None else _some(clark(child.tag), [guard], absent=absent)
        case _:
            return None


def _offers(children: tuple[Node, ...], clark: Callable[[str], str]) -> list[Guard | None]:
    """Prepare what may be inside of the element: one of the leaves that have its tag must fit."""
    guards: dict[str, list[Guard | None]] = {}
    for child in children:
        is_plain = isinstance(child, Leaf) or (
            isinstance(child, Element) and not _holds_constants_only(child)
        )
        guard = guard_of(child, clark, shared=True) if is_plain else None
        guards.setdefault(tag_of(child), []).append(guard)
    return [
        _some(clark(tag), [guard for guard in choice if guard is not None], absent=True)
        for tag, choice in guards.items()
        if None not in choice
    ]


def _constant(constant: Constant, tag: str) -> Guard:
    def admits(element: "etree._Element", _landmarks: Landmarks) -> bool:
        children = element.findall(tag)
        if not children:
            return constant.assumed
        return any(says(child.text or "", constant) for child in children)

    return admits


def _leaf(leaf: Leaf) -> Guard | None:
    guards: list[Guard | None] = [_fixed(leaf.fixed)] if leaf.fixed else []
    guards += [_of_invoice(name, path) for name, path in leaf.bound.items() if path.startswith("/")]
    return _all(guards)


def _fixed(attributes: Mapping[str, str]) -> Guard:
    def admits(element: "etree._Element", _landmarks: Landmarks) -> bool:
        return all(element.get(name, "").strip() == value for name, value in attributes.items())

    return admits


def _of_invoice(name: str, path: str) -> Guard:
    def admits(element: "etree._Element", landmarks: Landmarks) -> bool:
        value: Any = element.get(name)
        return value is None or value.strip() == landmarks.text(path)

    return admits


def _some(tag: str, guards: list[Guard], *, absent: bool) -> Guard:
    def admits(element: "etree._Element", landmarks: Landmarks) -> bool:
        children = element.findall(tag)
        if not children:
            return absent
        return any(guard(child, landmarks) for child in children for guard in guards)

    return admits


def _all(guards: list[Guard | None]) -> Guard | None:
    needed = [guard for guard in guards if guard is not None]
    if len(needed) < 2:
        return needed[0] if needed else None
    return lambda element, landmarks: all(guard(element, landmarks) for guard in needed)


def _holds_constants_only(node: Node) -> bool:
    if isinstance(node, Element):
        return all(_holds_constants_only(child) for child in node.children)
    return isinstance(node, Constant)


def _is_assumed(node: Node) -> bool:
    if isinstance(node, Element):
        return all(_is_assumed(child) for child in node.children)
    return isinstance(node, Constant) and node.assumed


def tag_of(node: Node) -> str:
    """Return the tag of a node, or of the one inside an Outer."""
    return tag_of(node.node) if isinstance(node, Outer) else node.tag


def first_of(pending: Pending, tag: str, guard: Guard | None, landmarks: Landmarks) -> Place | None:
    """Return the first element of a tag that a guard admits; it stays among the pending ones."""
    for place in pending.get(tag, ()):
        if guard is None or guard(place.element, landmarks):
            return place
    return None


def all_of(pending: Pending, tag: str, guard: Guard | None, landmarks: Landmarks) -> list[Place]:
    """Take all elements of a tag that a guard admits out of the pending ones."""
    places = pending.get(tag, [])
    if guard is None:
        pending.pop(tag, None)
        return places
    admitted: list[Place] = []
    rest: list[Place] = []
    for place in places:
        (admitted if guard(place.element, landmarks) else rest).append(place)
    pending[tag] = rest
    return admitted
