"""Every profile that the product issues; adding one is one file and one line here."""

from profiles.en16931 import EN16931, FACTUR_X_1_0, ZUGFERD_2_1
from profiles.profile import Profile
from profiles.xrechnung import XRECHNUNG_3_0

PROFILES: tuple[Profile, ...] = (EN16931, ZUGFERD_2_1, FACTUR_X_1_0, XRECHNUNG_3_0)
DEFAULT_PROFILE = EN16931

PROFILES_BY_URN = {profile.urn: profile for profile in PROFILES}
