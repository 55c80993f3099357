"""The value that a rule objects to, quoted from the document."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from lxml import etree

from profiles.finding import Wording
from validation.amounts import decimal_in
from validation.figures import figure, percent
from validation.location import NAMESPACE_BY_PREFIX
from validation.tables import read_table
from validation.things import called

TABLE = "given.tsv"
LENGTH_MAX = 100
LINES_MAX = 5

# Its place only says whether a value is there.
_UNQUOTED = "unquoted"

_EMPTY = Wording("Das Feld ist leer.", "The field is empty.")
_VALUE = Wording("Angegeben ist {}.", "The value given is {}.")
_SENTENCES: Mapping[str, Wording] = {
    "amount": Wording("Angegeben ist {} als {name}.", "The value given is {} as {name}."),
    "end": Wording("Als Ende ist {} angegeben.", "The end given is {}."),
    "rate": Wording("Es geht um den Satz {}.", "This is about the rate {}."),
}


def given(rule: str, element: "etree._Element | None", path: str | None = None) -> Wording | None:
    """Return what stands in the document, as a sentence; None where it is not there.

    Args:
        rule: id of the rule that objects to it.
        element: what the rule complains about.
        path: an XPath from there, for rules without one of their own.
    """
    of_missing = _places().get(f"missing/{rule}")
    if of_missing is not None and not is_given(rule, element):
        kind, path = of_missing
    else:
        kind, path = _places().get(rule, ("text", path))
    if element is None or path is None or kind == _UNQUOTED:
        return None
    texts = _texts(path, element)
    said = next((quoted for text in texts if (quoted := _KINDS[kind](text))), None)
    if said is None:
        return _EMPTY if texts else None
    sentence = _SENTENCES.get(kind, _VALUE)
    name = called(element) if kind == "amount" else Wording("", "")
    return Wording(
        sentence.de.format(said.de, name=name.de), sentence.en.format(said.en, name=name.en)
    )


def _texts(path: str, element: "etree._Element") -> list[str]:
    found: list[object] = _compiled(path)(element)  # type: ignore[assignment]
    return [node.text or "" if isinstance(node, etree._Element) else str(node) for node in found]


def _quoted(text: str) -> Wording | None:
    """Quote a text on one line, its start where it is long."""
    plain = " ".join(text.split())
    if not plain:
        return None
    short = plain if len(plain) <= LENGTH_MAX else f"{plain[:LENGTH_MAX]}…"
    return Wording(f"„{short}“", f"“{short}”")


def _number(text: str) -> Wording | None:
    number = decimal_in(text)
    return _quoted(text) if number is None else figure(number)


def _percent(text: str) -> Wording | None:
    rate = decimal_in(text)
    return _quoted(text) if rate is None else percent(rate)


def _hash_lines(text: str) -> Wording | None:
    """Quote the first lines that a machine is meant to read."""
    lines = [line for line in text.splitlines() if line.strip().startswith("#")]
    quoted = [said for line in lines[:LINES_MAX] if (said := _quoted(line))]
    if not quoted:
        return None
    return Wording(", ".join(said.de for said in quoted), ", ".join(said.en for said in quoted))


_KINDS: Mapping[str, Callable[[str], Wording | None]] = {
    "text": _quoted,
    "number": _number,
    "percent": _percent,
    "rate": _percent,
    "amount": _number,
    "end": _quoted,
    "hash_lines": _hash_lines,
}


def is_given(rule: str, element: "etree._Element | None") -> bool:
    """Say whether the value that a rule objects to is there, or the rule objects to none."""
    _, path = _places().get(rule, ("", None))
    return path is None or element is None or bool(_texts(path, element))


@cache
def _places() -> Mapping[str, tuple[str, str]]:
    return {row["rule"]: (row["kind"], row["place"]) for row in read_table(TABLE)}


@lru_cache(maxsize=256)
def _compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMESPACE_BY_PREFIX)
