"""Which schema and rule packs judge a document, and which severities differ there.

After KoSIT's scenarios for XRechnung and plain EN 16931, and after Factur-X and Peppol for theirs.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from profiles.finding import Severity
from profiles.syntax.source import DocumentKind

_UBL: tuple[DocumentKind, ...] = ("ubl-invoice", "ubl-credit-note")


class SchemaUse(Struct, frozen=True):
    """A schema pack, and the table of what is taken away from it, where something is."""

    pack: str
    narrowing: str | None = None


class Scenario(Struct, frozen=True, kw_only=True):
    """One way to judge: the XML Schema first, then the packs in this order.

    custom_levels: severities by rule id that replace what the rule file itself says.
    """

    name: str
    kinds: tuple[DocumentKind, ...]
    schema: SchemaUse
    packs: tuple[str, ...]
    custom_levels: Mapping[str, Severity] = field(default_factory=dict)


_CII_D16B = SchemaUse("cii-xsd", narrowing="cii-d22b-over-d16b.tsv")
_CII_D22B = SchemaUse("cii-xsd")
_UBL_2_1 = SchemaUse("ubl-xsd")

# KoSIT's customLevel, one group a reason.
_NEWER_CODES: dict[str, Severity] = {"BR-CL-23": "warning", "BR-CL-21": "warning"}
_NO_SUB_LINES: dict[str, Severity] = {"UBL-CR-646": "error"}
_CII_CARDINALITIES: dict[str, Severity] = {
    "CII-SR-452": "error",
    "CII-SR-453": "error",
    "CII-SR-454": "error",
}
_VEHICLE_CODES: dict[str, Severity] = {"BR-CL-13": "information"}
_EXTENSION_CODES: dict[str, Severity] = {
    "BR-CL-10": "information",
    "BR-CL-11": "information",
    "BR-CL-21": "information",
    "BR-CL-24": "information",
    "BR-CL-25": "information",
    "BR-CL-26": "information",
    "BR-CL-23": "warning",
}
_EXTENSION_GROUPS: dict[str, Severity] = {
    "BR-CO-16": "information",
    "UBL-CR-470": "information",
    "UBL-CR-646": "information",
}


def _cii(name: str, *extra: str, levels: Mapping[str, Severity] | None = None) -> Scenario:
    return Scenario(
        name=name,
        kinds=("cii",),
        schema=_CII_D16B,
        packs=("cen-cii", *extra),
        custom_levels=levels or {},
    )


def _ubl(
    name: str,
    kinds: tuple[DocumentKind, ...],
    *extra: str,
    levels: Mapping[str, Severity] | None = None,
) -> Scenario:
    return Scenario(
        name=name,
        kinds=kinds,
        schema=_UBL_2_1,
        packs=("cen-ubl", *extra),
        custom_levels=levels or {},
    )


def _factur_x(name: str, pack: str) -> Scenario:
    return Scenario(name=name, kinds=("cii",), schema=SchemaUse(f"{pack}-xsd"), packs=(pack,))


FALLBACK = "other"

SCENARIOS: tuple[Scenario, ...] = (
    _cii("en16931"),
    _ubl("en16931", _UBL),
    _cii("xrechnung", "xrechnung-cii", levels=_NEWER_CODES | _CII_CARDINALITIES),
    _ubl("xrechnung", ("ubl-invoice",), "xrechnung-ubl", levels=_NEWER_CODES | _NO_SUB_LINES),
    _ubl("xrechnung", ("ubl-credit-note",), "xrechnung-ubl", levels=_NEWER_CODES),
    _cii("xrechnung-extension", "xrechnung-cii", levels=_EXTENSION_CODES | _CII_CARDINALITIES),
    _ubl(
        "xrechnung-extension",
        ("ubl-invoice",),
        "xrechnung-ubl",
        levels=_EXTENSION_CODES | _EXTENSION_GROUPS,
    ),
    _cii(
        "xrechnung-cvd",
        "xrechnung-cii",
        levels=_NEWER_CODES | _VEHICLE_CODES | _CII_CARDINALITIES,
    ),
    _ubl(
        "xrechnung-cvd",
        _UBL,
        "xrechnung-ubl",
        levels=_NEWER_CODES | _VEHICLE_CODES | _NO_SUB_LINES,
    ),
    _factur_x("minimum", "facturx-minimum"),
    _factur_x("basic-wl", "facturx-basic-wl"),
    _factur_x("basic", "facturx-basic"),
    _factur_x("extended", "facturx-extended"),
    # No id leads here: KoSIT judges plain EN 16931 by the CEN rules. It is for our own output.
    _factur_x("facturx-en16931", "facturx-en16931"),
    _ubl("peppol", _UBL, "peppol-ubl"),
    # KoSIT has no scenario for these documents, so nothing narrows their schema.
    Scenario(name=FALLBACK, kinds=("cii",), schema=_CII_D22B, packs=("cen-cii",)),
    _ubl(FALLBACK, _UBL),
)

EN16931_GUIDELINE = "urn:cen.eu:en16931:2017"
_XRECHNUNG = f"{EN16931_GUIDELINE}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"

# The ids of 2019 (urn:zugferd.de:2p0) are in the code lists of the Factur-X sheets to this day.
SCENARIO_BY_GUIDELINE: Mapping[str, str] = {
    EN16931_GUIDELINE: "en16931",
    "urn:ferd:invoice:2p1:en16931": "en16931",
    "urn:factur-x.eu:1p0:en16931": "en16931",
    _XRECHNUNG: "xrechnung",
    f"{_XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0": (
        "xrechnung-extension"
    ),
    f"{_XRECHNUNG}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9": "xrechnung-cvd",
    "urn:factur-x.eu:1p0:minimum": "minimum",
    "urn:zugferd.de:2p0:minimum": "minimum",
    "urn:factur-x.eu:1p0:basicwl": "basic-wl",
    "urn:zugferd.de:2p0:basicwl": "basic-wl",
    f"{EN16931_GUIDELINE}#compliant#urn:factur-x.eu:1p0:basic": "basic",
    f"{EN16931_GUIDELINE}#compliant#urn:zugferd.de:2p0:basic": "basic",
    f"{EN16931_GUIDELINE}#conformant#urn:factur-x.eu:1p0:extended": "extended",
    f"{EN16931_GUIDELINE}#conformant#urn:zugferd.de:2p0:extended": "extended",
    f"{EN16931_GUIDELINE}#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0": "peppol",
}

_by_name_and_kind = {
    (scenario.name, kind): scenario for scenario in SCENARIOS for kind in scenario.kinds
}


def scenario_of(urn: str) -> str:
    """Return the name of the scenario for a guideline id (BT-24); FALLBACK where it is unknown."""
    return SCENARIO_BY_GUIDELINE.get(urn.strip(), FALLBACK)


def scenario_for(name: str, kind: DocumentKind) -> Scenario:
    """Return the scenario of that name for that kind of document.

    Where there is none, such as for a credit note of the XRechnung extension, it is that of the
    CEN rules, which has another name: they can refuse the document, but not call it valid.
    """
    return _by_name_and_kind.get((name, kind)) or _by_name_and_kind[FALLBACK, kind]
