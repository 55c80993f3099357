"""Every profile that an invoice can be issued under, as `GET /api/profiles` lists it."""

from typing import Annotated

from msgspec import Meta, Struct

from profiles.profile import Profile, Syntax
from profiles.registry import DEFAULT_PROFILE, PROFILES


class ListedProfile(Struct, frozen=True, kw_only=True):
    """A profile, as a caller sees it."""

    urn: Annotated[str, Meta(description="Guideline id that the XML carries (BT-24)")]
    id: Annotated[str, Meta(description="Short name, as the metrics use it")]
    name: Annotated[str, Meta(description="Name for people")]
    default: Annotated[bool, Meta(description="Whether it is taken where none is named")]
    official_urn: Annotated[
        str | None, Meta(description="The official id, where this one is a legacy one")
    ]
    syntaxes: Annotated[
        tuple[Syntax, ...], Meta(description="Syntaxes that it exists in, the usual one first")
    ]
    hybrid: Annotated[bool, Meta(description="Whether there is a PDF with the XML inside")]
    attachment_name: Annotated[str | None, Meta(description="Name of the XML inside the PDF")]
    strict: Annotated[
        bool, Meta(description="Whether an invalid invoice is refused unless validation=report")
    ]
    business_process_urn: Annotated[
        str | None, Meta(description="Business process (BT-23) where none is named")
    ]


class ProfileList(Struct, frozen=True):
    """All of them."""

    profiles: Annotated[tuple[ListedProfile, ...], Meta(description="The default first")]


def profile_list() -> ProfileList:
    """List all of them."""
    return ProfileList(tuple(_listed(profile) for profile in PROFILES))


def _listed(profile: Profile) -> ListedProfile:
    container = profile.container
    return ListedProfile(
        urn=profile.urn,
        id=profile.id,
        name=profile.name,
        default=profile == DEFAULT_PROFILE,
        official_urn=profile.official_urn,
        syntaxes=profile.syntaxes,
        hybrid=container is not None,
        attachment_name=container.file_name if container else None,
        strict=profile.promised,
        business_process_urn=profile.business_process_urn,
    )
