"""What is said of a guideline id that is no profile's: outdated, mistyped, somebody else's."""

import pytest

from gateway.unknown_ids import unknown_id
from profiles.factur_x import BASIC
from profiles.finding import Language
from profiles.peppol import PEPPOL_BIS_BILLING_3_0
from profiles.profile import Profile
from profiles.xrechnung import XRECHNUNG_3_0
from validation.scenarios import FALLBACK

CEN = "urn:cen.eu:en16931:2017"
KOSIT = f"{CEN}#compliant#urn:xoev-de:kosit:standard:xrechnung"
LANGUAGES: tuple[Language, ...] = ("de", "en")


def hints(urn: str) -> list[str]:
    hint = unknown_id(urn, FALLBACK).hint
    assert hint is not None
    assert "profile_urn" not in hint.de + hint.en
    return [hint.de, hint.en]


@pytest.mark.parametrize(
    ("urn", "version"),
    [
        (f"{KOSIT}_1.2", "XRechnung 1.2"),
        (f"{KOSIT}_2.0", "XRechnung 2.0"),
        (f"{KOSIT}_2.3#conformant#urn:xoev-de:kosit:extension:xrechnung_2.3", "XRechnung 2.3"),
        (f"{CEN}:compliant:xoev-de:kosit:standard:xrechnung_1.1", "XRechnung 1.1"),
    ],
)
def test_an_old_xrechnung_has_expired(urn: str, version: str) -> None:
    said = unknown_id(urn, FALLBACK)
    assert all(XRECHNUNG_3_0.urn in hint for hint in hints(urn))
    assert all(version in said.message.to(each) for each in LANGUAGES)
    assert all("EN 16931" in said.message.to(each) for each in LANGUAGES)


@pytest.mark.parametrize(
    ("urn", "meant"),
    [
        (XRECHNUNG_3_0.urn.replace("rechnung", "rechung"), XRECHNUNG_3_0),
        (XRECHNUNG_3_0.urn.replace("compliant", "conformant"), XRECHNUNG_3_0),
        (f"{XRECHNUNG_3_0.urn}.2", XRECHNUNG_3_0),
        (XRECHNUNG_3_0.urn.upper(), XRECHNUNG_3_0),
        (PEPPOL_BIS_BILLING_3_0.urn[:-2], PEPPOL_BIS_BILLING_3_0),
    ],
)
def test_a_typo_is_told_what_was_meant(urn: str, meant: Profile) -> None:
    assert all(f" {meant.urn} (" in hint for hint in hints(urn))


@pytest.mark.parametrize(
    "urn",
    [
        "123",
        "urn:peppol:pint:billing-1@sg-1",
        f"{CEN}#compliant#unknownprofile",
        f"{CEN}#compliant#urn:fdc:nen.nl:nlcius:v1.0",
        f"{CEN}#compliant#urn:efactura.mfinante.ro:CIUS-RO:1.0.1",
        f"{CEN}#compliant#urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0",
        f"{CEN}#compliant#urn:zatca.gov.sa:e-invoicing:1.0",
        f"{CEN}#conformant#urn:UBL.BE:1.0.0.20180214",
    ],
)
def test_a_specification_of_others_is_taken_for_no_typo(urn: str) -> None:
    assert all("urn:" not in hint for hint in hints(urn))


def test_zugferd_2_0_is_judged_by_its_successor() -> None:
    said = unknown_id(f"{CEN}#compliant#urn:zugferd.de:2p0:basic", "basic")
    assert said.hint is not None
    for language in LANGUAGES:
        assert BASIC.name in said.message.to(language)
        assert "EN 16931" not in said.message.to(language)
        assert BASIC.urn in said.hint.to(language)
