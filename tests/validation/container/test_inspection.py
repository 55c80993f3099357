"""Every profile's own container has nothing against it; one thing changed is one finding."""

import base64
import hashlib
from copy import copy
from typing import Any

import pytest
from msgspec import structs
from pikepdf import Array, Dictionary, Encryption, Name, Pdf

from profiles.en16931 import EN16931
from profiles.registry import PROFILES
from profiles.xrechnung import XRECHNUNG_3_0
from tests.validation.container.hybrids import Embedded, cii, hybrid, xmp
from validation.container.inspection import inspect_pdf
from validation.container.reading import ContainerLimits

assert EN16931.container is not None
CONTAINER = EN16931.container
INVOICE = Embedded(
    name=CONTAINER.file_name, content=cii(EN16931.urn), relationship=CONTAINER.relationship
)
EXTRA = Embedded(name="Stunden.csv", content=b"1;2", media_type="text/csv")
UBL = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'
BINARY_OBJECT = (
    "<ram:AttachmentBinaryObject>"
    + base64.b64encode(EXTRA.content).decode()
    + "</ram:AttachmentBinaryObject>"
)
ZUGFERD_2_0 = "urn:cen.eu:en16931:2017#compliant#urn:zugferd.de:2p0:basic"
ZUGFERD_1_0 = b'<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"/>'


def rules(pdf: bytes, **limits: int) -> list[str]:
    """The rules of the findings, without what they have in common."""
    reading = inspect_pdf(pdf, ContainerLimits(**limits))
    return [finding.rule.removeprefix("ZG-PDF-") for finding in reading.findings]


def with_invoice(**changes: Any) -> bytes:
    """A hybrid whose invoice differs in one respect."""
    return hybrid([structs.replace(INVOICE, **changes)], xmp(CONTAINER))


@pytest.mark.parametrize(
    "profile",
    [profile for profile in PROFILES if profile.container],
    ids=lambda profile: profile.id,
)
def test_nothing_is_against_what_a_profile_wants(profile: Any) -> None:
    container = profile.container
    invoice = Embedded(
        name=container.file_name, content=cii(profile.urn), relationship=container.relationship
    )
    reading = inspect_pdf(hybrid([invoice], xmp(container)))
    assert reading.findings == ()
    assert (reading.xml, reading.guideline) == (invoice.content, profile.urn)
    assert (reading.file_name, reading.relationship) == (invoice.name, invoice.relationship)


INVOICES: dict[str, dict[str, Any]] = {
    "RELATIONSHIP": {"relationship": "Supplement"},
    "RELATIONSHIP-MISSING": {"relationship": None},
    "RELATIONSHIP-UNUSUAL": {"relationship": "Data"},
    "MEDIA-TYPE": {"media_type": "application/xml"},
    "CHECKSUM": {"checksum": b"0123456789abcdef"},
    "SIZE": {"size": 1},
    "NOT-ASSOCIATED": {"associated": False},
    "NOT-LISTED": {"listed": False},
    "PROFILE-UNKNOWN": {"content": cii("urn:example:unknown")},
    "SYNTAX": {"content": UBL},
    "ZUGFERD-1": {"content": ZUGFERD_1_0},
    "ZUGFERD-2": {"content": cii(ZUGFERD_2_0)},
}


@pytest.mark.parametrize("rule", INVOICES)
def test_the_invoice_is_compared_with_its_profile(rule: str) -> None:
    assert rules(with_invoice(**INVOICES[rule])) == [rule]


@pytest.mark.parametrize("name", ["Factur-X.xml", "FACTUR-X.XML", "xrechnung.xml", "rechnung.xml"])
def test_an_invoice_under_another_name_is_read_all_the_same(name: str) -> None:
    pdf = hybrid([structs.replace(INVOICE, name=name)], xmp(CONTAINER, file_name=name))
    assert inspect_pdf(pdf).xml == INVOICE.content
    assert rules(pdf) == ["FILE-NAME"]


def test_an_official_checksum_is_right_in_hexadecimal_digits() -> None:
    digits = hashlib.md5(INVOICE.content, usedforsecurity=False).hexdigest().encode()
    assert rules(with_invoice(checksum=digits)) == []


STATEMENTS = {
    "PDFA": {"part": "2"},
    "XMP-MISSING": {"vocabulary": "urn:example:other#"},
    "XMP-LEVEL": {"conformance_level": "EXTENDED"},
    "XMP-VERSION": {"version": "2.0"},
    "XMP-FILE-NAME": {"file_name": "xrechnung.xml"},
    "XMP-TYPE": {"document_type": "ORDER"},
}


@pytest.mark.parametrize("rule", STATEMENTS)
def test_metadata_are_compared_with_the_invoice(rule: str) -> None:
    assert rules(hybrid([INVOICE], xmp(CONTAINER, **STATEMENTS[rule]))) == [rule]


@pytest.mark.parametrize("packet", [None, b"", b"<a", b"<!DOCTYPE a><a/>", b"\xff\xfe\x00"])
def test_metadata_may_be_missing_or_unreadable(packet: bytes | None) -> None:
    assert rules(hybrid([INVOICE], packet)) == ["PDFA", "XMP-MISSING"]


def test_the_level_is_that_of_the_xml_inside() -> None:
    invoice = structs.replace(INVOICE, content=cii(XRECHNUNG_3_0.urn))
    assert rules(hybrid([invoice], xmp(CONTAINER))) == ["FILE-NAME", "XMP-LEVEL", "XMP-VERSION"]


