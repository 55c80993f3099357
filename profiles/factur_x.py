"""The profiles of Factur-X 1.09 and ZUGFeRD 2.5 beside EN 16931 itself."""

from decimal import Decimal

from profiles.profile import Container, Profile
from profiles.terms import BASIC_TERMS, BASIC_WL_TERMS, EXTENDED_TERMS, MINIMUM_TERMS

_FILE_NAME = "factur-x.xml"

MINIMUM = Profile(
    id="minimum",
    name="Factur-X MINIMUM",
    urn="urn:factur-x.eu:1p0:minimum",
    scenario="minimum",
    container=Container(
        file_name=_FILE_NAME, relationship="Data", version="1.0", conformance_level="MINIMUM"
    ),
    terms=MINIMUM_TERMS,
    syntaxes=("cii",),
    is_invoice=False,
)

BASIC_WL = Profile(
    id="basic-wl",
    name="Factur-X BASIC WL",
    urn="urn:factur-x.eu:1p0:basicwl",
    scenario="basic-wl",
    container=Container(
        file_name=_FILE_NAME, relationship="Data", version="1.0", conformance_level="BASIC WL"
    ),
    terms=BASIC_WL_TERMS,
    syntaxes=("cii",),
    is_invoice=False,
)

BASIC = Profile(
    id="basic",
    name="Factur-X BASIC",
    urn="urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic",
    scenario="basic",
    container=Container(
        file_name=_FILE_NAME, relationship="Alternative", version="1.0", conformance_level="BASIC"
    ),
    terms=BASIC_TERMS,
    syntaxes=("cii",),
)

EXTENDED = Profile(
    id="extended",
    name="Factur-X EXTENDED",
    urn="urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
    scenario="extended",
    container=Container(
        file_name=_FILE_NAME,
        relationship="Alternative",
        version="1.0",
        conformance_level="EXTENDED",
    ),
    terms=EXTENDED_TERMS,
    syntaxes=("cii",),
    cash_discounts="structured",
    amount_slack=Decimal("0.01"),
)
