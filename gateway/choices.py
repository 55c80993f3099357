"""What a request may say in its query, in its body, or not at all."""

from babel import Locale

from gateway.decoding import invalid_input
from gateway.refusals import Refusal
from gateway.settings import Settings
from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.registry import DEFAULT_PROFILE, PROFILES, PROFILES_BY_URN

DEFAULT_LOCALE = "de_DE"

_NOTICES = {
    "de": "Erstellt mit {name} ({url}) – kostenfreie Version",
    "en": "Created with {name} ({url}) – free version",
}


def choose_profile(
    in_query: str | None, in_body: str | None
) -> tuple[Profile, tuple[Finding, ...]]:
    """Return the profile that was asked for, and a warning where its id is a legacy one.

    Raises Refusal where query and body differ or the id is unknown.
    """
    _agree("profile_urn", "/profile_urn", in_query, in_body)
    urn = in_query or in_body
    if urn is None:
        return DEFAULT_PROFILE, ()
    profile = PROFILES_BY_URN.get(urn)
    if profile is None:
        raise _unknown_profile(in_body)
    return profile, () if profile.official_urn is None else (_legacy(profile),)


def choose_locale(in_query: str | None, in_body: str | None) -> str:
    """Return the locale of the page; raises Refusal where query and body differ."""
    _agree("locale", "/company/defaults/locale", in_query, in_body)
    return in_query or in_body or DEFAULT_LOCALE


def remark_on(locale: str) -> tuple[Finding, ...]:
    """Return a warning where the page cannot be in the language of the locale."""
    if Locale.parse(locale).language in _NOTICES:
        return ()
    return (_english_instead(locale),)


def notice_in(locale: str, settings: Settings) -> str:
    """Return the notice of the free version in the page's language, else in English."""
    notice = _NOTICES.get(Locale.parse(locale).language, _NOTICES["en"])
    return notice.format(name=settings.brand_name, url=settings.brand_url)


def _agree(name: str, path: str, in_query: str | None, in_body: str | None) -> None:
    if in_query is None or in_body is None or in_query == in_body:
        return
    message = Wording(
        de=f"„{name}“ steht in der Anfrage und als Parameter mit verschiedenen Werten. "
        "Lassen Sie eines davon weg.",
        en=f"“{name}” stands in the body and as a parameter with different values. "
        "Leave one of them out.",
    )
    raise invalid_input((_error("ZG-INPUT-CONFLICT", path, message),))


def _unknown_profile(in_body: str | None) -> Refusal:
    listed = ", ".join(profile.urn for profile in PROFILES)
    message = Wording(de="Dieses Profil ist nicht bekannt.", en="This profile is not known.")
    hint = Wording(de=f"Möglich sind: {listed}", en=f"Possible are: {listed}")
    path = None if in_body is None else "/profile_urn"
    return invalid_input((_error("ZG-INPUT-PROFILE", path, message, hint, "BT-24"),))


def _error(
    rule: str,
    path: str | None,
    message: Wording,
    hint: Wording | None = None,
    term: str | None = None,
) -> Finding:
    return Finding(severity="error", rule=rule, path=path, message=message, hint=hint, term=term)


def _english_instead(locale: str) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-LOCALE",
        path="/company/defaults/locale",
        message=Wording(
            de=f"Die Seite gibt es auf Deutsch und Englisch; statt {locale} ist sie auf Englisch.",
            en=f"The page speaks German and English; instead of {locale} it is in English.",
        ),
    )


def _legacy(profile: Profile) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-PROFILE-LEGACY",
        term="BT-24",
        path="/profile_urn",
        message=Wording(
            de=f"{profile.urn} ist keine offizielle Kennung; manche Empfänger lehnen sie ab.",
            en=f"{profile.urn} is no official id; some receivers refuse it.",
        ),
        hint=Wording(
            de=f"Offiziell ist {profile.official_urn}.", en=f"Official is {profile.official_urn}."
        ),
    )
