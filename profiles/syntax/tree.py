"""The parts that a syntax tree is made of; `writer` walks a tree from the model to XML.

Paths name fields of the Struct that the nearest Group or Each has entered, dots lead deeper
(`payment.means_code`). A node whose fields are all absent writes nothing, not even its own tag.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from profiles.syntax.codecs import TEXT, Codec


class Leaf(Struct, frozen=True):
    """An element with text, bound to one field.

    bound: attributes that take their value from a sibling field.
    fixed: attributes with one value for ever.
    many: the field is a sequence, and each of its values becomes an element.
    """

    tag: str
    path: str
    codec: Codec = TEXT
    bound: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    many: bool = False


class Constant(Struct, frozen=True):
    """An element with one text for ever, written where its siblings have something to say."""

    tag: str
    text: str


class Element(Struct, frozen=True):
    """An element that only holds others.

    required: written even when it is empty, as the schema wants it.
    """

    tag: str
    children: "tuple[Node, ...]"
    required: bool = False


class Group(Struct, frozen=True):
    """An element that enters one Struct: its children name that Struct's fields."""

    tag: str
    path: str
    children: "tuple[Node, ...]"


class Each(Struct, frozen=True):
    """One element for each Struct of a sequence.

    outer: children whose paths name fields of the enclosing Struct, repeated in every element;
        with an empty sequence they stand alone in one element.
    """

    tag: str
    path: str
    children: "tuple[Node, ...]"
    outer: "tuple[Node, ...]" = ()


Node = Leaf | Constant | Element | Group | Each


class Tree(Struct, frozen=True):
    """A whole syntax: its root element and the namespaces of its prefixes."""

    root: Element
    namespaces: Mapping[str, str]
