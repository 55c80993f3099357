"""What our own failures become at the edge: a refusal that names no path, library or content."""

from gateway.refusals import Refusal
from profiles.errors import (
    DeadlinePassed,
    EngineUnreachable,
    Overloaded,
    SetupIncomplete,
)
from profiles.finding import Wording

RETRY_AFTER_SECONDS = "2"

_API_ERROR = Refusal(
    "API_ERROR",
    Wording(
        de="Ein Schritt ist fehlgeschlagen; es wurde nichts berechnet. Versuchen Sie es erneut.",
        en="A stage failed; nothing was charged. Try again.",
    ),
)


def refusal_of(failure: BaseException) -> Refusal:
    """Return the refusal that a client gets for a failure; what nobody foresaw is API_ERROR."""
    match failure:
        case Refusal():
            return failure
        case Overloaded():
            return Refusal(
                "OVERLOADED",
                Wording(
                    de="Im Augenblick sind zu viele Anfragen in Arbeit. Versuchen Sie es gleich "
                    "wieder.",
                    en="Too many requests are under way at the moment. Try again shortly.",
                ),
                headers={"Retry-After": RETRY_AFTER_SECONDS},
            )
        case DeadlinePassed() | TimeoutError():
            return Refusal(
                "TIMEOUT",
                Wording(
                    de="Die Anfrage hat länger gedauert, als sie darf. Teilen Sie sehr lange "
                    "Rechnungen auf oder versuchen Sie es später.",
                    en="The request took longer than it may. Split very long invoices, or try "
                    "again later.",
                ),
            )
        case EngineUnreachable() | SetupIncomplete():
            return Refusal(
                "API_UNREACHABLE",
                Wording(
                    de="Browser oder Regelprüfung sind nicht erreichbar; es wurde nichts "
                    "berechnet. Wer den Dienst betreibt, sieht mit „zugio doctor“ den Grund.",
                    en="The browser or the rule workers cannot be reached; nothing was charged. "
                    "Whoever runs the service sees the cause with “zugio doctor”.",
                ),
            )
        case Exception():
            return _API_ERROR
    raise failure
