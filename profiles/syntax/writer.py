"""Writes an invoice as XML by walking a syntax tree.

The walk is prepared once for each tree: every node becomes a function that knows its tags and its
depth, so that writing is little more than reading attributes and joining strings.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any
from xml.sax.saxutils import escape

from profiles.semantic.invoice import Invoice
from profiles.syntax.tree import Constant, Each, Element, Group, Leaf, Node, Tree

# Appends a node's XML and says whether it held anything of the model.
Emit = Callable[[Any, list[str]], bool]

_ATTRIBUTE_ENTITIES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_TEXT_ENTITIES = {"\r": "&#13;"}


def writer(tree: Tree) -> Callable[[Invoice], bytes]:
    """Prepare a function that writes an invoice in this syntax, UTF-8 and indented."""
    emit = _prepare(tree.root, depth=0)
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in tree.namespaces.items())
    opening = f"<{tree.root.tag}"

    def write(invoice: Invoice) -> bytes:
        parts: list[str] = []
        emit(invoice, parts)
        document = "".join(parts).lstrip("\n").replace(opening, opening + declared, 1)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'.encode()

    return write


def _prepare(node: Node, depth: int) -> Emit:
    match node:
        case Leaf():
            return _prepare_leaf(node, depth)
        case Constant():
            return _prepare_constant(node, depth)
        case Element():
            return _prepare_element(node, depth)
        case Group():
            return _prepare_group(node, depth)
        case Each():
            return _prepare_each(node, depth)


def _prepare_leaf(leaf: Leaf, depth: int) -> Emit:
    read = _reader(leaf.path)
    write = leaf.codec.write
    attributes_of = leaf.codec.attributes
    bound = [(name, _reader(path)) for name, path in leaf.bound.items()]
    fixed = _attributes({**leaf.codec.fixed, **leaf.fixed})
    opening = f"{_indent(depth)}<{leaf.tag}{fixed}"
    closing = f"</{leaf.tag}>"

    def emit_value(scope: Any, value: Any, parts: list[str]) -> bool:
        text = write(value)
        if text is None:
            return False
        parts.append(opening)
        if attributes_of is not None:
            parts.append(_attributes(attributes_of(value)))
        if bound:
            siblings = ((name, read_sibling(scope)) for name, read_sibling in bound)
            parts.append(_attributes({name: own for name, own in siblings if own is not None}))
        parts.append(f">{escape(text, _TEXT_ENTITIES)}{closing}")
        return True

    def emit(scope: Any, parts: list[str]) -> bool:
        value = read(scope)
        return value is not None and emit_value(scope, value, parts)

    def emit_many(scope: Any, parts: list[str]) -> bool:
        return _all_of(emit_value(scope, value, parts) for value in read(scope) or ())

    return emit_many if leaf.many else emit


def _prepare_constant(constant: Constant, depth: int) -> Emit:
    xml = f"{_indent(depth)}<{constant.tag}>{escape(constant.text)}</{constant.tag}>"

    def emit(_scope: Any, parts: list[str]) -> bool:
        parts.append(xml)
        return False

    return emit


def _prepare_element(element: Element, depth: int) -> Emit:
    emit_children = _prepare_children(element.tag, element.children, depth)
    empty = f"{_indent(depth)}<{element.tag}/>"

    def emit(scope: Any, parts: list[str]) -> bool:
        written = emit_children(scope, parts)
        if not written and element.required:
            parts.append(empty)
        return written

    return emit


def _prepare_group(group: Group, depth: int) -> Emit:
    read = _reader(group.path)
    emit_children = _prepare_children(group.tag, group.children, depth)

    def emit(scope: Any, parts: list[str]) -> bool:
        entered = read(scope)
        return entered is not None and emit_children(entered, parts)

    return emit


def _prepare_each(each: Each, depth: int) -> Emit:
    read = _reader(each.path)
    outer = [_prepare(child, depth + 1) for child in each.outer]
    inner = [_prepare(child, depth + 1) for child in each.children]
    opening, closing = _tags(each.tag, depth)

    def emit_one(scope: Any, entered: Any, parts: list[str]) -> bool:
        start = len(parts)
        parts.append(opening)
        written = _all_of(emit(scope, parts) for emit in outer)
        if entered is not None:
            written |= _all_of(emit(entered, parts) for emit in inner)
        return _close(parts, start, closing, written=written)

    def emit(scope: Any, parts: list[str]) -> bool:
        sequence = read(scope) or ((None,) if outer else ())
        return _all_of(emit_one(scope, entered, parts) for entered in sequence)

    return emit


def _prepare_children(tag: str, children: tuple[Node, ...], depth: int) -> Emit:
    emits = [_prepare(child, depth + 1) for child in children]
    opening, closing = _tags(tag, depth)

    def emit(scope: Any, parts: list[str]) -> bool:
        start = len(parts)
        parts.append(opening)
        written = _all_of(emit_child(scope, parts) for emit_child in emits)
        return _close(parts, start, closing, written=written)

    return emit


def _all_of(emitted: Iterable[bool]) -> bool:
    """Run every emit, not only those up to the first that wrote something, as any() would."""
    written = False
    for one in emitted:
        written |= one
    return written


def _close(parts: list[str], start: int, closing: str, *, written: bool) -> bool:
    """End an element, or take back all of it when its children had nothing to say."""
    if written:
        parts.append(closing)
    else:
        del parts[start:]
    return written


def _reader(path: str) -> Callable[[Any], Any]:
    """Return a function that follows a dotted path and stops at the first absent group."""
    if "." not in path:
        return attrgetter(path)
    getters = [attrgetter(name) for name in path.split(".")]

    def read(scope: Any) -> Any:
        for getter in getters:
            if scope is None:
                return None
            scope = getter(scope)
        return scope

    return read


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{escape(value, _ATTRIBUTE_ENTITIES)}"' for name, value in values.items()
    )


def _tags(tag: str, depth: int) -> tuple[str, str]:
    indent = _indent(depth)
    return f"{indent}<{tag}>", f"{indent}</{tag}>"


def _indent(depth: int) -> str:
    return "\n" + "  " * depth
