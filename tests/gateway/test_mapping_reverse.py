"""The request that is made of a document means that document, to the last term."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gateway.decoding import decode
from gateway.dialects.zugio.mapping import map_request
from gateway.dialects.zugio.reverse import request_of, to_json
from profiles.registry import DEFAULT_PROFILE
from profiles.semantic.invoice import Invoice, Note
from profiles.semantic.party import Identifier
from profiles.semantic.payment import CreditTransfer, PaymentMeans, PaymentTerms
from profiles.syntax.source import MalformedXML
from profiles.syntax.syntaxes import read_document
from tests.gateway.bodies import encoded
from tests.profiles.invoices import invoice, line

CORPUS = os.environ.get("ZUGIO_TEST_CORPUS")


def again(original: Invoice) -> Invoice:
    """Send an invoice through its JSON."""
    request = replace(request_of(original), profile_urn=None)
    profile = replace(DEFAULT_PROFILE, urn=original.process.specification_identifier or "")
    return map_request(decode(encoded(to_json(request)), lines_max=10_000), profile).invoice


def test_what_a_document_lacks_is_not_filled_in() -> None:
    bare = Invoice(process=invoice().process, number="RE-1", lines=(line(),))
    assert again(bare) == bare


def test_json_says_only_what_is_there() -> None:
    assert to_json(request_of(Invoice(number="RE-1")))["invoice"] == {
        "invoice_number": "RE-1",
        "issue_date": None,
        "type_code": None,
        "buyer": {
            "name": None,
            "street": None,
            "postcode": None,
            "city": None,
            "country_code": None,
        },
    }


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ((Note(text="Danke"),), "Danke"),
        ((Note(text="Danke", subject_code="REG"),), [{"text": "Danke", "subject_code": "REG"}]),
        ((Note(text="a"), Note(text="b")), [{"text": "a"}, {"text": "b"}]),
    ],
)
def test_notes_are_as_plain_as_they_can_be(notes: tuple[Note, ...], said: object) -> None:
    assert to_json(request_of(replace(invoice(), notes=notes)))["invoice"]["notes"] == said


def test_one_payment_means_needs_no_list() -> None:
    means = PaymentMeans(credit_transfer=CreditTransfer(account_identifier=Identifier("DE1")))
    request = to_json(request_of(replace(invoice(), payment_means=(means,))))
    assert request["payment_means"] == {"iban": "DE1"}


def test_several_payment_terms_stay_several() -> None:
    terms = (PaymentTerms(description="a"), PaymentTerms(description="b"))
    assert again(replace(invoice(), payment_terms=terms)).payment_terms == terms


def documents() -> Iterator[tuple[Path, Invoice]]:
    for path in sorted(Path(CORPUS or "").rglob("*.xml")):
        try:
            yield path, read_document(path.read_bytes())[1].invoice
        except MalformedXML:
            continue


@pytest.mark.skipif(CORPUS is None, reason="ZUGIO_TEST_CORPUS names no corpus of invoices")
def test_every_document_of_the_corpus_comes_back_from_its_request() -> None:
    read = 0
    for path, original in documents():
        read += 1
        process = original.process
        named = replace(process, specification_identifier=process.specification_identifier or "")
        assert again(original) == replace(original, process=named), path
    assert read > 800
