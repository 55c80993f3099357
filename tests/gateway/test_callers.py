"""Who is anonymous, and which address a caller is counted under: its own, whatever it writes."""

from ipaddress import ip_network

import pytest
from litestar.datastructures import Headers

from gateway.callers import address_of, is_anonymous

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["1.2.3.4, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["198.51.100.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["1.2.3.4, nonsense, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", [" ,, "], "10.0.0.1"),
        ("fd00::1", ["2001:db8::7"], "2001:db8::7"),
        ("::ffff:10.0.0.1", ["2001:db8::7"], "2001:db8::7"),
        ("2001:db8::8", ["2001:db8::7"], "2001:db8::8"),
        ("", ["2001:db8::7"], ""),
    ],
)
def test_address(peer: str, forwarded: list[str], address: str) -> None:
    headers = Headers([(b"x-forwarded-for", value.encode()) for value in forwarded])
    assert address_of(headers, peer, PROXIES) == address


@pytest.mark.parametrize("name", ["authorization", "x-api-key"])
@pytest.mark.parametrize("value", ["", " ", "Bearer", "Bearer ", "Basic eA==", "x"])
def test_who_sends_credentials_is_never_anonymous(name: str, value: str) -> None:
    assert not is_anonymous(Headers({name: value}))
    assert is_anonymous(Headers({}))


def test_without_trusted_proxies_nothing_is_believed() -> None:
    headers = Headers({"x-forwarded-for": "198.51.100.1"})
    assert address_of(headers, "127.0.0.1", ()) == "127.0.0.1"
