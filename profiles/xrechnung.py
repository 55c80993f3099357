"""XRechnung 3.0, the German public sector's usage of EN 16931."""

from profiles.profile import Container, Profile

XRECHNUNG_3_0 = Profile(
    id="xrechnung-3.0",
    name="XRechnung 3.0",
    urn="urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    scenario="xrechnung",
    container=Container(
        file_name="xrechnung.xml",
        relationship="Alternative",
        version="3.0",
        conformance_level="XRECHNUNG",
    ),
    business_process_urn="urn:fdc:peppol.eu:2017:poacc:billing:01:1.0",
)
