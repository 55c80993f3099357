"""The parts that a syntax tree is made of, in schema order.

`writer` walks a tree from the model to XML, `reader` walks the same tree from XML to the model.

Paths name fields of the Struct that the nearest Group or Each has entered; dots lead deeper
(`delivery.actual_date`), a number picks one of a sequence (`payment_means.0.means_code`), and a
leading slash starts at the invoice (`/currency`). A node whose fields are all absent writes
nothing, not even its own tag.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from profiles.syntax.codecs import TEXT, Codec


class Leaf(Struct, frozen=True):
    """An element with text, bound to one field.

    bound: attributes that take their value from another field; one of the invoice itself
        (`/currency`) tells elements apart when reading.
    fixed: attributes with one value for ever; they tell elements apart when reading.
    many: the field is a sequence, and each of its values becomes an element.
    default: text that is written where the field is absent but a sibling is not; read as absent
        where a sibling is there. Beside an Outer it makes up an element that the Outer needs, and
        is read as absent where such an element says nothing else.
    otherwise: the leaf that is written where the field is absent; reading knows the first alone.
    read_only: another place of the same field, where some documents have it.
    """

    tag: str
    path: str
    codec: Codec = TEXT
    bound: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    many: bool = False
    default: str | None = None
    otherwise: "Leaf | None" = None
    read_only: bool = False


class Constant(Struct, frozen=True):
    """An element with one text for ever, written where its siblings have something to say.

    Reading takes it as a guard: an element without it, or with another text, is not the one. The
    numbers 1 and 0 are the other spelling of true and false.

    assumed: an element without it is the one too; with another text it still is not.
    """

    tag: str
    text: str
    assumed: bool = False


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
    """One element for each Struct of a sequence."""

    tag: str
    path: str
    children: "tuple[Node, ...]"


class Outer(Struct, frozen=True):
    """Inside an Each: a node whose paths name fields of the invoice's enclosing Struct again.

    It stands in the first element only, or in every one; where the sequence is empty, it stands
    alone in one element. Reading takes the first that is there; where a sibling has the same tag,
    the others are left to it.
    """

    node: "Node"
    every: bool = False


class Again(Struct, frozen=True):
    """Inside an Each: the same children once more under another tag, for lines within lines."""

    tag: str
    path: str


Node = Leaf | Constant | Element | Group | Each | Outer | Again


class Tree(Struct, frozen=True):
    """A whole syntax: its root element and the namespaces of its prefixes.

    An empty prefix stands for the default namespace.
    """

    root: Element
    namespaces: Mapping[str, str]
