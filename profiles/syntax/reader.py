"""Reads an invoice from XML by walking a syntax tree, the same that `writer` walks.

The walk is prepared once for each tree: every node becomes a function that takes its elements out
of those that are left, and puts what they say into a draft. What nothing has taken is reported.
"""

from collections.abc import Callable
from functools import cache

from lxml import etree

from profiles.semantic.invoice import Invoice
from profiles.syntax.draft import Draft, build, members, resolve
from profiles.syntax.guards import (
    Landmarks,
    all_of,
    first_of,
    guard_of,
    landmarks_of,
    says,
    shared_tags,
)
from profiles.syntax.leaf import INVOICE, Context, leaf_value, steps_of
from profiles.syntax.outer import is_filler, made_up_of, without_defaults
from profiles.syntax.place import Pending, Place, children_of
from profiles.syntax.reading import Course, Reading, own_text
from profiles.syntax.source import parse_xml
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer, Tree

# Takes a node's elements out of the pending ones. The drafts are the one that the node's paths
# name fields of, and the one around the nearest Each.
Take = Callable[[Pending, Draft, Draft, Course], None]
# Reads the inside of an element.
Inside = Callable[[Place, Draft, Draft, Course], None]


def reader(tree: Tree) -> Callable[["etree._Element | bytes"], Reading]:
    """Return a function that reads an invoice in this syntax, prepared when it is first used.

    What is read raises MalformedXML where it is bytes that are no XML, and nothing else.
    """
    preparation = _Preparation(tree)
    root_tag = preparation.clark(tree.root.tag)
    prefixes = {namespace: prefix for prefix, namespace in tree.namespaces.items()}

    @cache
    def prepared() -> tuple[Inside, Callable[["etree._Element"], Landmarks]]:
        inside = preparation.inside(tree.root.children, Context(INVOICE, INVOICE))
        return inside, landmarks_of(tree, preparation.clark)

    def read(document: "etree._Element | bytes") -> Reading:
        root = Place(parse_xml(document) if isinstance(document, bytes) else document)
        inside, landmarks = prepared()
        course = Course(prefixes, landmarks(root.element))
        if root.element.tag == root_tag:
            inside(root, course.invoice, course.invoice, course)
        else:
            course.leave_whole(root)
        invoice = build(course.invoice, INVOICE, root, course.miss)
        return Reading(
            invoice=invoice if isinstance(invoice, Invoice) else Invoice(),
            beyond=course.beyond.all(),
            unreadable=course.unreadable.all(),
            incomplete=course.incomplete.all(),
        )

    return read


