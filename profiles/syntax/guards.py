"""Which node of a tree an element belongs to, where several nodes share one tag.

Constants, fixed attributes and attributes bound to the invoice itself tell elements apart.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from profiles.syntax.draft import Draft, Steps
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer

# The other spelling of xs:boolean.
_BOOLEANS = {"1": "true", "0": "false"}

# Says whether an element is the one that a node means, in an invoice that has been read so far.
Guard = Callable[["etree._Element", Draft], bool]


def says(text: str, constant: Constant) -> bool:
    """Say whether a text is that of a constant."""
    said = text.strip()
    return constant.text in {said, _BOOLEANS.get(said)}


def shared_tags(nodes: tuple[Node, ...]) -> frozenset[str]:
    """Return the tags that several of these siblings have."""
    counted = Counter(_tag(node) for node in nodes)
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
        guards.setdefault(_tag(child), []).append(guard)
    return [
        _some(clark(tag), [guard for guard in choice if guard is not None], absent=True)
        for tag, choice in guards.items()
        if None not in choice
    ]


def _constant(constant: Constant, tag: str) -> Guard:
    def admits(element: "etree._Element", _invoice: Draft) -> bool:
        children = element.findall(tag)
        if not children:
            return constant.assumed
        return any(says(child.text or "", constant) for child in children)

    return admits


def _leaf(leaf: Leaf) -> Guard | None:
    guards: list[Guard | None] = [_fixed(leaf.fixed)] if leaf.fixed else []
    guards += [
        _of_invoice(name, tuple(path[1:].split(".")))
        for name, path in leaf.bound.items()
        if path.startswith("/")
    ]
    return _all(guards)


def _fixed(attributes: Mapping[str, str]) -> Guard:
    def admits(element: "etree._Element", _invoice: Draft) -> bool:
        return all(element.get(name, "").strip() == value for name, value in attributes.items())

    return admits


def _of_invoice(name: str, steps: Steps) -> Guard:
    def admits(element: "etree._Element", invoice: Draft) -> bool:
        value: Any = element.get(name)
        return value is None or value.strip() == invoice.look(steps)

    return admits


def _some(tag: str, guards: list[Guard], *, absent: bool) -> Guard:
    def admits(element: "etree._Element", invoice: Draft) -> bool:
        children = element.findall(tag)
        if not children:
            return absent
        return any(guard(child, invoice) for child in children for guard in guards)

    return admits


def _all(guards: list[Guard | None]) -> Guard | None:
    needed = [guard for guard in guards if guard is not None]
    if len(needed) < 2:
        return needed[0] if needed else None
    return lambda element, invoice: all(guard(element, invoice) for guard in needed)


def _holds_constants_only(node: Node) -> bool:
    if isinstance(node, Element):
        return all(_holds_constants_only(child) for child in node.children)
    return isinstance(node, Constant)


def _is_assumed(node: Node) -> bool:
    if isinstance(node, Element):
        return all(_is_assumed(child) for child in node.children)
    return isinstance(node, Constant) and node.assumed


def _tag(node: Node) -> str:
    return _tag(node.node) if isinstance(node, Outer) else node.tag
