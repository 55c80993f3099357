"""EN 16931 itself, under its own id and under the two ids that the first API documents named."""

from profiles.profile import Container, Profile
from profiles.terms import EN16931_TERMS

EN16931_URN = "urn:cen.eu:en16931:2017"

_container = Container(
    file_name="factur-x.xml",
    relationship="Alternative",
    version="1.0",
    conformance_level="EN 16931",
)

EN16931 = Profile(
    id="en16931",
    name="EN 16931",
    urn=EN16931_URN,
    scenario="en16931",
    container=_container,
    terms=EN16931_TERMS,
    promised=False,
)

ZUGFERD_2_1 = Profile(
    id="zugferd-2.1",
    name="ZUGFeRD 2.1 (EN 16931)",
    urn="urn:ferd:invoice:2p1:en16931",
    official_urn=EN16931_URN,
    scenario="en16931",
    container=_container,
    terms=EN16931_TERMS,
    promised=False,
)

FACTUR_X_1_0 = Profile(
    id="factur-x-1.0",
    name="Factur-X 1.0 (EN 16931)",
    urn="urn:factur-x.eu:1p0:en16931",
    official_urn=EN16931_URN,
    scenario="en16931",
    container=_container,
    terms=EN16931_TERMS,
    promised=False,
)
