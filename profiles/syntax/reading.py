"""What reading yields: the invoice, and findings on all that did not become part of it."""

from collections.abc import Mapping, Sequence

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

    def add(self, finding: Finding) -> None:
        if len(self._kept) < FINDINGS_MAX:
            self._kept.append(finding)
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
        return (*self._kept, Finding(severity=last.severity, rule=last.rule, message=message))


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
            self.beyond.add(_beyond(place.xpath(self._prefixes), text))
        self.leave_attributes(place)
        for places in pending.values():
            for child in places:
                self.leave_whole(child)

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
        for name in place.element.attrib:
            self.leave_attribute(place, str(name))

    def leave_attribute(self, place: Place, name: str) -> None:
        value = str(place.element.get(name))
        if not name.startswith(_SCHEMA_INSTANCE):
            xpath = f"{place.xpath(self._prefixes)}/@{prefixed(name, self._prefixes)}"
            self.beyond.add(_beyond(xpath, value))

    def refuse(self, place: Place, term: str | None, text: str) -> None:
        """Report a value that is none of its kind."""
        value = _shortened(text.strip())
        self.unreadable.add(
            Finding(
                severity="error",
                rule="ZG-XML-UNREADABLE",
                term=term,
                xpath=place.xpath(self._prefixes),
                message=Wording(
                    de=f"„{value}“ ist kein Wert, der hier stehen kann, und wird nicht gelesen.",
                    en=f"“{value}” is no value that can stand here, and is not read.",
                ),
            )
        )

    def miss(self, place: Place, terms: Sequence[str | None]) -> None:
        """Report a group without what it cannot be without."""
        for term in terms:
            self.incomplete.add(
                Finding(
                    severity="error",
                    rule="ZG-XML-INCOMPLETE",
                    term=term,
                    xpath=place.xpath(self._prefixes),
                    message=Wording(
                        de="Diese Gruppe wird nicht gelesen: Ihr fehlt eine Pflichtangabe.",
                        en="This group is not read: it lacks something that it must have.",
                    ),
                )
            )


def own_text(element: "etree._Element") -> str:
    """Return the text of an element without that of its child elements."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)


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
    )


def _shortened(value: str) -> str:
    return value if len(value) <= VALUE_LENGTH_MAX else value[:VALUE_LENGTH_MAX] + "…"
