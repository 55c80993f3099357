"""What a request may say in its query, in its body, or not at all."""

from babel import Locale

from gateway.decoding import invalid_input
from gateway.dialects.problems import LEAVE_ONE_OUT
from gateway.dialects.zugio.request import Request
from gateway.order import MediaType, Order
from gateway.refusals import Refusal
from gateway.settings import Settings
from gateway.unknown_ids import unknown_id
from profiles.finding import Finding, Language, Wording
from profiles.profile import Profile, Syntax
from profiles.registry import DEFAULT_PROFILE, PROFILES, PROFILES_BY_URN
from profiles.semantic.invoice import Invoice

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


def choose_profile(order: Order, said_urn: str | None) -> Profile:
    """Return the profile that was asked for in the query, else the one that the body names."""
    urn = order.profile_urn or said_urn
    return DEFAULT_PROFILE if urn is None else PROFILES_BY_URN[urn]


def choose_syntax(order: Order, profile: Profile, own: Syntax | None) -> Syntax:
    """Return the syntax that was asked for, else the profile's own; Refusal NOT_ACCEPTABLE.

    own: the one that a document came in, which it may keep.
    """
    syntax = order.syntax or profile.syntaxes[0]
    if syntax not in (*profile.syntaxes, own):
        listed = ", ".join(profile.syntaxes)
        raise Refusal(
            "NOT_ACCEPTABLE",
            Wording(
                de=f"{profile.name} gibt es nicht als {syntax}. Möglich ist: {listed}.",
                en=f"{profile.name} does not exist as {syntax}. Possible is: {listed}.",
            ),
        )
    return syntax


def choose_media_type(order: Order, profile: Profile, syntax: Syntax) -> MediaType:
    """Return what is wanted most of what there is; Refusal NOT_ACCEPTABLE."""
    for media_type in order.media_types:
        if media_type != "application/pdf" or (syntax == "cii" and profile.container is not None):
            return media_type
    raise Refusal("NOT_ACCEPTABLE", _NO_HYBRID)


def remarks_on(
    profile: Profile, locale: str, invoice: Invoice, scenario: str
) -> tuple[Finding, ...]:
    """Return warnings about the profile, and a language that the page does not speak.

    scenario: the rules that judge the invoice.
    """
    remarks = []
    if profile.official_urn is not None:
        remarks.append(_legacy(profile))
    if profile not in PROFILES:
        remarks.append(unknown_id(profile.urn, scenario))
    address = invoice.seller.address
    if not profile.is_invoice and address is not None and address.country_code == "DE":
        remarks.append(_no_invoice(profile))
    if Locale.parse(locale).language not in _NOTICES:
        remarks.append(_english_instead(locale))
    return tuple(remarks)


def language_of(locale: str) -> Language:
    """Return the language in which the document speaks to readers of the locale."""
    return "de" if Locale.parse(locale).language == "de" else "en"


def notice_in(locale: str, settings: Settings) -> str:
    """Return the notice of the free version in the page's language, else in English."""
    notice = _NOTICES.get(Locale.parse(locale).language, _NOTICES["en"])
    return notice.format(name=settings.brand_name, url=settings.brand_url)


def _conflict(name: str, path: str) -> Finding:
    return Finding(
        severity="error",
        rule="ZG-INPUT-CONFLICT",
        category="format",
        path=path,
        message=Wording(
            de=f"„{name}“ steht in der Anfrage und als Parameter mit verschiedenen Werten.",
            en=f"“{name}” stands in the body and as a parameter with different values.",
        ),
        hint=LEAVE_ONE_OUT,
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
        hint=Wording(
            de="Geben Sie mit locale ein Gebietsschema dieser Sprachen an, zum Beispiel de_AT.",
            en="Give a locale of these languages, for example en_IE.",
        ),
    )


def _no_invoice(profile: Profile) -> Finding:
    return Finding(
        severity="warning",
        rule="ZG-PROFILE-NO-INVOICE",
        term="BT-24",
        path="/profile_urn",
        message=Wording(
            de=f"{profile.name} gilt in Deutschland nicht als Rechnung (§ 14 UStG).",
            en=f"In Germany {profile.name} is no invoice under VAT law (§ 14 UStG).",
        ),
        hint=Wording(
            de="Wählen Sie EN 16931, oder ein anderes Profil mit allen Angaben.",
            en="Choose EN 16931, or another profile that carries everything.",
        ),
    )


_NO_HYBRID = Wording(
    de="Ein Hybrid-PDF enthält CII; dieses Profil oder diese Syntax gibt es nur als XML. Fragen "
    "Sie mit Accept: application/xml danach.",
    en="A hybrid PDF carries CII; this profile or syntax exists as XML only. Ask for it with "
    "Accept: application/xml.",
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
