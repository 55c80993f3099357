"""What the container of each profile must say, as data; profiles themselves know the most of it."""

from collections.abc import Mapping

from profiles.profile import Profile
from profiles.registry import PROFILES, PROFILES_BY_URN

# Spelled otherwise, a file is found all the same, and its name is a finding.
INVOICE_NAMES = frozenset(
    {profile.container.file_name for profile in PROFILES if profile.container is not None}
    | {"zugferd-invoice.xml"}  # ZUGFeRD before 2.1
)

# French invoices name the XML of a full invoice Data, and Factur-X allows Source too.
TOLERATED_RELATIONSHIPS: Mapping[str, frozenset[str]] = {
    "Alternative": frozenset({"Data", "Source"}),
    "Data": frozenset(),
}

ZUGFERD_2_0_GUIDELINES = frozenset(
    {
        "urn:zugferd.de:2p0:minimum",
        "urn:zugferd.de:2p0:basicwl",
        "urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic",
        "urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended",
    }
)


def profile_of(guideline: str | None) -> Profile | None:
    """Return the profile of a guideline id (BT-24), if it is one that we know."""
    return None if guideline is None else PROFILES_BY_URN.get(guideline)


def is_invoice_name(name: str) -> bool:
    """Tell whether a file of that name is meant as the invoice, whatever its spelling."""
    return name.casefold() in INVOICE_NAMES