@pytest.mark.parametrize(
    ("vocabulary", "rule"),
    [
        ("urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#", "ZUGFERD-2"),
        ("urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#", "ZUGFERD-1"),
        ("urn:ferd:pdfa:invoice:rc#", "ZUGFERD-1"),
    ],
)
def test_metadata_tell_what_is_outdated(vocabulary: str, rule: str) -> None:
    invoice = structs.replace(INVOICE, name="ZUGFeRD-invoice.xml")
    assert rules(hybrid([invoice], xmp(CONTAINER, vocabulary=vocabulary))) == [rule]


def test_a_pdf_without_an_invoice() -> None:
    assert rules(hybrid([], xmp(CONTAINER))) == ["NO-INVOICE"]
    reading = inspect_pdf(hybrid([EXTRA], xmp(CONTAINER)))
    assert [finding.rule for finding in reading.findings] == ["ZG-PDF-NO-INVOICE"]
    assert [attachment.name for attachment in reading.attachments] == [EXTRA.name]


def test_of_several_invoices_the_stated_one_is_read() -> None:
    other = Embedded(name="xrechnung.xml", content=b"<a/>")
    reading = inspect_pdf(hybrid([other, INVOICE], xmp(CONTAINER)))
    assert reading.findings[0].rule == "ZG-PDF-SEVERAL-INVOICES"
    assert reading.xml == INVOICE.content


def test_a_file_that_is_described_twice_is_one_file() -> None:
    def describe_again(pdf: Pdf) -> None:
        pdf.Root.AF = Array([copy(pdf.Root.AF[0])])

    assert rules(hybrid([INVOICE], xmp(CONTAINER), change=describe_again)) == []


def test_a_name_tree_with_branches_is_walked() -> None:
    def branch(pdf: Pdf) -> None:
        leaf = pdf.make_indirect(copy(pdf.Root.Names.EmbeddedFiles))
        loop = pdf.make_indirect(Dictionary(Kids=Array([leaf])))
        loop.Kids.append(loop)
        pdf.Root.Names.EmbeddedFiles = loop

    assert rules(hybrid([INVOICE, EXTRA], xmp(CONTAINER), change=branch)) == ["ATTACHMENT"]


def test_an_attachment_belongs_into_the_invoice_too() -> None:
    lacking = hybrid([INVOICE, EXTRA], xmp(CONTAINER))
    holding = structs.replace(INVOICE, content=cii(EN16931.urn, BINARY_OBJECT))
    assert rules(lacking) == ["ATTACHMENT"]
    assert rules(hybrid([holding, EXTRA], xmp(CONTAINER))) == []
    (attachment,) = inspect_pdf(lacking).attachments
    assert (attachment.name, attachment.relationship) == (EXTRA.name, "Unspecified")
    assert attachment.sha256 == hashlib.sha256(EXTRA.content).hexdigest()


def test_limits_are_findings() -> None:
    pdf = hybrid([EXTRA, structs.replace(EXTRA, name="2.csv"), INVOICE], xmp(CONTAINER))
    assert "TOO-MANY-FILES" in rules(pdf, files_max=2)
    assert "TOO-LARGE" in rules(pdf, file_bytes_max=20)
    assert "TOO-LARGE" in rules(pdf, files_bytes_max=len(INVOICE.content))
    assert "TOO-LARGE" in rules(pdf, metadata_bytes_max=20)
    assert inspect_pdf(pdf, ContainerLimits(files_bytes_max=len(INVOICE.content))).xml


def test_an_encrypted_pdf_is_read_where_no_password_is_needed() -> None:
    pdf = hybrid([INVOICE], xmp(CONTAINER), encryption=Encryption(owner="secret", user=""))
    assert rules(pdf) == ["ENCRYPTED"]
    assert inspect_pdf(pdf).xml == INVOICE.content


def test_a_password_is_asked_for_in_vain() -> None:
    pdf = hybrid([INVOICE], xmp(CONTAINER), encryption=Encryption(owner="secret", user="secret"))
    assert rules(pdf) == ["PASSWORD"]


def test_a_damaged_table_is_repaired_and_named() -> None:
    pdf = with_invoice()
    assert rules(pdf.replace(b"startxref\n", b"startxref\n9")) == ["DAMAGED"]


def test_what_has_shifted_is_found_again() -> None:
    reading = inspect_pdf(with_invoice().replace(b"1 0 obj", b"% shifted\n1 0 obj", 1))
    assert reading.xml == INVOICE.content
    assert [finding.rule for finding in reading.findings] == ["ZG-PDF-DAMAGED"]


def test_an_unreadable_invoice_is_named() -> None:
    def corrupt(pdf: Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(b"no zlib", filter=Name.FlateDecode)

    pdf = hybrid([INVOICE], xmp(CONTAINER), change=corrupt, compress_streams=False)
    assert rules(pdf) == ["UNREADABLE-FILE"]
    assert inspect_pdf(pdf).xml is None


def test_a_hostile_name_stays_short_and_printable() -> None:
    name = "\x1b[31m\x00" + "x" * 5000 + ".xml"
    reading = inspect_pdf(hybrid([INVOICE, structs.replace(EXTRA, name=name)], xmp(CONTAINER)))
    (finding,) = reading.findings
    assert finding.message.de.isprintable()
    assert len(finding.message.de) < 500
