"""What is wrong with a file before anybody looks for an invoice in it."""

from pathlib import Path

from gateway.files import STANDARD_STREAM, is_blank, recognised
from profiles.finding import Finding, Wording

FILE_BYTES_MAX = 50 << 20


def no_invoice(body: bytes, file: Path) -> Finding | None:
    """Say why a file can be no invoice in any format; None where one has to look."""
    if len(body) > FILE_BYTES_MAX:
        return _TOO_LARGE
    source = recognised(body, file)
    if source in {None, "application/json"} and is_blank(body):
        return _EMPTY_INPUT if file == STANDARD_STREAM else _EMPTY
    return _UNKNOWN if source is None else None


def _finding(rule: str, message: Wording, hint: Wording) -> Finding:
    return Finding(
        severity="error",
        rule=f"ZG-FILE-{rule}",
        category="format",
        message=message,
        hint=hint,
    )


_EXPECTED = Wording(
    de="Erwartet wird eine Rechnung als XML (CII oder UBL), als Hybrid-PDF oder als JSON.",
    en="An invoice is expected as XML (CII or UBL), as a hybrid PDF or as JSON.",
)
_EMPTY = _finding(
    "EMPTY",
    Wording(de="Die Datei ist leer.", en="The file is empty."),
    Wording(
        de="Prüfen Sie, ob die Rechnung geschrieben und vollständig übertragen wurde.",
        en="Check that the invoice was written, and transferred completely.",
    ),
)
_EMPTY_INPUT = _finding(
    "EMPTY",
    Wording(de="Über die Standardeingabe kam nichts.", en="Nothing came by standard input."),
    Wording(
        de=f"Prüfen Sie den Befehl, der die Rechnung liefern soll. {_EXPECTED.de}",
        en=f"Check the command that should deliver the invoice. {_EXPECTED.en}",
    ),
)
_UNKNOWN = _finding(
    "UNKNOWN",
    Wording(
        de="Die Datei ist keine elektronische Rechnung: Sie ist weder XML noch PDF noch JSON.",
        en="The file is no electronic invoice: it is neither XML nor PDF nor JSON.",
    ),
    Wording(
        de=f"Prüfen Sie, ob es die richtige Datei ist. {_EXPECTED.de}",
        en=f"Check that it is the right file. {_EXPECTED.en}",
    ),
)
_TOO_LARGE = _finding(
    "TOO-LARGE",
    Wording(
        de=f"Die Datei ist größer als {FILE_BYTES_MAX >> 20} MB und wird nicht gelesen.",
        en=f"The file is larger than {FILE_BYTES_MAX >> 20} MB and is not read.",
    ),
    Wording(
        de="Senden Sie große Anhänge getrennt von der Rechnung.",
        en="Send large attachments apart from the invoice.",
    ),
)
