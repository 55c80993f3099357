"""Which fields of the model a tree writes, as a map to walk beside an invoice."""

from profiles.syntax.tree import Again, Constant, Each, Element, Group, Leaf, Node, Outer, Tree

# Stands for every entry of a sequence where a path picks none by its number.
_ENTRY = "*"


class Bound(dict[str, "Bound"]):
    """What is written of one Struct, by field, or of one sequence, by entry.

    whole: the value itself is written, with all that is in it.
    """

    whole = False

    def at(self, path: str) -> "Bound":
        """Return what is bound at a path, begun where there is none."""
        found = self
        for step in path.split("."):
            found = found.setdefault(step, Bound())
        return found

    def entry(self, index: int) -> "tuple[Bound, ...]":
        """Return what is bound of an entry of this sequence, of all and of this one alone."""
        return tuple(self[step] for step in (_ENTRY, str(index)) if step in self)


class _Everything(Bound):
    """What stands for all that is in a value that is written as a whole."""

    whole = True

    def __contains__(self, _step: object) -> bool:
        return True

    def __missing__(self, _step: str) -> Bound:
        return self

    def entry(self, _index: int) -> tuple[Bound, ...]:
        return (self,)


EVERYTHING = _Everything()


def bindings(tree: Tree) -> Bound:
    """Return every field that a tree writes, from the invoice on."""
    root = Bound()
    _Walk(root).node(tree.root, root, root)
    return root


class _Walk:
    """A walk over the nodes of a tree; `repeated` is the entry of the nearest Each, for Again."""

    def __init__(self, root: Bound, repeated: Bound | None = None) -> None:
        self._root = root
        self._repeated = repeated

    def node(self, node: Node, scope: Bound, outer: Bound) -> None:
        """Bind what a node names; scope and outer are what its paths and an Outer's start from."""
        match node:
            case Leaf():
                self._leaf(node, scope)
            case Element():
                self._inside(node.children, scope, outer)
            case Group():
                self._inside(node.children, self._at(node.path, scope), outer)
            case Each():
                entry = self._at(node.path, scope).at(_ENTRY)
                _Walk(self._root, entry)._inside(node.children, entry, scope)
            case Outer():
                self.node(node.node, outer, outer)
            case Again():
                if self._repeated is not None:
                    scope.at(node.path)[_ENTRY] = self._repeated
            case Constant():
                pass

    def _inside(self, nodes: tuple[Node, ...], scope: Bound, outer: Bound) -> None:
        for node in nodes:
            self.node(node, scope, outer)

    def _leaf(self, leaf: Leaf, scope: Bound) -> None:
        if leaf.read_only:
            return
        self._at(leaf.path, scope).whole = True
        for path in leaf.bound.values():
            self._at(path, scope).whole = True

    def _at(self, path: str, scope: Bound) -> Bound:
        return (self._root if path.startswith("/") else scope).at(path.removeprefix("/"))
