"""What to say of a document whose guideline id (BT-24) is that of no profile."""

import re
from difflib import get_close_matches

from profiles.en16931 import EN16931
from profiles.finding import Finding, Wording
from profiles.profile import Profile
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0
from validation.container.expectations import ZUGFERD_2_0_GUIDELINES
from validation.scenarios import scenario_of

_EXPIRED_XRECHNUNG = re.compile(r"xrechnung[_:-]?v?([12](?:\.\d+)*)(?!\d)", re.IGNORECASE)
_TYPO_RATIO = 0.9
_OFFICIAL = {each.urn.casefold(): each for each in PROFILES if each.official_urn is None}
# So near to a known id, and yet another specification.
_NO_TYPO = {"urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"}


def unknown_id(urn: str, scenario: str) -> Finding:
    """Return the warning; scenario: the rules that judge the document all the same."""
    message, hint = _words(urn)
    rules = (_profile_with(scenario) or EN16931).name
    return Finding(
        severity="warning",
        rule="ZG-PROFILE-UNKNOWN",
        term="BT-24",
        message=Wording(
            de=f"{message.de} Es wird nach den Regeln von {rules} geprüft.",
            en=f"{message.en} It is judged by the rules of {rules}.",
        ),
        hint=hint,
    )


def _words(urn: str) -> tuple[Wording, Wording]:
    if not urn:
        return _NONE, _ADD_ONE
    if expired := _EXPIRED_XRECHNUNG.search(urn):
        return _expired(urn, f"XRechnung {expired[1]}")
    if urn in ZUGFERD_2_0_GUIDELINES and (today := _profile_with(scenario_of(urn))):
        return _of_zugferd_2_0(urn, today)
    message = Wording(
        de=f"Die Kennung {urn} des Dokuments ist nicht bekannt.",
        en=f"The document's id {urn} is not known.",
    )
    nearest = _nearest(urn)
    return message, _ASK if nearest is None else _meant(nearest)


def _profile_with(scenario: str) -> Profile | None:
    return next((each for each in PROFILES if each.scenario == scenario), None)


def _nearest(urn: str) -> Profile | None:
    """Return the profile whose id was most likely meant."""
    if urn in _NO_TYPO:
        return None
    near = get_close_matches(urn.casefold(), _OFFICIAL, 1, _TYPO_RATIO)
    return _OFFICIAL[near[0]] if near else None


def _expired(urn: str, version: str) -> tuple[Wording, Wording]:
    now = XRECHNUNG_3_0
    message = Wording(
        de=f"Das Dokument nennt {version} ({urn}); diese Version ist abgelaufen.",
        en=f"The document names {version} ({urn}); this version has expired.",
    )
    hint = Wording(
        de=f"Verlangen Sie vom Aussteller eine Rechnung nach {now.name}. Wer sie selbst ausstellt, "
        f"verwendet die Kennung {now.urn}.",
        en=f"Ask the supplier for an invoice in {now.name}. Whoever issues it uses the id "
        f"{now.urn}.",
    )
    return message, hint


def _of_zugferd_2_0(urn: str, today: Profile) -> tuple[Wording, Wording]:
    message = Wording(
        de=f"Die Kennung {urn} ist die von ZUGFeRD 2.0 und wird nicht mehr verwendet.",
        en=f"The id {urn} is that of ZUGFeRD 2.0 and no longer in use.",
    )
    hint = Wording(
        de=f"Bitten Sie den Aussteller um die heutige Kennung, {today.urn} ({today.name}).",
        en=f"Ask whoever issued it for the id of today, {today.urn} ({today.name}).",
    )
    return message, hint


def _meant(profile: Profile) -> Wording:
    return Wording(
        de=f"Gemeint ist wohl {profile.urn} ({profile.name}); der Aussteller muss die Kennung "
        "berichtigen.",
        en=f"Probably {profile.urn} ({profile.name}) is meant; whoever issued it has to correct "
        "the id.",
    )


_ASK = Wording(
    de="Fragen Sie den Aussteller, nach welcher Spezifikation die Rechnung erstellt ist, und "
    "bitten Sie ihn um eine nach EN 16931 oder XRechnung, wenn Sie jene nicht annehmen.",
    en="Ask whoever issued it which specification the invoice follows, and for one in EN 16931 "
    "or XRechnung if you do not take that.",
)
_NONE = Wording(
    de="Das Dokument nennt keine Kennung (BT-24).", en="The document names no id (BT-24)."
)
_ADD_ONE = Wording(
    de=f"Der Aussteller muss sie angeben, für EN 16931 als {EN16931.urn}.",
    en=f"Whoever issued it has to state it, for EN 16931 as {EN16931.urn}.",
)
