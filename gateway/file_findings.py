"""What is wrong with a file before anybody looks for an invoice in it."""

from collections.abc import Mapping
from pathlib import Path

from gateway.files import (
    STANDARD_STREAM,
    Misfit,
    Source,
    is_blank,
    misfit,
    recognised,
    written_as,
)
from profiles.finding import Finding, Wording

FILE_BYTES_MAX = 50 << 20

_NAMES: Mapping[Source, str] = {
    "application/json": "JSON",
    "application/xml": "XML",
    "application/pdf": "PDF",
}


def no_invoice(body: bytes, file: Path) -> Finding | None:
    """Say why a file can be no invoice in any format; None where one has to look."""
    if len(body) > FILE_BYTES_MAX:
        return _TOO_LARGE
    if (kind := misfit(body)) is not None:
        return _MISFITS[kind]
    source = recognised(body, file)
    if source in {None, "application/json"} and is_blank(body):
        return _EMPTY_INPUT if file == STANDARD_STREAM else _EMPTY
    return _UNKNOWN if source is None else None


def other_than_said(body: bytes, said: Source) -> Finding | None:
    """Say what a body is that its Content-Type calls something else; None where one has to look."""
    if (kind := misfit(body)) is not None:
        return _MISFITS[kind]
    found = recognised(body)
    # A text may speak of PDFs.
    if found is None or said in {found, written_as(body)}:
        return None
    return _finding(
        "TYPE",
        Wording(
            de=f"Der Header Content-Type nennt {_NAMES[said]}, aber der Inhalt beginnt wie "
            f"{_NAMES[found]}.",
            en=f"The header Content-Type says {_NAMES[said]}, but the body begins like "
            f"{_NAMES[found]}.",
        ),
        Wording(
            de=f"Senden Sie ihn mit Content-Type: {found}.",
            en=f"Send it with Content-Type: {found}.",
        ),
    )


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
_MISFITS: Mapping[Misfit, Finding] = {
    "archive": _finding(
        "ARCHIVE",
        Wording(
            de="Die Datei ist ein Archiv, wie ZIP oder gzip, und keine Rechnung.",
            en="The file is an archive, such as ZIP or gzip, and no invoice.",
        ),
        Wording(
            de=f"Entpacken Sie es, und nehmen Sie die Datei darin. {_EXPECTED.de}",
            en=f"Unpack it, and take the file inside. {_EXPECTED.en}",
        ),
    ),
    "picture": _finding(
        "UNKNOWN",
        Wording(
            de="Die Datei ist keine elektronische Rechnung, sondern ein Bild.",
            en="The file is no electronic invoice but a picture.",
        ),
        Wording(
            de=f"Ein Bild enthält nichts, was Programme lesen. {_EXPECTED.de}",
            en=f"A picture holds nothing that programs read. {_EXPECTED.en}",
        ),
    ),
}
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
