"""Headers and query say what is wanted; what cannot be had is refused."""

import pytest
from litestar.datastructures import Headers

from gateway.negotiation import require_json, wanted_language, wanted_media_type
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
        ("text/html, application/xml;q=0.9", "application/xml"),
        ("application/pdf;q=0, */*", "application/xml"),
    ],
)
def test_accept(accept: str, media_type: str) -> None:
    assert wanted_media_type(Headers({"accept": accept})) == media_type


@pytest.mark.parametrize(
    "accept", ["text/html", "image/png", "nonsense", "application/pdf;q=0", "*/*;q=0"]
)
def test_what_cannot_be_served_is_refused(accept: str) -> None:
    with pytest.raises(Refusal) as refused:
        wanted_media_type(Headers({"accept": accept}))
    assert refused.value.kind.status == 406


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
def test_json_is_taken(content_type: str) -> None:
    require_json(Headers({"content-type": content_type}))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "application/xml"},
        {"content-type": "application/json; charset=latin-1"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_anything_else_is_not(headers: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        require_json(Headers(headers))
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
    assert query == Query(locale="en_GB", validation="strict")


@pytest.mark.parametrize(
    ("parameters", "rules"),
    [
        ([("locle", "x")], ["ZG-QUERY-UNKNOWN"]),
        ([("locale", "de"), ("locale", "de")], ["ZG-QUERY-REPEATED"]),
        ([("validation", "x"), ("locale", "xx")], ["ZG-QUERY-VALUE", "ZG-QUERY-VALUE"]),
        ([("profile_urn", "urn:nope"), ("locale", "")], ["ZG-QUERY-PROFILE", "ZG-QUERY-VALUE"]),
    ],
)
def test_query_problems_are_named(parameters: list[tuple[str, str]], rules: list[str]) -> None:
    assert [finding.rule for finding in read_query(parameters).problems] == rules


def test_ubl_is_not_served() -> None:
    with pytest.raises(Refusal) as refused:
        read_query([("syntax", "ubl")])
    assert refused.value.kind.status == 406
