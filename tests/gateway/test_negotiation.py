"""Headers and query say what is wanted; what cannot be had is refused."""

import pytest
from litestar.datastructures import Headers

from gateway.negotiation import source_of, wanted_language, wanted_media_types
from gateway.queries import Query, read_query
from gateway.refusals import Refusal


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/pdf"),
        ("*/*", "application/pdf"),
        ("application/*", "application/pdf"),
        ("application/json, */*;q=0.1", "application/json"),
        ("application/xml;q=0.4, application/json;q=0.5", "application/json"),
        ("text/csv, application/xml;q=0.9", "application/xml"),
        ("text/html", "text/html"),
        ("image/*", "image/png"),
        ("application/pdf;q=0, */*", "application/xml"),
    ],
)
def test_accept(accept: str, media_type: str) -> None:
    assert wanted_media_types(Headers({"accept": accept}))[0] == media_type


@pytest.mark.parametrize(
    "accept", ["text/csv", "image/jpeg", "nonsense", "application/pdf;q=0", "*/*;q=0"]
)
def test_what_cannot_be_served_is_refused(accept: str) -> None:
    with pytest.raises(Refusal) as refused:
        wanted_media_types(Headers({"accept": accept}))
    assert refused.value.kind.status == 406


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
def test_json_is_taken(content_type: str) -> None:
    assert source_of(Headers({"content-type": content_type})) == "application/json"


@pytest.mark.parametrize(
    ("content_type", "source"),
    [
        ("text/xml; charset=iso-8859-1", "application/xml"),
        ("application/xml", "application/xml"),
        ("application/pdf", "application/pdf"),
    ],
)
def test_documents_are_taken(content_type: str, source: str) -> None:
    assert source_of(Headers({"content-type": content_type})) == source


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/pdf", "content-encoding": "br"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_anything_else_is_not(headers: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        source_of(Headers(headers))
    assert refused.value.kind.status == 415


@pytest.mark.parametrize(
    ("accept_language", "language"),
    [
        ("", "de"),
        ("*", "de"),
        ("fr", "de"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("fr, en;q=0.4, de;q=0.5", "de"),
        ("de;q=x, en;q=0.1", "en"),
    ],
)
def test_language(accept_language: str, language: str) -> None:
    assert wanted_language(accept_language) == language


def test_query_is_read() -> None:
    query = read_query([("locale", "en-gb"), ("validation", "strict"), ("syntax", "cii")])
    assert query == Query(locale="en_GB", validation="strict", syntax="cii")


@pytest.mark.parametrize(
    ("parameters", "rules"),
    [
        ([("locle", "x")], ["ZG-QUERY-UNKNOWN"]),
        ([("locale", "de"), ("locale", "de")], ["ZG-QUERY-REPEATED"]),
        ([("validation", "x"), ("locale", "xx")], ["ZG-QUERY-VALUE", "ZG-QUERY-VALUE"]),
        ([("page", "0"), ("syntax", "edi")], ["ZG-QUERY-VALUE", "ZG-QUERY-VALUE"]),
        ([("profile_urn", "urn:nope"), ("locale", "")], ["ZG-QUERY-PROFILE", "ZG-QUERY-VALUE"]),
    ],
)
def test_query_problems_are_named(parameters: list[tuple[str, str]], rules: list[str]) -> None:
    assert [finding.rule for finding in read_query(parameters).problems] == rules
