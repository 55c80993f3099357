"""What can be wrong with a request before any rule has looked at it, each with its remedy."""

from collections.abc import Iterable
from difflib import get_close_matches

from profiles.finding import Finding, Wording

PROBLEMS_MAX = 500
_SUGGESTIONS_MAX = 50
_SHOWN_CHARACTERS_MAX = 60


class MalformedJSON(Exception):
    """The body is no JSON; the finding says where, what is wrong there, and what to do."""

    def __init__(self, what: Wording, hint: Wording, place: Wording) -> None:
        super().__init__(what.en)
        self.finding = Finding(
            severity="error",
            rule="ZG-JSON-MALFORMED",
            category="format",
            message=Wording(de=f"{place.de}: {what.de}", en=f"{place.en}: {what.en}"),
            hint=hint,
        )


class Problems:
    """Collects the problems of one request, up to a number that a person could still read."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._suggestions = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings)

    @property
    def full(self) -> bool:
        return len(self._findings) >= PROBLEMS_MAX

    def add(
        self,
        rule: str,
        path: str,
        message: Wording,
        *,
        hint: Wording,
        term: str | None = None,
    ) -> None:
        """Note one problem; `rule` is the part of its id after `ZG-INPUT-`."""
        if not self.full:
            finding = Finding(
                severity="error",
                rule=f"ZG-INPUT-{rule}",
                category="format",
                path=path,
                message=message,
                hint=hint,
                term=term,
            )
            self._findings.append(finding)

    def nearest(self, name: str, names: Iterable[str]) -> str | None:
        """Return the name that was most likely meant; a hostile body gets only so many."""
        self._suggestions += 1
        if self._suggestions > _SUGGESTIONS_MAX:
            return None
        return next(iter(get_close_matches(name[:_SHOWN_CHARACTERS_MAX], names, 1, 0.6)), None)


def shown(text: str) -> str:
    """Make a caller's own text fit to be shown back: short, and free of what nothing can hold."""
    short = text if len(text) <= _SHOWN_CHARACTERS_MAX else text[:_SHOWN_CHARACTERS_MAX] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in short)


def missing(field: str, title: Wording) -> Wording:
    """Say that a field is missing, and what it is called."""
    german = f": {title.de}" if title.de else ""
    english = f": {title.en}" if title.en else ""
    return Wording(
        de=f"Das Pflichtfeld „{field}“ fehlt{german}.",
        en=f"The required field “{field}” is missing{english}.",
    )


LEAVE_ONE_OUT = Wording(de="Lassen Sie eines davon weg.", en="Leave one of them out.")