class _Preparation:
    """Makes takes of nodes."""

    def __init__(self, tree: Tree) -> None:
        self._namespaces = tree.namespaces

    def clark(self, tag: str) -> str:
        prefix, _, local = tag.rpartition(":")
        return f"{{{self._namespaces[prefix]}}}{local}"

    def inside(self, nodes: tuple[Node, ...], context: Context) -> Inside:
        shared = shared_tags(nodes)
        takes = [self._node(node, context._replace(shared=shared)) for node in nodes]

        def read(place: Place, scope: Draft, outer: Draft, course: Course) -> None:
            pending = children_of(place)
            for take in takes:
                take(pending, scope, outer, course)
            course.leave(place, pending)

        return read

    def _node(self, node: Node, context: Context) -> Take:
        match node:
            case Leaf():
                take = self._leaf(node, context)
            case Constant():
                take = self._constant(node)
            case Element():
                take = self._element(node, context)
            case Group():
                take = self._group(node, context)
            case Each():
                take = self._each(node, context)
            case Outer():
                take = self._outer(node, context)
            case Again():
                take = self._again(node, context)
        return take

    def _leaf(self, leaf: Leaf, context: Context) -> Take:
        tag = self.clark(leaf.tag)
        guard = guard_of(leaf, self.clark, shared=False)
        read = leaf_value(leaf, context)

        def take(pending: Pending, scope: Draft, _outer: Draft, course: Course) -> None:
            place = first_of(pending, tag, guard, course.landmarks)
            if place is not None and read(place, scope, course):
                pending[tag].remove(place)

        def take_all(pending: Pending, scope: Draft, _outer: Draft, course: Course) -> None:
            for place in all_of(pending, tag, guard, course.landmarks):
                read(place, scope, course)

        return take_all if leaf.many else take

    def _constant(self, constant: Constant) -> Take:
        tag = self.clark(constant.tag)

        def take(pending: Pending, _scope: Draft, _outer: Draft, course: Course) -> None:
            for place in pending.get(tag, ()):
                if says(own_text(place.element), constant) and not len(place.element):
                    pending[tag].remove(place)
                    course.leave_attributes(place)
                    return

        return take

    def _element(self, element: Element, context: Context) -> Take:
        tag = self.clark(element.tag)
        guard = guard_of(element, self.clark, shared=element.tag in context.shared)
        filler = context.filler + 1 if is_filler(element) else 0
        inside = self.inside(element.children, context._replace(filler=filler))

        def take(pending: Pending, scope: Draft, outer: Draft, course: Course) -> None:
            place = first_of(pending, tag, guard, course.landmarks)
            if place is not None:
                pending[tag].remove(place)
                inside(place, scope, outer, course)

        return take

    def _group(self, group: Group, context: Context) -> Take:
        tag = self.clark(group.tag)
        guard = guard_of(group, self.clark, shared=group.tag in context.shared)
        target = resolve(context.scope, group.path)
        inside = self.inside(group.children, context._replace(scope=target.scope(), filler=0))

        def take(pending: Pending, scope: Draft, outer: Draft, course: Course) -> None:
            place = first_of(pending, tag, guard, course.landmarks)
            if place is None:
                return
            pending[tag].remove(place)
            begun = scope.look(target.steps)
            entered = Draft() if begun is None else begun
            entered.place = entered.place or place
            inside(place, entered, outer, course)
            if entered:
                scope.put(target.steps, entered)

        return take

    def _each(self, each: Each, context: Context) -> Take:
        tag = self.clark(each.tag)
        guard = guard_of(each, self.clark, shared=each.tag in context.shared)
        target = resolve(context.scope, each.path)
        demanding = any(member.required for member in members(target.scope().shape).values())
        inner = Context(target.scope(), context.scope, each.children)
        inside = self.inside(without_defaults(each.children), inner)
        made_up = made_up_of(each, self.clark)

        def take(pending: Pending, scope: Draft, _outer: Draft, course: Course) -> None:
            places = all_of(pending, tag, guard, course.landmarks)
            if not places:
                return
            entries: list[Draft] = scope.sequence(target.steps)
            begun = iter([entry for entry in entries if entry.place is None])
            for place in places:
                entry = next(begun, None)
                if entry is None:
                    entry = Draft()
                    entries.append(entry)
                entry.place = place
                inside(place, entry, scope, course)
                if made_up is not None and made_up(place, entry):
                    entry.clear()
                    entry.place = None
            entries[:] = [entry for entry in entries if entry or (demanding and entry.place)]
            if not entries:
                del scope.around(target.steps)[str(target.steps[-1])]

        return take

    def _outer(self, outer_node: Outer, context: Context) -> Take:
        inner = outer_node.node
        node = self._node(inner, context._replace(scope=context.outer))
        left = isinstance(inner, Element | Leaf) and inner.tag in context.shared
        steps = steps_of(_leaf_path(inner)) if left else ()

        def take(pending: Pending, _scope: Draft, outer: Draft, course: Course) -> None:
            if not left or outer.look(steps) is None:
                node(pending, outer, outer, course)

        return take

    def _again(self, again: Again, context: Context) -> Take:
        """Prepare each level when the first document needs it; their number is not known."""
        tag = self.clark(again.tag)
        deeper: list[Take] = []

        def take(pending: Pending, scope: Draft, outer: Draft, course: Course) -> None:
            if tag not in pending:
                return
            if not deeper:
                each = Each(again.tag, again.path, context.repeated)
                deeper.append(self._each(each, context))
            deeper[0](pending, scope, outer, course)

        return take


def _leaf_path(node: Node) -> str:
    """Return the path of the leaf that a node is or first holds."""
    if isinstance(node, Leaf):
        return node.path
    return _leaf_path(node.children[0]) if isinstance(node, Element | Group | Each) else ""
