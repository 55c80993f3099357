"""What reading yields: the invoice, and findings on all that did not become part of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from lxml import etree
from msgspec import Struct

from profiles.finding import Finding, Wording
from profiles.semantic.invoice import Invoice
from profiles.syntax.draft import Draft
from profiles.syntax.guards import Landmarks
from profiles.syntax.place import Pending, Place, children_of, prefixed

# A hostile document could have millions; the rest is counted.
FINDINGS_MAX = 1000
VALUE_LENGTH_MAX = 100

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"


class Reading(Struct, frozen=True, kw_only=True):
    """An invoice that was read, and what could not be read into it.

    beyond: every text and attribute that the model has no place for.
    unreadable: values that are none of their kind, such as a date on February 30.
    incomplete: groups left out because they lack what they cannot be without.
    """

    invoice: Invoice
    beyond: tuple[Finding, ...] = ()
    unreadable: tuple[Finding, ...] = ()
    incomplete: tuple[Finding, ...] = ()


class Findings:
    """Collects findings of one kind, up to a limit."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._more = 0

    def add(self, finding: Callable[[], Finding]) -> None:
        """Keep a finding, or only count it, so that it need not even be made."""
        if len(self._kept) < FINDINGS_MAX:
            self._kept.append(finding())
        else:
            self._more += 1

    def all(self) -> tuple[Finding, ...]:
        if not self._more:
            return tuple(self._kept)
        last = self._kept[-1]
        message = Wording(
            de=f"{self._more} weitere Stellen dieser Art.",
            en=f"{self._more} more places of this kind.",
        )
        more = Finding(severity=last.severity, rule=last.rule, message=message, hint=_CORRECT_ALL)
        return (*self._kept, more)


class Course:
    """One document on its way into the model: the draft so far, and what went wrong."""

    def __init__(self, prefixes: Mapping[str, str], landmarks: Landmarks) -> None:
        self.invoice = Draft()
        self.landmarks = landmarks
        self.beyond = Findings()
        self.unreadable = Findings()
        self.incomplete = Findings()
        self._prefixes = prefixes

    def leave(self, place: Place, pending: Pending) -> None:
        """Report what nothing has taken: text beside elements, attributes, child elements."""
        text = own_text(place.element).strip()
        if text:
            self.leave_text(place, text)
        self.leave_attributes(place)
        for places in pending.values():
            for child in places:
                self.leave_whole(child)

    def leave_text(self, place: Place, text: str) -> None:
        """Report a text, or a part of one, that the model does not hold."""
        self.beyond.add(lambda: _beyond(place.xpath(self._prefixes), text))

    def leave_children(self, place: Place) -> None:
        for places in children_of(place).values():
            for child in places:
                self.leave_whole(child)

    def leave_whole(self, place: Place) -> None:
        """Report every text and attribute of an element that nothing has taken."""
        waiting = [place]
        while waiting:
            one = waiting.pop()
            self.leave(one, {})
            inside = [child for places in children_of(one).values() for child in places]
            waiting += reversed(inside)

    def leave_attributes(self, place: Place) -> None:
        for name, value in attributes_of(place.element).items():
            self.leave_attribute(place, name, value)

    def leave_attribute(self, place: Place, name: str, value: str) -> None:
        if not name.startswith(_SCHEMA_INSTANCE):
            self.beyond.add(lambda: _beyond(self._xpath_of_attribute(place, name), value))

    def _xpath_of_attribute(self, place: Place, name: str) -> str:
        return f"{place.xpath(self._prefixes)}/@{prefixed(name, self._prefixes)}"

    def refuse(self, place: Place, term: str | None, text: str) -> None:
        """Report a value that is none of its kind."""
        self.unreadable.add(lambda: _unreadable(place.xpath(self._prefixes), term, text.strip()))

    def miss(self, place: Place, terms: Sequence[str | None]) -> None:
        """Report a group without what it cannot be without."""
        for term in terms:
            self.incomplete.add(partial(self._incomplete, place, term))

    def _incomplete(self, place: Place, term: str | None) -> Finding:
        return Finding(
            severity="error",
            rule="ZG-XML-INCOMPLETE",
            term=term,
            xpath=place.xpath(self._prefixes),
            message=Wording(
                de="Diese Gruppe wird nicht gelesen: Ihr fehlt eine Pflichtangabe.",
                en="This group is not read: it lacks something that it must have.",
            ),
            hint=Wording(
                de="Ergänzen Sie, was fehlt, oder lassen Sie die Gruppe weg.",
                en="Add what is missing, or leave the group out.",
            ),
        )


def own_text(element: "etree._Element") -> str:
    """Return the text of an element without that of its child elements."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def attributes_of(element: "etree._Element") -> Mapping[str, str]:
    """Return all attributes; asking for one after the other takes long where there are many."""
    return {str(name): str(value) for name, value in element.items()}


def _beyond(xpath: str, value: str) -> Finding:
    value = _shortened(value)
    return Finding(
        severity="warning",
        rule="ZG-XML-BEYOND",
        xpath=xpath,
        message=Wording(
            de=f"Diese Angabe hat im Modell der Rechnung keinen Platz: „{value}“.",
            en=f"The invoice's model has no place for this: “{value}”.",
        ),
        hint=Wording(
            de="Lassen Sie die Angabe weg, oder geben Sie sie in dem Feld an, das dafür da ist.",
            en="Leave it out, or give it in the field that is made for it.",
        ),
    )


def _unreadable(xpath: str, term: str | None, value: str) -> Finding:
    value = _shortened(value)
    return Finding(
        severity="error",
        rule="ZG-XML-UNREADABLE",
        term=term,
        xpath=xpath,
        message=Wording(
            de=f"„{value}“ ist kein Wert, der hier stehen kann, und wird nicht gelesen.",
            en=f"“{value}” is no value that can stand here, and is not read.",
        ),
        hint=Wording(
            de="Berichtigen Sie den Wert: Zahlen haben einen Punkt, ein Datum die Form seines "
            "Formats.",
            en="Correct the value: numbers have a point, and a date has the form that its format "
            "says.",
        ),
    )


_CORRECT_ALL = Wording(
    de="Meist hat alles dieselbe Ursache: Berichtigen Sie sie auch dort.",
    en="Most often all have the same cause: correct it there too.",
)


def _shortened(value: str) -> str:
    return value if len(value) <= VALUE_LENGTH_MAX else value[:VALUE_LENGTH_MAX] + "…"
