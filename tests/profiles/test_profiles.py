"""Profiles are data that fits the official samples."""

import pytest

from profiles.profile import Profile
from profiles.registry import PROFILES, PROFILES_BY_URN
from profiles.semantic.codes import codes


def test_no_two_profiles_share_an_id() -> None:
    assert len({profile.id for profile in PROFILES}) == len(PROFILES) == len(PROFILES_BY_URN)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_a_legacy_id_names_an_official_one(profile: Profile) -> None:
    official = PROFILES_BY_URN[profile.official_urn or profile.urn]
    assert official.official_urn is None
    assert official.container == profile.container


def test_code_lists_hold_what_everybody_uses() -> None:
    assert {"DE", "FR", "XI"} <= codes("country")
    assert {"EUR", "CHF"} <= codes("currency")
    assert {"C62", "HUR", "KGM"} <= codes("unit")
    assert not codes("country") & codes("currency")
