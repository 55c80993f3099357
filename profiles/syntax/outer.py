"""What stands in the elements of an Each that has an Outer: in the first, in later ones, alone."""

from collections.abc import Callable, Iterator

from lxml import etree
from msgspec.structs import replace

from profiles.syntax.draft import Draft
from profiles.syntax.guards import tag_of
from profiles.syntax.place import Place
from profiles.syntax.tree import Constant, Each, Element, Leaf, Node, Outer


def is_filler(node: Node) -> bool:
    """Say whether a node is written beside its siblings even when the model says nothing there."""
    match node:
        case Constant():
            return True
        case Leaf():
            return node.default is not None
        case Element():
            return all(is_filler(child) for child in node.children) and not node.required
        case _:
            return False


def has_outer(nodes: tuple[Node, ...]) -> bool:
    return any(
        isinstance(node, Outer) or (isinstance(node, Element) and has_outer(node.children))
        for node in nodes
    )


def outer_only(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Keep what can be written without an entry of the sequence."""
    kept = (
        replace(node, children=outer_only(node.children)) if isinstance(node, Element) else node
        for node in nodes
        if isinstance(node, Outer)
        or is_filler(node)
        or (isinstance(node, Element) and has_outer(node.children))
    )
    return tuple(kept)


def without_outer(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Leave out what stands in the first element only."""
    kept = (
        replace(node, children=without_outer(node.children)) if isinstance(node, Element) else node
        for node in nodes
        if not (isinstance(node, Outer) and not node.every)
    )
    return tuple(kept)


def without_defaults(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Leave defaults out where an Outer is there: the whole element says whether one is meant."""
    if not has_outer(nodes):
        return nodes
    return tuple(replace(node, default=None) if isinstance(node, Leaf) else node for node in nodes)


def made_up_of(each: Each, clark: Callable[[str], str]) -> Callable[[Place, Draft], bool] | None:
    """Prepare what tells an element that is there only because an Outer needs one.

    clark: turns a prefixed tag into Clark notation.
    """
    outer = list(_ways_to_outer(each.children, clark))
    defaults = {
        leaf.path: leaf.codec.read(leaf.default, {})
        for leaf in each.children
        if isinstance(leaf, Leaf) and leaf.default is not None
    }
    if not outer or not defaults:
        return None
    return lambda place, entry: (
        entry == defaults and any(place.element.find(way) is not None for way in outer)
    )


def _ways_to_outer(nodes: tuple[Node, ...], clark: Callable[[str], str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Outer):
            yield clark(tag_of(node))
        elif isinstance(node, Element):
            inside = _ways_to_outer(node.children, clark)
            yield from (f"{clark(node.tag)}/{way}" for way in inside)


def has_sibling(element: "etree._Element", filler: int) -> bool:
    """Say whether a default stands beside something, or is all that the document says.

    filler: how many elements around it are there for the sake of their siblings alone.
    """
    around = element.getparent()
    for _ in range(filler):
        around = None if around is None else around.getparent()
    return around is not None and len(around) > 1
