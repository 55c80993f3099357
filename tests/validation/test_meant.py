"""Which term a finding is about: told by the place, within what the rule may be about."""

import pytest
from lxml import etree

from profiles.finding import Wording
from profiles.syntax.terms_at import Terms
from validation.location import NAMESPACE_BY_PREFIX
from validation.meant import meant_term, named, terms_meant, with_subject

SENTENCE = Wording("{subject}Es fehlt.", "{term} is missing.")


@pytest.mark.parametrize(
    ("of_rule", "place", "term"),
    [
        (("BT-29", "BT-46"), Terms("BT-46"), "BT-46"),
        (("BT-92", "BT-136"), Terms("BG-27", frozenset({"BG-27", "BT-136"})), "BT-136"),
        (("BT-29", "BT-46"), Terms("BT-60"), "BT-29"),
        (("*", "BT-29"), Terms("BT-60"), "BT-60"),
        (("*", "BT-29"), Terms(), "BT-29"),
        (("*",), Terms("BG-7", frozenset({"BT-48"})), "BT-48"),
        (("*",), Terms("BG-7", frozenset({"BG-7", "BT-44"})), "BG-7"),
        (("*",), Terms(None, frozenset({"BT-72"})), "BT-72"),
        (("*",), Terms(), None),
    ],
)
def test_the_place_tells_the_term(of_rule: tuple[str, ...], place: Terms, term: str | None) -> None:
    assert meant_term(of_rule, place) == term


def test_a_sentence_names_the_term() -> None:
    assert named(SENTENCE, "BT-44") == Wording(
        "„Name des Käufers (BT-44)“: Es fehlt.", "“Buyer name (BT-44)” is missing."
    )


def test_a_term_without_a_name_is_its_id() -> None:
    assert named(SENTENCE, "BT-X-999").de == "„BT-X-999“: Es fehlt."


def test_a_subject_leaves_its_sentence_alone() -> None:
    assert with_subject(Wording("Wert {term}.", "{x}"), "BT-44") == Wording(
        "„Name des Käufers (BT-44)“: Wert {term}.", "“Buyer name (BT-44)”: {x}"
    )
    assert with_subject(SENTENCE, None) == SENTENCE


def test_no_term_leaves_the_sentence_alone() -> None:
    assert named(SENTENCE, None).de == "Es fehlt."


@pytest.mark.parametrize(
    ("about", "own"),
    [(None, "BG-7"), ("Name", "BT-44"), ("PostalTradeAddress CityName", "BT-52"), ("@odd", "BG-7")],
)
def test_what_is_not_there_has_a_term_all_the_same(about: str | None, own: str) -> None:
    buyer = buyer_of(b"<ram:PostalTradeAddress><ram:CityName/></ram:PostalTradeAddress>")
    assert terms_meant(buyer, about).own == own
    assert len(buyer) == 1


def buyer_of(inner: bytes) -> "etree._Element":
    xml = (
        b'<rsm:CrossIndustryInvoice xmlns:rsm="%s" xmlns:ram="%s"><rsm:SupplyChainTradeTransaction>'
        b"<ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty>%s</ram:BuyerTradeParty>"
        b"</ram:ApplicableHeaderTradeAgreement></rsm:SupplyChainTradeTransaction>"
        b"</rsm:CrossIndustryInvoice>"
    ) % (NAMESPACE_BY_PREFIX["rsm"].encode(), NAMESPACE_BY_PREFIX["ram"].encode(), inner)
    return etree.fromstring(xml)[0][0][0]
