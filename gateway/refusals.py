"""Every answer that is no document: its code, its status and its title, in one table."""

from collections.abc import Mapping

from msgspec import Struct

from profiles.finding import Finding, Wording


class Kind(Struct, frozen=True):
    """One kind of refusal: HTTP status and a title that never varies (RFC 9457)."""

    status: int
    title: Wording


# In the order in which a request is checked.
KINDS: Mapping[str, Kind] = {
    "NOT_FOUND": Kind(404, Wording(de="Nicht gefunden", en="Not found")),
    "METHOD_NOT_ALLOWED": Kind(405, Wording(de="Methode nicht erlaubt", en="Method not allowed")),
    "REQUEST_TOO_LARGE": Kind(413, Wording(de="Anfrage zu groß", en="Request too large")),
    "UNAUTHORIZED": Kind(401, Wording(de="Token unbekannt", en="Unknown token")),
    "RATE_LIMITED": Kind(429, Wording(de="Zu viele Anfragen", en="Too many requests")),
    "UNSUPPORTED_MEDIA_TYPE": Kind(
        415, Wording(de="Art des Inhalts nicht unterstützt", en="Unsupported media type")
    ),
    "NOT_ACCEPTABLE": Kind(
        406, Wording(de="Verlangte Art der Antwort nicht möglich", en="Not acceptable")
    ),
    "INVALID_JSON": Kind(400, Wording(de="Kein gültiges JSON", en="Invalid JSON")),
    "INVALID_XML": Kind(400, Wording(de="Kein lesbares XML", en="Invalid XML")),
    "INVALID_PDF": Kind(400, Wording(de="Kein lesbares PDF", en="Invalid PDF")),
    "INVALID_INPUT": Kind(400, Wording(de="Ungültige Angaben", en="Invalid input")),
    "IDEMPOTENCY_CONFLICT": Kind(
        409, Wording(de="Schlüssel schon verwendet", en="Key already used")
    ),
    "INSUFFICIENT_CREDITS": Kind(
        402, Wording(de="Guthaben reicht nicht", en="Insufficient credits")
    ),
    "VALIDATION_FAILED": Kind(
        422, Wording(de="Die Rechnung verletzt Regeln", en="The invoice breaks rules")
    ),
    "API_ERROR": Kind(502, Wording(de="Interner Fehler", en="Internal error")),
    "API_UNREACHABLE": Kind(502, Wording(de="Dienst nicht erreichbar", en="Service unreachable")),
    "OVERLOADED": Kind(503, Wording(de="Überlastet", en="Overloaded")),
    "TIMEOUT": Kind(504, Wording(de="Zeit überschritten", en="Timeout")),
}


class Refusal(Exception):
    """A request ends without a document; `code` is a key of KINDS."""

    def __init__(
        self,
        code: str,
        detail: Wording,
        *,
        findings: tuple[Finding, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.findings = findings
        self.headers = dict(headers or {})

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]
