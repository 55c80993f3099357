"""Hostile and broken XML is refused in words; what is no invoice is known by its root."""

import pytest

from profiles.syntax.source import (
    DEPTH_MAX,
    TAGS_MAX,
    MalformedXML,
    kind_of,
    parse_xml,
    required_kind_of,
)

CII_ROOT = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"no XML",
        b"<a><b></a>",
        b"<a>" + b"x" * 100,
        b"<a>\x00</a>",
        b"<a>\xff\xfe</a>",
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a/><b/>",
        b"<a>&unknown;</a>",
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        ENTITIES,
        b"<a>" * (DEPTH_MAX + 1) + b"</a>" * (DEPTH_MAX + 1),
        b"<a>" * 100_000,
        b"<a %s/>" % b" ".join(b'b%d=""' % number for number in range(100_000)),
    ],
)
def test_what_is_no_harmless_xml_is_refused(document: bytes) -> None:
    with pytest.raises(MalformedXML):
        parse_xml(document)


UTF_16 = '<?xml version="1.0" encoding="UTF-16"?><a>Ä</a>'


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (b"", "ZG-XML-EMPTY"),
        (b"\xef\xbb\xbf \n", "ZG-XML-EMPTY"),
        ("\n".encode("utf-16"), "ZG-XML-EMPTY"),
        (b"\0" * 9, "ZG-XML-MALFORMED"),
        (b"%PDF-1.7", "ZG-XML-MALFORMED"),
        (ENTITIES, "ZG-XML-DOCTYPE"),
        (ENTITIES.decode().encode("utf-16"), "ZG-XML-DOCTYPE"),
        (b'<?xml version="1.0"?><!-- <a> --><?b c?>\n<!DOCTYPE a><a>', "ZG-XML-DOCTYPE"),
        (b"<!-- <!DOCTYPE a> --><a>", "ZG-XML-MALFORMED"),
        (b"<!-- " * 10_000, "ZG-XML-MALFORMED"),
        ("<a>Ä</a>".encode("latin-1"), "ZG-XML-ENCODING"),
        (UTF_16.encode(), "ZG-XML-ENCODING"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "ZG-XML-ENCODING"),
        (UTF_16.encode("utf-16")[:-1], "ZG-XML-MALFORMED"),
    ],
)
def test_the_fault_is_named(document: bytes, rule: str) -> None:
    with pytest.raises(MalformedXML) as refused:
        parse_xml(document)
    finding = refused.value.finding
    assert (finding.rule, finding.category) == (rule, "format")
    assert finding.hint is not None


@pytest.mark.parametrize(
    "document",
    [
        UTF_16.encode("utf-16"),
        UTF_16.encode("utf-16-be"),
        UTF_16.replace("16", "8").encode("utf-16"),
    ],
)
def test_utf_16_is_read(document: bytes) -> None:
    assert parse_xml(document).text == "Ä"


def test_size_and_depth_have_limits() -> None:
    assert parse_xml(b"<a>" * DEPTH_MAX + b"</a>" * DEPTH_MAX) is not None
    with pytest.raises(MalformedXML):
        parse_xml(b"<a/>", bytes_max=3)
    with pytest.raises(MalformedXML):
        parse_xml(b"<a>" + b"<b/>" * TAGS_MAX + b"</a>")


def test_the_place_is_named() -> None:
    with pytest.raises(MalformedXML) as refused:
        parse_xml(b"<a>\n<b></c></a>")
    assert "line 2," in refused.value.finding.message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_every_declared_encoding_is_read(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><a>Ä</a>'.encode(encoding)
    assert parse_xml(document).text == "Ä"


def test_comments_and_instructions_are_nothing() -> None:
    assert parse_xml(b"<a>1<!-- 2 --><?three 3?>4</a>").text == "14"


@pytest.mark.parametrize(
    ("root", "kind"),
    [
        (f'<CrossIndustryInvoice xmlns="{CII_ROOT}"/>', "cii"),
        (
            '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
            "ubl-invoice",
        ),
        (
            '<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>',
            "ubl-credit-note",
        ),
        ("<Invoice/>", None),
    ],
)
def test_the_root_says_which_kind_it_is(root: str, kind: str | None) -> None:
    assert kind_of(parse_xml(root.encode())) == kind


@pytest.mark.parametrize(
    ("root", "rule"),
    [
        (
            '<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
            "ZG-ZUGFERD-1",
        ),
        ("<Invoice/>", "ZG-XML-ROOT"),
    ],
)
def test_what_is_no_invoice_is_refused(root: str, rule: str) -> None:
    with pytest.raises(MalformedXML) as refused:
        required_kind_of(parse_xml(root.encode()))
    assert refused.value.finding.rule == rule
