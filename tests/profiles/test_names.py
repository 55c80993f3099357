"""The names of business terms: every one has its own, in both languages."""

import pytest

from profiles.finding import Language
from profiles.semantic.names import name_of
from profiles.semantic.term import EXTENDED
from profiles.terms import EXTENDED_TERMS, XRECHNUNG_EXTENSION_TERMS

MARKS = {EXTENDED, "CII", "UBL"}
TERMS = (EXTENDED_TERMS | XRECHNUNG_EXTENSION_TERMS) - MARKS


def test_every_term_of_the_model_has_a_name() -> None:
    assert {term for term in TERMS if name_of(term) is None} == set()


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_two_terms_have_the_same_name(language: Language) -> None:
    names = [name.to(language) for term in TERMS if (name := name_of(term))]
    assert all(name and name == name.strip() for name in names)
    assert len(set(names)) == len(names)


def test_a_name_says_whose_it_is() -> None:
    name = name_of("BT-49")
    assert name is not None
    assert (name.de, name.en) == ("Elektronische Adresse des Käufers", "Buyer electronic address")


def test_what_is_no_term_has_no_name() -> None:
    assert name_of(EXTENDED) is None
