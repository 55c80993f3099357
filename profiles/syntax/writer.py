"""Writes an invoice as XML by walking a syntax tree.

The walk is prepared when a tree is first used: every node becomes a function that knows its tags
and its depth, so that writing is little more than reading attributes and joining strings.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from profiles.semantic.invoice import Invoice
from profiles.syntax.outer import has_outer, is_filler, outer_only, without_outer
from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer, Tree

# Appends a node's XML and says whether it held anything of the model. It gets the Struct that its
# paths name fields of, the Struct around the nearest Each, and the invoice.
Emit = Callable[[Any, Any, Any, list[str]], bool]
Read = Callable[[Any], Any]

_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_special = re.compile("[&<>\r]").search


def writer(tree: Tree) -> Callable[[Invoice], bytes]:
    """Return a function that writes an invoice in this syntax, UTF-8 and indented."""
    declared = "".join(
        f' xmlns:{prefix}="{uri}"' if prefix else f' xmlns="{uri}"'
        for prefix, uri in tree.namespaces.items()
    )
    opening = f"<{tree.root.tag}"

    @cache
    def prepared() -> Emit:
        return _Preparation(()).element(replace(tree.root, required=True), depth=0)

    def write(invoice: Invoice) -> bytes:
        parts: list[str] = []
        prepared()(invoice, invoice, invoice, parts)
        document = "".join(parts).lstrip("\n").replace(opening, opening + declared, 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode()

    return write


class _Preparation:
    """Makes emits of nodes; `repeated` are the children of the nearest Each, for Again."""

    def __init__(self, repeated: tuple[Node, ...]) -> None:
        self._repeated = repeated

    def node(self, node: Node, depth: int) -> Emit:
        match node:
            case Leaf():
                emit = _leaf(node, depth)
            case Constant():
                emit = _constant(node, depth)
            case Element():
                emit = self.element(node, depth)
            case Group():
                emit = self._group(node, depth)
            case Each():
                emit = _each(node, depth)
            case Outer():
                emit = self._outer(node, depth)
            case Again():
                emit = self._again(node, depth)
        return emit

    def nodes(self, nodes: tuple[Node, ...], depth: int) -> Sequence[Emit]:
        return [
            self.node(node, depth)
            for node in nodes
            if not (isinstance(node, Leaf) and node.read_only)
        ]

    def element(self, element: Element, depth: int) -> Emit:
        emits = self.nodes(element.children, depth + 1)
        opening, closing = _tags(element.tag, depth)
        empty = f"{_indent(depth)}<{element.tag}/>"
        filler = is_filler(element)

        def emit(scope: Any, outer: Any, root: Any, parts: list[str]) -> bool:
            start = len(parts)
            parts.append(opening)
            written = False
            for emit_child in emits:
                written |= emit_child(scope, outer, root, parts)
            if written or filler:
                parts.append(closing)
            else:
                del parts[start:]
                if element.required:
                    parts.append(empty)
            return written

        return emit

    def _group(self, group: Group, depth: int) -> Emit:
        read, absolute = _path(group.path)
        emit_inside = self.element(Element(group.tag, group.children), depth)

        def emit(scope: Any, outer: Any, root: Any, parts: list[str]) -> bool:
            entered = read(root if absolute else scope)
            return entered is not None and emit_inside(entered, outer, root, parts)

        return emit

    def _outer(self, node: Outer, depth: int) -> Emit:
        emit_inside = self.node(node.node, depth)

        def emit(_scope: Any, outer: Any, root: Any, parts: list[str]) -> bool:
            return emit_inside(outer, outer, root, parts)

        return emit

    def _again(self, again: Again, depth: int) -> Emit:
        """Prepare each level when the first document needs it; their number is not known."""
        read, _ = _path(again.path)
        deeper: list[Emit] = []

        def emit(scope: Any, outer: Any, root: Any, parts: list[str]) -> bool:
            if not read(scope):
                return False
            if not deeper:
                deeper.append(_each(Each(again.tag, again.path, self._repeated), depth))
            return deeper[0](scope, outer, root, parts)

        return emit


def _each(each: Each, depth: int) -> Emit:
    read, absolute = _path(each.path)
    preparation = _Preparation(each.children)

    def one(children: tuple[Node, ...]) -> Emit:
        return preparation.element(Element(each.tag, children), depth)

    first = one(each.children)
    later = one(without_outer(each.children)) if has_outer(each.children) else first
    alone = one(outer_only(each.children)) if has_outer(each.children) else None

    def emit(scope: Any, _outer: Any, root: Any, parts: list[str]) -> bool:
        sequence = read(root if absolute else scope)
        if not sequence:
            return alone is not None and alone(None, scope, root, parts)
        written = first(sequence[0], scope, root, parts)
        for entered in sequence[1:]:
            written |= later(entered, scope, root, parts)
        return written

    return emit


def _leaf(leaf: Leaf, depth: int) -> Emit:
    read, absolute = _path(leaf.path)
    emit_value = _leaf_value(leaf, depth)
    emit_otherwise = None if leaf.otherwise is None else _leaf(leaf.otherwise, depth)
    emit_default = None if leaf.default is None else _default(leaf, leaf.default, depth)

    def emit(scope: Any, _outer: Any, root: Any, parts: list[str]) -> bool:
        value = read(root if absolute else scope)
        return value is not None and emit_value(scope, root, value, parts)

    def emit_with_fallback(scope: Any, outer: Any, root: Any, parts: list[str]) -> bool:
        if scope is not None and emit(scope, outer, root, parts):
            return True
        if emit_otherwise is not None and emit_otherwise(scope, outer, root, parts):
            return True
        return emit_default is not None and emit_default(scope, outer, root, parts)

    def emit_many(scope: Any, _outer: Any, root: Any, parts: list[str]) -> bool:
        written = False
        for value in read(root if absolute else scope) or ():
            written |= emit_value(scope, root, value, parts)
        return written

    if leaf.many:
        return emit_many
    return emit if emit_otherwise is None and emit_default is None else emit_with_fallback


def _default(leaf: Leaf, text: str, depth: int) -> Emit:
    """Prepare the text that fills a leaf, with the attributes that the invoice itself gives it."""
    bound = [(name, _path(path)[0]) for name, path in leaf.bound.items() if path[0] == "/"]
    opening = f"{_indent(depth)}<{leaf.tag}{_attributes(leaf.fixed)}"
    closing = f">{text.translate(_IN_TEXT)}</{leaf.tag}>"

    def emit(_scope: Any, _outer: Any, root: Any, parts: list[str]) -> bool:
        found = {name: read(root) for name, read in bound}
        said = {name: value for name, value in found.items() if value is not None}
        parts.append(f"{opening}{_attributes(said)}{closing}")
        return False

    return emit


def _leaf_value(leaf: Leaf, depth: int) -> Callable[[Any, Any, Any, list[str]], bool]:
    write = leaf.codec.write
    attributes_of = leaf.codec.attributes
    bound = [(name, *_path(path)) for name, path in leaf.bound.items()]
    opening = f"{_indent(depth)}<{leaf.tag}{_attributes({**leaf.codec.fixed, **leaf.fixed})}"
    closing = f"</{leaf.tag}>"

    def emit_value(scope: Any, root: Any, value: Any, parts: list[str]) -> bool:
        text = write(value)
        if text is None:
            return False
        if _special(text):
            text = text.translate(_IN_TEXT)
        attributes = "" if attributes_of is None else _attributes(attributes_of(value))
        for name, read_attribute, absolute in bound:
            own = read_attribute(root if absolute else scope)
            if own is not None:
                attributes += _attributes({name: own})
        parts.append(f"{opening}{attributes}>{text}{closing}")
        return True

    return emit_value


def _constant(constant: Constant, depth: int) -> Emit:
    xml = f"{_indent(depth)}<{constant.tag}>{constant.text.translate(_IN_TEXT)}</{constant.tag}>"

    def emit(_scope: Any, _outer: Any, _root: Any, parts: list[str]) -> bool:
        parts.append(xml)
        return False

    return emit


def _path(path: str) -> tuple[Read, bool]:
    """Return a function that follows a path, and whether it starts at the invoice.

    It stops at the first group or entry that is absent.
    """
    absolute = path.startswith("/")
    names = path.removeprefix("/").split(".")
    steps = [_entry(int(name)) if name.isdigit() else attrgetter(name) for name in names]
    if len(steps) == 1:
        return steps[0], absolute

    def read(scope: Any) -> Any:
        for step in steps:
            if scope is None:
                return None
            scope = step(scope)
        return scope

    return read, absolute


def _entry(index: int) -> Read:
    return lambda sequence: sequence[index] if index < len(sequence) else None


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{value.translate(_IN_ATTRIBUTE)}"' for name, value in values.items())


def _tags(tag: str, depth: int) -> tuple[str, str]:
    indent = _indent(depth)
    return f"{indent}<{tag}>", f"{indent}</{tag}>"


def _indent(depth: int) -> str:
    return "\n" + "  " * depth
