"""How one leaf of a tree is read: its value, and the attributes beside it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from profiles.semantic.invoice import Invoice
from profiles.syntax.draft import Draft, Scope, Steps, resolve
from profiles.syntax.outer import has_sibling
from profiles.syntax.place import Place
from profiles.syntax.reading import Course, attributes_of, own_text
from profiles.syntax.tree import Leaf, Node

INVOICE = Scope(Invoice)


class Context(NamedTuple):
    """Where a node stands.

    scope: what its paths start from.
    outer: what the paths of an Outer start from.
    repeated: the children of the nearest Each.
    shared: the tags that several of its siblings have.
    filler: how many elements around it are there for the sake of their siblings alone.
    """

    scope: Scope
    outer: Scope
    repeated: tuple[Node, ...] = ()
    shared: frozenset[str] = frozenset()
    filler: int = 0


def leaf_value(leaf: Leaf, context: Context) -> Callable[[Place, Draft, Course], bool]:
    """Prepare what reads one element of a leaf; it says False where a value stands already."""
    absolute = leaf.path.startswith("/")
    target = resolve(INVOICE if absolute else context.scope, leaf.path.removeprefix("/"))
    if leaf.codec.type is not target.member.type:
        raise TypeError(f"{leaf.tag}: the codec is not one for {leaf.path}")
    codec, steps = leaf.codec, target.steps
    knows = _attribute(leaf)

    def put(draft: Draft, text: str, attributes: Mapping[str, str]) -> bool:
        value = codec.read(text, attributes)
        if leaf.many:
            draft.sequence(steps).append(value)
            return True
        return draft.put(steps, value)

    def read(place: Place, scope: Draft, course: Course) -> bool:
        element = place.element
        text, attributes = own_text(element), attributes_of(element)
        said = text.strip()
        draft = course.invoice if absolute else scope
        made_up = said == leaf.default and has_sibling(element, context.filler)
        taken = (said or codec.empty) and not made_up
        try:
            if taken and not put(draft, text, attributes):
                return False
            _leave_rest(leaf, place, said if taken else "", course)
        except ValueError:
            taken = False
            course.refuse(place, target.term, text)
        for name, value in attributes.items():
            if not knows(name, value, scope if taken else None):
                course.leave_attribute(place, name, value)
        if len(element):
            course.leave_children(place)
        return True

    return read


def _leave_rest(leaf: Leaf, place: Place, said: str, course: Course) -> None:
    rest = leaf.codec.beyond(said) if leaf.codec.beyond is not None else ""
    if rest:
        course.leave_text(place, rest)


def _attribute(leaf: Leaf) -> Callable[[str, str, Draft | None], bool]:
    """Prepare what reads an attribute of a leaf; it says False where the model cannot hold it.

    Without the leaf's value, so without a draft, an attribute has none to stand beside.
    """
    bound = {name: steps_of(path) for name, path in leaf.bound.items() if path[0] != "/"}
    fixed = {*leaf.codec.fixed, *leaf.fixed, *leaf.bound} - bound.keys()

    def knows(name: str, value: str, scope: Draft | None) -> bool:
        if name in fixed:
            return True
        if scope is None:
            return False
        if name in bound:
            return scope.put(bound[name], value.strip())
        return name in leaf.codec.names

    return knows


def steps_of(path: str) -> Steps:
    return tuple(int(name) if name.isdigit() else name for name in path.split("."))
