"""What our own failures become at the edge: a refusal that names no path, library or content."""

from gateway.callers import unauthorized
from gateway.ledger.refusals import ChargeUnknown, InsufficientCredits, KeyConflict, TokenRefused
from gateway.refusals import Refusal
from profiles.errors import DeadlinePassed, EngineUnreachable, Overloaded, SetupIncomplete
from profiles.finding import Wording

RETRY_AFTER_SECONDS = "2"
CREDITS_HEADER = "Credits-Remaining"


def refusal_of(failure: BaseException) -> Refusal:
    """Return the refusal that a client gets for a failure; what nobody foresaw is API_ERROR."""
    match failure:
        case Refusal():
            return failure
        case TokenRefused():
            return unauthorized(failure)
        case InsufficientCredits():
            return _insufficient(failure.balance)
    for kinds, refusal in _REFUSALS:
        if isinstance(failure, kinds):
            return refusal
    raise failure


def _insufficient(balance: int) -> Refusal:
    return Refusal(
        "INSUFFICIENT_CREDITS",
        Wording(
            de=f"Das Guthaben des Tokens ist {balance}, ein PDF kostet 1. Laden Sie es auf, oder "
            "fragen Sie nach XML, das nichts kostet.",
            en=f"The token's balance is {balance}, a PDF costs 1. Top it up, or ask for XML, "
            "which is free.",
        ),
        headers={CREDITS_HEADER: str(balance)},
    )


_KEY_CONFLICT = Refusal(
    "IDEMPOTENCY_CONFLICT",
    Wording(
        de="Unter diesem Idempotency-Key wurde schon eine andere Anfrage ausgeliefert. Nehmen Sie "
        "einen neuen Schlüssel.",
        en="Another request was delivered under this Idempotency-Key. Take a new key.",
    ),
)
_OVERLOADED = Refusal(
    "OVERLOADED",
    Wording(
        de="Im Augenblick sind zu viele Anfragen in Arbeit. Versuchen Sie es gleich wieder.",
        en="Too many requests are under way at the moment. Try again shortly.",
    ),
    headers={"Retry-After": RETRY_AFTER_SECONDS},
)
_TIMEOUT = Refusal(
    "TIMEOUT",
    Wording(
        de="Die Anfrage hat länger gedauert, als sie darf; es wurde nichts berechnet. Teilen Sie "
        "sehr lange Rechnungen auf oder versuchen Sie es später.",
        en="The request took longer than it may; nothing was charged. Split very long invoices, or "
        "try again later.",
    ),
)
_UNREACHABLE = Refusal(
    "API_UNREACHABLE",
    Wording(
        de="Browser, Regelprüfung oder Datenbank sind nicht erreichbar; es wurde nichts berechnet. "
        "Wer den Dienst betreibt, sieht mit „zugio doctor“ den Grund.",
        en="The browser, the rule workers or the database cannot be reached; nothing was charged. "
        "Whoever runs the service sees the cause with “zugio doctor”.",
    ),
)
_CHARGE_UNKNOWN = Refusal(
    "API_UNREACHABLE",
    Wording(
        de="Die Datenbank ging verloren, während das Dokument berechnet wurde; GET /api/usage sagt "
        "später, ob. Unter demselben Idempotency-Key wird es nicht noch einmal berechnet.",
        en="The database was lost while the document was being charged; GET /api/usage will say "
        "whether it was. Under the same Idempotency-Key it is not charged again.",
    ),
)
# Also for a mistake of ours after the charge, so it does not say that nothing was charged.
_API_ERROR = Refusal(
    "API_ERROR",
    Wording(
        de="Ein Schritt ist fehlgeschlagen. Versuchen Sie es erneut; was unter demselben "
        "Idempotency-Key schon berechnet ist, wird nicht noch einmal berechnet.",
        en="A stage failed. Try again; what was charged under the same Idempotency-Key is not "
        "charged again.",
    ),
)

# The first that fits counts.
_REFUSALS: tuple[tuple[tuple[type[BaseException], ...], Refusal], ...] = (
    ((KeyConflict,), _KEY_CONFLICT),
    ((Overloaded,), _OVERLOADED),
    ((DeadlinePassed, TimeoutError), _TIMEOUT),
    ((ChargeUnknown,), _CHARGE_UNKNOWN),
    ((EngineUnreachable, SetupIncomplete), _UNREACHABLE),
    ((Exception,), _API_ERROR),
)
