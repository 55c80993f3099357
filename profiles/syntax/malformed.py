"""Why a text is no well-formed XML, in words for people; libxml2 says so for programmers."""

import re
from collections.abc import Mapping

from lxml import etree

from profiles.finding import Advice, Finding, Wording

_NAME_LENGTH_MAX = 60
_NAME_BY_CODE = {
    code: name for name, code in vars(etree.ErrorTypes).items() if isinstance(code, int)
}


_AMPERSAND = Advice(
    Wording(
        de="Ein Und-Zeichen (&) steht so im Text, wie es in XML nicht stehen darf",
        en="An ampersand (&) stands in a text as XML does not allow it",
    ),
    Wording(
        de="Schreiben Sie es im XML als &amp;, zum Beispiel „Müller &amp; Söhne“. Das erledigt "
        "sonst die Software, die das XML erzeugt.",
        en="Write it as &amp; in the XML, as in “Miller &amp; Sons”. The software that creates "
        "the XML should do that.",
    ),
)
_CUT_OFF = Advice(
    Wording(
        de="Das XML hört mitten im Dokument auf", en="The XML ends in the middle of the document"
    ),
    Wording(
        de="Die Datei ist nicht vollständig übertragen oder geschrieben worden: Fordern Sie sie "
        "noch einmal an, oder erzeugen Sie sie neu.",
        en="The file was not transferred or written completely: ask for it again, or create it "
        "anew.",
    ),
)
_WORDS: Mapping[str, Advice] = {
    "ERR_ENTITYREF_SEMICOL_MISSING": _AMPERSAND,
    "ERR_UNDECLARED_ENTITY": Advice(
        Wording(
            de="Ein Zeichen ist mit einem Namen umschrieben, den XML nicht kennt",
            en="A character is written by a name that XML does not know",
        ),
        Wording(
            de="Schreiben Sie das Zeichen selbst, zum Beispiel ü statt &uuml;. XML kennt nur "
            "&amp;, &lt;, &gt;, &quot; und &apos;.",
            en="Write the character itself, such as ü instead of &uuml;. XML only knows &amp;, "
            "&lt;, &gt;, &quot; and &apos;.",
        ),
    ),
    "ERR_TAG_NOT_FINISHED": _CUT_OFF,
    "ERR_GT_REQUIRED": _CUT_OFF,
    "ERR_CDATA_NOT_FINISHED": _CUT_OFF,
    "ERR_DOCUMENT_END": Advice(
        Wording(
            de="Nach dem Ende der Rechnung steht noch etwas",
            en="Something stands behind the end of the invoice",
        ),
        Wording(
            de="Eine Datei enthält genau eine Rechnung: Entfernen Sie, was danach kommt, oder "
            "teilen Sie die Datei.",
            en="A file holds exactly one invoice: remove what comes after it, or divide the file.",
        ),
    ),
    "ERR_RESERVED_XML_NAME": Advice(
        Wording(
            de="Vor der ersten Zeile „<?xml …?>“ steht noch etwas",
            en="Something stands before the first line “<?xml …?>”",
        ),
        Wording(
            de="Entfernen Sie Leerzeichen und leere Zeilen am Anfang der Datei.",
            en="Remove blanks and empty lines from the beginning of the file.",
        ),
    ),
    "ERR_INVALID_CHAR": Advice(
        Wording(
            de="Im Text steht ein Steuerzeichen, das es in XML nicht gibt",
            en="A text holds a control character that XML does not have",
        ),
        Wording(
            de="Entfernen Sie das unsichtbare Zeichen an dieser Stelle; oft kam es beim Kopieren "
            "in einen Text.",
            en="Remove the invisible character at this place; often it got into a text when that "
            "was copied.",
        ),
    ),
    "NS_ERR_UNDEFINED_NAMESPACE": Advice(
        Wording(
            de="Das Kürzel vor einem Namen (wie cbc in cbc:ID) ist nicht erklärt",
            en="The prefix of a name (as cbc in cbc:ID) is not declared",
        ),
        Wording(
            de="Am Anfang des Dokuments muss zu jedem Kürzel ein Namensraum stehen, wie "
            'xmlns:cbc="…". Das muss die Software ändern, die das XML erzeugt.',
            en="At the beginning of the document each prefix must have its namespace, such as "
            'xmlns:cbc="…". That is for the software to change that creates the XML.',
        ),
    ),
}
_LESS_THAN = Advice(
    Wording(
        de="Ein Kleiner-Zeichen (<) steht so im Text, wie es in XML nicht stehen darf",
        en="A less-than sign (<) stands in a text as XML does not allow it",
    ),
    Wording(de="Schreiben Sie es im XML als &lt;.", en="Write it as &lt; in the XML."),
)
_OTHER = Advice(
    Wording(de="Das XML ist nicht lesbar", en="The XML cannot be read"),
    Wording(
        de="Prüfen Sie, ob die Datei vollständig und wohlgeformt ist und die Kodierung stimmt.",
        en="Check that the file is complete and well-formed, and that its encoding is right.",
    ),
)
_CLOSE_IT = Wording(
    de="Ergänzen Sie das schließende Tag. Meist wurde die Datei von Hand geändert; sonst muss die "
    "Software geändert werden, die das XML erzeugt.",
    en="Add the closing tag. Most often the file was changed by hand; else the software has to be "
    "changed that creates the XML.",
)
_mismatch = re.compile(r"mismatch: (\S+) line (\d+) and (\S+?)(?:,|$)")


def malformed(error: etree.XMLSyntaxError) -> Finding:
    """Return the finding for what libxml2 cannot read."""
    words = _words(error)
    line, column = error.position
    return Finding(
        severity="error",
        category="format",
        rule="ZG-XML-MALFORMED",
        message=Wording(
            f"{words.message.de} (Zeile {line}, Spalte {column}).",
            f"{words.message.en} (line {line}, column {column}).",
        ),
        hint=words.hint,
    )


def _words(error: etree.XMLSyntaxError) -> Advice:
    name = _NAME_BY_CODE.get(error.code, "")  # type: ignore[attr-defined]  # published types lack it
    if name == "ERR_TAG_NAME_MISMATCH" and (found := _mismatch.search(error.msg)) is not None:
        return _unclosed(*found.groups())
    if name in {"ERR_NAME_REQUIRED", "ERR_LT_IN_ATTRIBUTE"}:
        return _AMPERSAND if "EntityRef" in error.msg else _LESS_THAN
    return _WORDS.get(name, _OTHER)


def _unclosed(opened: str, line: str, closed: str) -> Advice:
    opened, closed = opened[:_NAME_LENGTH_MAX], closed[:_NAME_LENGTH_MAX]
    return Advice(
        Wording(
            f"Das Element „{opened}“ aus Zeile {line} wird nicht geschlossen, bevor „{closed}“ "
            "endet",
            f"The element “{opened}” of line {line} is not closed before “{closed}” ends",
        ),
        _CLOSE_IT,
    )
