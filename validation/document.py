"""Reads XML that may be hostile: no DTD, no entities, no network, libxml2's limits left on."""

from lxml import etree

from profiles.finding import Finding, Wording

_DOCTYPE = Finding(
    severity="error",
    rule="ZG-XML-DOCTYPE",
    message=Wording(
        de="Das XML enthält eine Dokumenttyp-Deklaration (DOCTYPE). Sie wird nicht angenommen.",
        en="The XML contains a document type declaration (DOCTYPE), which is not accepted.",
    ),
    hint=Wording(
        de="Entfernen Sie die DOCTYPE-Deklaration; eine E-Rechnung braucht keine.",
        en="Remove the DOCTYPE declaration; no electronic invoice needs one.",
    ),
)


def parse(xml: bytes) -> "etree._Element | Finding":
    """Return the root element, or the finding that says why there is none; MemoryError passes."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        # That memory ran out is not the document's fault; lxml's published types lack the code.
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:  # type: ignore[attr-defined]
            raise MemoryError from error
        return _malformed(error)
    except ValueError:  # an encoding that libxml2 does not know
        return _malformed(None)
    info = root.getroottree().docinfo
    return root if info.internalDTD is None and not info.doctype else _DOCTYPE


def _malformed(error: etree.XMLSyntaxError | None) -> Finding:
    line, column = error.position if error is not None else (1, 1)
    return Finding(
        severity="error",
        rule="ZG-XML-MALFORMED",
        message=Wording(
            de=f"Das XML ist nicht lesbar (Zeile {line}, Spalte {column}).",
            en=f"The XML cannot be read (line {line}, column {column}).",
        ),
        hint=Wording(
            de="Prüfen Sie, ob die Datei vollständig und wohlgeformt ist und die Kodierung stimmt.",
            en="Check that the file is complete and well-formed, and that its encoding is right.",
        ),
    )
