"""What a caller hears whose body is too large: how much is allowed, and what allows more."""

import re

import pytest
from litestar.datastructures import Headers

from gateway.receiving import refuse_large
from gateway.refusals import KINDS, Refusal
from gateway.settings import documented_settings


@pytest.mark.parametrize(
    ("bytes_max", "german", "english"),
    [
        (10_000_000, "10 MB", "10 MB"),
        (100_000_000, "100 MB", "100 MB"),
        (2_500_000, "2,5 MB", "2.5 MB"),
        (10_485_760, "10,49 MB", "10.49 MB"),
        (1_000, "1 kB", "1 kB"),
        (1, "1 Bytes", "1 bytes"),
    ],
)
def test_the_limit_is_said_as_people_say_it(bytes_max: int, german: str, english: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_large(Headers({"content-length": str(bytes_max + 1)}), bytes_max)
    detail = refused.value.detail
    assert (f" {german}." in detail.de, f" {english}." in detail.en) == (True, True)


def test_the_settings_that_allow_more_exist() -> None:
    remedy = KINDS["REQUEST_TOO_LARGE"].remedy
    named = {name for text in (remedy.de, remedy.en) for name in re.findall(r"ZUGIO_\w+", text)}
    assert named == {"ZUGIO_BODY_BYTES_MAX", "ZUGIO_LINES_MAX"}
    assert named <= {setting.variable for setting in documented_settings()}
