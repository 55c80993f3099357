"""Which node of a tree an element belongs to, where several nodes share one tag.

Constants, fixed attributes and attributes bound to the invoice itself tell elements apart.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from profiles.syntax.draft import Draft, Steps
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer

# Says whether an element is the one that a node means, in an invoice that has been read so far.
Guard = Callable[["etree._Element", Draft], bool]


def guard_of(node: Node, clark: Callable[[str], str]) -> Guard | None:
    """Prepare what tells a node's elements from others of its tag; None where nothing does.

    clark: turns a prefixed tag into Clark notation.
    """
    match node:
        case Leaf():
            return _leaf(node)
        case Element() | Group() | Each():
            return _all([_inside(child, clark) for child in node.children])
        case Constant() | Outer() | Again():
            return None


def _inside(child: Node, clark: Callable[[str], str]) -> Guard | None:
    """Prepare what a child demands of the element around it."""
    match child:
        case Constant():
            return _constant(child, clark(child.tag))
        case Leaf() | Element():
            guard = guard_of(child, clark)
            return None if guard is None else _some(clark(child.tag), guard, absent=_spare(child))
        case _:
            return None


def _constant(constant: Constant, tag: str) -> Guard:
    def admits(element: "etree._Element", _invoice: Draft) -> bool:
        children = element.findall(tag)
        if not children:
            return constant.assumed
        return any((child.text or "").strip() == constant.text for child in children)

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


def _some(tag: str, guard: Guard, *, absent: bool) -> Guard:
    def admits(element: "etree._Element", invoice: Draft) -> bool:
        children = element.findall(tag)
        return any(guard(child, invoice) for child in children) if children else absent

    return admits


def _all(guards: list[Guard | None]) -> Guard | None:
    needed = [guard for guard in guards if guard is not None]
    if len(needed) < 2:
        return needed[0] if needed else None
    return lambda element, invoice: all(guard(element, invoice) for guard in needed)


def _spare(node: Node) -> bool:
    """Say whether a node may be absent from the element that it would identify."""
    match node:
        case Constant():
            return node.assumed
        case Element():
            return not all(
                isinstance(child, Constant | Element) and not _spare(child)
                for child in node.children
            )
        case _:
            return True
