"""Every profile that the product issues; adding one is one file and one line here."""

from profiles.en16931 import EN16931, FACTUR_X_1_0, ZUGFERD_2_1
from profiles.factur_x import BASIC, BASIC_WL, EXTENDED, MINIMUM
from profiles.peppol import PEPPOL_BIS_BILLING_3_0
from profiles.profile import Profile
from profiles.xrechnung import XRECHNUNG_3_0, XRECHNUNG_3_0_EXTENSION, XRECHNUNG_CVD

PROFILES: tuple[Profile, ...] = (
    EN16931,
    ZUGFERD_2_1,
    FACTUR_X_1_0,
    MINIMUM,
    BASIC_WL,
    BASIC,
    EXTENDED,
    XRECHNUNG_3_0,
    XRECHNUNG_3_0_EXTENSION,
    XRECHNUNG_CVD,
    PEPPOL_BIS_BILLING_3_0,
)
DEFAULT_PROFILE = EN16931

PROFILES_BY_URN = {profile.urn: profile for profile in PROFILES}


def profile_of(urn: str | None) -> Profile:
    """Return the profile that a document names; one that is not known is judged by the CEN rules.

    An unknown id, or none at all, is kept as it is, and so is all that the document holds.
    """
    known = PROFILES_BY_URN.get(urn or "")
    if known is not None:
        return known
    return Profile(
        id="unknown",
        name=urn or "",
        urn=urn or "",
        scenario=EN16931.scenario,
        container=EN16931.container,
        terms=None,
        promised=False,
    )
