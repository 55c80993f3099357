"""Who asks: the holder of a token, or an anonymous caller at an address."""

import ipaddress
from collections.abc import Sequence

from litestar.datastructures import Headers
from msgspec import Struct

from gateway.ledger.ledger import Ledger
from gateway.ledger.refusals import TokenRefused
from gateway.ledger.tokens import Token
from gateway.refusals import Refusal
from profiles.finding import Wording

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SCHEMES = frozenset({"bearer", "token"})
_FORWARDED_MAX = 50


class Caller(Struct, frozen=True, kw_only=True):
    """One caller; without a token it is anonymous."""

    address: str
    token: Token | None = None


def is_anonymous(headers: Headers) -> bool:
    """Return whether a request names no token at all, be it a good, a bad or a blank one."""
    return _secret(headers) is None


async def identify(
    headers: Headers, peer: str, ledger: Ledger, trusted_proxies: Sequence[Network]
) -> Caller:
    """Return who asks; raises Refusal UNAUTHORIZED for every token that opens nothing."""
    address = address_of(headers, peer, trusted_proxies)
    secret = _secret(headers)
    if secret is None:
        return Caller(address=address)
    try:
        return Caller(address=address, token=await ledger.find(secret))
    except TokenRefused as refused:
        raise unauthorized(refused) from refused


async def identify_holder(headers: Headers, ledger: Ledger) -> Token:
    """Return the token that a request comes with; raises Refusal UNAUTHORIZED without one."""
    secret = _secret(headers)
    try:
        return await ledger.find("" if secret is None else secret)
    except TokenRefused as refused:
        raise unauthorized(refused) from refused


def address_of(headers: Headers, peer: str, trusted_proxies: Sequence[Network]) -> str:
    """Return the address of the caller itself.

    X-Forwarded-For is read from its end, and believed only as far as trusted proxies wrote it: a
    caller can put whatever it likes before that.
    """
    address = peer
    forwarded = headers.getall("x-forwarded-for", [])
    written = [entry.strip() for entry in ",".join(forwarded).split(",") if entry.strip()]
    for entry in reversed(written[-_FORWARDED_MAX:]):
        if not _is_trusted(address, trusted_proxies) or not _is_address(entry):
            break
        address = entry
    return address


def unauthorized(refused: TokenRefused) -> Refusal:
    """Refuse a token, and say whether it was ever one."""
    return Refusal("UNAUTHORIZED", _REASONS[refused.reason], headers={"WWW-Authenticate": "Bearer"})


def _secret(headers: Headers) -> str | None:
    """Return the token of a request; a blank one, or a scheme that is not ours, opens nothing."""
    authorization, key = headers.get("authorization"), headers.get("x-api-key")
    if authorization is None and key is None:
        return None
    if not (authorization and authorization.strip()):
        return (key or "").strip()
    scheme, _, secret = authorization.strip().partition(" ")
    return secret.strip() if scheme.lower() in _SCHEMES else ""


def _is_trusted(address: str, networks: Sequence[Network]) -> bool:
    if not _is_address(address):
        return False
    parsed = ipaddress.ip_address(address)
    # A socket that takes both kinds of addresses shows IPv4 ones as IPv6.
    plain = getattr(parsed, "ipv4_mapped", None) or parsed
    return any(plain in network for network in networks)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


_REASONS = {
    "unknown": Wording(
        de="Dieses Token ist nicht bekannt. Ohne Token erhalten Sie die Rechnung mit einem "
        "Hinweis auf die kostenfreie Version.",
        en="This token is not known. Without a token you get the invoice with a notice of the "
        "free version.",
    ),
    "expired": Wording(
        de="Dieses Token ist abgelaufen. Lassen Sie sich ein neues geben.",
        en="This token has expired. Ask for a new one.",
    ),
    "revoked": Wording(
        de="Dieses Token wurde widerrufen. Lassen Sie sich ein neues geben.",
        en="This token was revoked. Ask for a new one.",
    ),
}
