"""XRechnung 3.0, the German public sector's usage of EN 16931, its extension and its CVD."""

from profiles.profile import Container, Profile
from profiles.terms import EN16931_TERMS, XRECHNUNG_EXTENSION_TERMS

_URN = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
_BUSINESS_PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"

_CONTAINER = Container(
    file_name="xrechnung.xml",
    relationship="Alternative",
    version="3.0",
    conformance_level="XRECHNUNG",
)

XRECHNUNG_3_0 = Profile(
    id="xrechnung-3.0",
    name="XRechnung 3.0",
    urn=_URN,
    scenario="xrechnung",
    container=_CONTAINER,
    terms=EN16931_TERMS,
    business_process_urn=_BUSINESS_PROCESS,
    cash_discounts="skonto",
)

XRECHNUNG_3_0_EXTENSION = Profile(
    id="xrechnung-3.0-extension",
    name="XRechnung 3.0 Extension",
    urn=f"{_URN}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0",
    scenario="xrechnung-extension",
    container=_CONTAINER,
    terms=XRECHNUNG_EXTENSION_TERMS,
    business_process_urn=_BUSINESS_PROCESS,
    cash_discounts="skonto",
)

XRECHNUNG_CVD = Profile(
    id="xrechnung-cvd",
    name="XRechnung CVD 0.9",
    urn=f"{_URN}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9",
    scenario="xrechnung-cvd",
    container=_CONTAINER,
    terms=EN16931_TERMS,
    business_process_urn=_BUSINESS_PROCESS,
    cash_discounts="skonto",
)
