"""Every answer that is no document: its code, its status and its title, in one table."""

from collections.abc import Mapping

from msgspec import Struct

from profiles.finding import Finding, Wording


class Kind(Struct, frozen=True):
    """One kind of refusal: HTTP status and a title that never varies (RFC 9457).

    cause, remedy: what its page at `/errors/…` says.
    """

    status: int
    title: Wording
    cause: Wording
    remedy: Wording


# In the order in which a request is checked.
KINDS: Mapping[str, Kind] = {
    "NOT_FOUND": Kind(
        404,
        Wording(de="Nicht gefunden", en="Not found"),
        cause=Wording(
            de="Unter dieser Adresse gibt es nichts.", en="There is nothing at this address."
        ),
        remedy=Wording(
            de="Rechnungen entstehen mit POST /api/invoices, geprüft werden sie mit POST "
            "/api/validations; alle Adressen nennt GET /schema.",
            en="Invoices are made with POST /api/invoices and judged with POST /api/validations; "
            "GET /schema names every address.",
        ),
    ),
    "METHOD_NOT_ALLOWED": Kind(
        405,
        Wording(de="Methode nicht erlaubt", en="Method not allowed"),
        cause=Wording(
            de="Die Adresse gibt es, aber nicht mit dieser HTTP-Methode.",
            en="The address exists, but not with this HTTP method.",
        ),
        remedy=Wording(
            de="Nehmen Sie eine Methode, die der Header Allow der Antwort nennt.",
            en="Use a method that the Allow header of the answer names.",
        ),
    ),
    "REQUEST_TOO_LARGE": Kind(
        413,
        Wording(de="Anfrage zu groß", en="Request too large"),
        cause=Wording(
            de="Die Anfrage hat mehr Bytes oder die Rechnung mehr Positionen, als erlaubt sind.",
            en="The request has more bytes, or the invoice more lines, than are allowed.",
        ),
        remedy=Wording(
            de="Teilen Sie die Rechnung auf, oder verkleinern Sie die Anhänge. Für Rechnungen, die "
            "Sie erhalten haben, kann der Betreiber mehr erlauben (ZUGIO_BODY_BYTES_MAX, "
            "ZUGIO_LINES_MAX); „zugio validate“ prüft sie ohne Dienst.",
            en="Split the invoice, or make its attachments smaller. For invoices that you "
            "received, whoever runs the service can allow more (ZUGIO_BODY_BYTES_MAX, "
            "ZUGIO_LINES_MAX); “zugio validate” judges them without the service.",
        ),
    ),
    "UNAUTHORIZED": Kind(
        401,
        Wording(de="Kein gültiges Token", en="No valid token"),
        cause=Wording(
            de="Das Token ist nicht bekannt, abgelaufen oder widerrufen, oder es fehlt, wo eines "
            "gebraucht wird.",
            en="The token is not known, has expired or was revoked, or is missing where one is "
            "needed.",
        ),
        remedy=Wording(
            de="Prüfen Sie den Header Authorization: Bearer …, oder lassen Sie sich ein neues "
            "Token geben. Rechnungen gibt es auch ganz ohne Token, mit einem Hinweis auf der "
            "Seite.",
            en="Check the header Authorization: Bearer …, or ask for a new token. Invoices are "
            "made without any token too, with a notice on the page.",
        ),
    ),
    "RATE_LIMITED": Kind(
        429,
        Wording(de="Zu viele Anfragen", en="Too many requests"),
        cause=Wording(
            de="Von dieser Adresse kamen ohne Token mehr Anfragen, als in einer Minute erlaubt "
            "sind.",
            en="More requests came from this address without a token than a minute allows.",
        ),
        remedy=Wording(
            de="Warten Sie so viele Sekunden, wie der Header Retry-After sagt, oder verwenden Sie "
            "ein Token.",
            en="Wait for as many seconds as the Retry-After header says, or use a token.",
        ),
    ),
    "UNSUPPORTED_MEDIA_TYPE": Kind(
        415,
        Wording(de="Art des Inhalts nicht unterstützt", en="Unsupported media type"),
        cause=Wording(
            de="Der Header Content-Type fehlt, oder er nennt etwas, das hier nicht gelesen wird.",
            en="The Content-Type header is missing, or names something that is not read here.",
        ),
        remedy=Wording(
            de="Senden Sie unkomprimiertes application/json in UTF-8, application/xml oder "
            "application/pdf, und sagen Sie das im Header Content-Type.",
            en="Send uncompressed application/json in UTF-8, application/xml or application/pdf, "
            "and say so in the Content-Type header.",
        ),
    ),
    "NOT_ACCEPTABLE": Kind(
        406,
        Wording(de="Verlangte Art der Antwort nicht möglich", en="Not acceptable"),
        cause=Wording(
            de="Was der Header Accept oder der Parameter syntax verlangt, gibt es hier nicht oder "
            "nicht in diesem Profil.",
            en="What the Accept header or the parameter syntax asks for does not exist here, or "
            "not in this profile.",
        ),
        remedy=Wording(
            de="Nehmen Sie einen der Werte, die detail nennt; GET /api/profiles sagt, welches "
            "Profil es wie gibt.",
            en="Take one of the values that detail names; GET /api/profiles says which profile "
            "exists in which form.",
        ),
    ),
    "INVALID_JSON": Kind(
        400,
        Wording(de="Kein gültiges JSON", en="Invalid JSON"),
        cause=Wording(
            de="Der Inhalt der Anfrage ist kein JSON, oder er brach ab.",
            en="The body is no JSON, or it broke off.",
        ),
        remedy=Wording(
            de="Sehen Sie an der Stelle nach, die detail nennt.",
            en="Look at the place that detail names.",
        ),
    ),
    "INVALID_XML": Kind(
        400,
        Wording(de="Kein lesbares XML", en="Invalid XML"),
        cause=Wording(
            de="Das XML ist nicht wohlgeformt, ist weder CII noch UBL, oder enthält Werte, die "
            "keine Rechnung haben kann.",
            en="The XML is not well-formed, is neither CII nor UBL, or holds values that no "
            "invoice can have.",
        ),
        remedy=Wording(
            de="Beheben Sie, was findings nennt; POST /api/validations prüft die ganze Datei.",
            en="Mend what findings name; POST /api/validations judges the whole file.",
        ),
    ),
    "INVALID_PDF": Kind(
        400,
        Wording(de="Kein lesbares PDF", en="Invalid PDF"),
        cause=Wording(
            de="Die Datei ist kein PDF, oder es steckt keine elektronische Rechnung darin, die "
            "lesbar ist.",
            en="The file is no PDF, or holds no electronic invoice that can be read.",
        ),
        remedy=Wording(
            de="Senden Sie ein Hybrid-PDF (Factur-X, ZUGFeRD 2) oder das XML selbst.",
            en="Send a hybrid PDF (Factur-X, ZUGFeRD 2), or the XML itself.",
        ),
    ),
    "INVALID_INPUT": Kind(
        400,
        Wording(de="Ungültige Angaben", en="Invalid input"),
        cause=Wording(
            de="Die Anfrage enthält etwas, das keine Rechnung bedeuten kann, oder einen Parameter, "
            "den es nicht gibt.",
            en="The request holds something that no invoice can mean, or a parameter that does not "
            "exist.",
        ),
        remedy=Wording(
            de="Beheben Sie, was findings nennt: path ist die Stelle, hint die Abhilfe.",
            en="Mend what findings name: path is the place, hint the remedy.",
        ),
    ),
    "IDEMPOTENCY_CONFLICT": Kind(
        409,
        Wording(de="Schlüssel schon verwendet", en="Key already used"),
        cause=Wording(
            de="Unter diesem Idempotency-Key wurde schon eine andere Anfrage ausgeliefert.",
            en="Another request was delivered under this Idempotency-Key.",
        ),
        remedy=Wording(
            de="Nehmen Sie für jede neue Rechnung einen neuen Schlüssel.",
            en="Take a new key for every new invoice.",
        ),
    ),
    "INSUFFICIENT_CREDITS": Kind(
        402,
        Wording(de="Guthaben reicht nicht", en="Insufficient credits"),
        cause=Wording(
            de="Ein PDF ohne Hinweis kostet ein Guthaben, und das Token hat keines mehr.",
            en="A PDF without the notice costs a credit, and the token has none left.",
        ),
        remedy=Wording(
            de="Laden Sie das Token auf, oder fragen Sie nach XML, das nichts kostet.",
            en="Top the token up, or ask for XML, which is free.",
        ),
    ),
    "VALIDATION_FAILED": Kind(
        422,
        Wording(de="Die Rechnung verletzt Regeln", en="The invoice breaks rules"),
        cause=Wording(
            de="Das Profil ist ein Versprechen, oder validation=strict ist verlangt, und die "
            "Rechnung erfüllt die Regeln nicht.",
            en="The profile is a promise, or validation=strict was asked for, and the invoice does "
            "not meet the rules.",
        ),
        remedy=Wording(
            de="Beheben Sie, was findings nennt, wählen Sie ein anderes Profil, oder verlangen Sie "
            "mit validation=report die Rechnung samt Befunden.",
            en="Mend what findings name, choose another profile, or ask for the invoice with its "
            "findings by validation=report.",
        ),
    ),
    "API_ERROR": Kind(
        502,
        Wording(de="Interner Fehler", en="Internal error"),
        cause=Wording(
            de="Ein Schritt ist fehlgeschlagen; das liegt nicht an der Anfrage.",
            en="A stage failed; that is not the request's fault.",
        ),
        remedy=Wording(
            de="Versuchen Sie es erneut, mit demselben Idempotency-Key. Bleibt es dabei, nennen "
            "Sie dem Betreiber die request_id.",
            en="Try again, with the same Idempotency-Key. If it persists, tell whoever runs the "
            "service the request_id.",
        ),
    ),
    "API_UNREACHABLE": Kind(
        502,
        Wording(de="Dienst nicht erreichbar", en="Service unreachable"),
        cause=Wording(
            de="Browser, Regelprüfung oder Datenbank sind nicht erreichbar.",
            en="The browser, the rule workers or the database cannot be reached.",
        ),
        remedy=Wording(
            de="Versuchen Sie es später. Wer den Dienst betreibt, sieht mit „zugio doctor“ den "
            "Grund.",
            en="Try again later. Whoever runs the service sees the cause with “zugio doctor”.",
        ),
    ),
    "OVERLOADED": Kind(
        503,
        Wording(de="Überlastet", en="Overloaded"),
        cause=Wording(
            de="Im Augenblick sind zu viele Anfragen in Arbeit.",
            en="Too many requests are under way at the moment.",
        ),
        remedy=Wording(
            de="Versuchen Sie es nach so vielen Sekunden wieder, wie der Header Retry-After sagt.",
            en="Try again after as many seconds as the Retry-After header says.",
        ),
    ),
    "TIMEOUT": Kind(
        504,
        Wording(de="Zeit überschritten", en="Timeout"),
        cause=Wording(
            de="Die Anfrage hat länger gedauert, als sie darf; es wurde nichts berechnet.",
            en="The request took longer than it may; nothing was charged.",
        ),
        remedy=Wording(
            de="Versuchen Sie es später, oder teilen Sie sehr lange Rechnungen auf.",
            en="Try again later, or split very long invoices.",
        ),
    ),
}


def error_path(code: str) -> str:
    """Return where a kind of refusal is explained."""
    return f"/errors/{code}"


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
