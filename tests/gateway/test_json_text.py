"""What is no JSON is refused with its place; numbers never pass through a float."""

from decimal import Decimal

import pytest

from gateway.dialects.json_text import RepeatedKeys, parse
from gateway.dialects.problems import MalformedJSON


def test_numbers_are_decimals() -> None:
    assert parse(b"[0.1, 1, 1e2]") == [Decimal("0.1"), Decimal(1), Decimal(100)]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse(b"\xef\xbb\xbf{}") == {}


def test_repeated_keys_are_marked() -> None:
    found = parse(b'{"a": 1, "b": 2, "a": 3}')
    assert isinstance(found, RepeatedKeys)
    assert found.keys_repeated == ("a",)


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "line 1, column 1"),
        (b'{\n "a": 1,}', "line 2, column 9"),
        (b'{"NaN": NaN}', "line 1, column 9"),
        (b"[-Infinity]", "line 1, column 2"),
        (b'{"a": "\xff"}', "byte 8"),
        ('{"a": 1}'.encode("utf-16-le"), "line 1, column 2"),
        (b"[" * 100_000, "line 1, column 101"),
        (b'{"a":' * 100_000, "line 1, column 501"),
        (b"{} {}", "line 1, column 4"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(body: bytes, place: str) -> None:
    with pytest.raises(MalformedJSON) as refused:
        parse(body)
    finding = refused.value.finding
    assert finding.message.en.startswith(f"{place}: ")
    assert finding.hint is not None


@pytest.mark.parametrize("number", ["1e400", "1e99999999999999999999", "9" * 5000])
def test_numbers_beyond_reason_are_read_without_harm(number: str) -> None:
    found = parse(number.encode())
    assert isinstance(found, Decimal)
    assert not found.is_finite() or found > 10**15
