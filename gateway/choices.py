"""What a request may say in its query, in its body, or not at all."""

from babel import Locale

from gateway.decoding import invalid_input
from gateway.dialects.zugio.request import Request
from gateway.order import Order
from gateway.settings import Settings
from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.registry import DEFAULT_PROFILE, PROFILES_BY_URN

DEFAULT_LOCALE = "de_DE"

_NOTICES = {
    "de": "Erstellt mit {name} ({url}) – kostenfreie Version",
    "en": "Created with {name} ({url}) – free version",
}


def require_agreement(order: Order, request: Request) -> None:
    """Raise Refusal where a parameter and the body say different things."""
    said = (
        ("profile_urn", "/profile_urn", order.profile_urn, request.profile_urn),
        ("locale", "/company/defaults/locale", order.locale, request.company.defaults.locale),
    )
    findings = tuple(
        _conflict(name, path)
        for name, path, in_query, in_body in said
        if None not in {in_query, in_body} and in_query != in_body
    )
    if findings:
        raise invalid_input(findings)


def choose_profile(order: Order, request: Request) -> Profile:
    """Return the profile that was asked for, in the query or in the body."""
    urn = order.profile_urn or request.profile_urn
    return DEFAULT_PROFILE if urn is None else PROFILES_BY_URN[urn]


def choose_locale(order: Order, request: Request) -> str:
    """Return the locale of the page."""
    return order.locale or request.company.defaults.locale or DEFAULT_LOCALE


def remarks_on(profile: Profile, locale: str) -> tuple[Finding, ...]:
    """Return warnings about a legacy id, and a language that the page does not speak."""
    remarks = []
    if profile.official_urn is not None:
        remarks.append(_legacy(profile))
    if Locale.parse(locale).language not in _NOTICES:
        remarks.append(_english_instead(locale))
    return tuple(remarks)


def notice_in(locale: str, settings: Settings) -> str:
    """Return the notice of the free version in the page's language, else in English."""
    notice = _NOTICES.get(Locale.parse(locale).language, _NOTICES["en"])
    return notice.format(name=settings.brand_name, url=settings.brand_url)


def _conflict(name: str, path: str) -> Finding:
    return Finding(
        severity="error",
        rule="ZG-INPUT-CONFLICT",
        path=path,
        message=Wording(
            de=f"„{name}“ steht in der Anfrage und als Parameter mit verschiedenen Werten. "
            "Lassen Sie eines davon weg.",
            en=f"“{name}” stands in the body and as a parameter with different values. "
            "Leave one of them out.",
        ),
    )


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
