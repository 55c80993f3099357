"""How often an anonymous caller may ask: so many times a minute for each address."""

import ipaddress
import math

from limits import RateLimitItemPerMinute
from limits.aio.strategies import FixedWindowRateLimiter
from msgspec import Struct

from gateway.ledger.clock import Clock, utc_now
from gateway.ledger.counters import Counters
from gateway.ledger.database import Database

IPV6_PREFIX_BITS = 64
# Whoever comes without an IP address, as over a socket in the file system, is counted as one.
NOWHERE = "nowhere"


class RateState(Struct, frozen=True, kw_only=True):
    """Whether a request is let in, and what is left until reset_seconds from now."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int


class AnonymousRate:
    """The limit of one address, counted over all processes and replicas of one database."""

    def __init__(self, database: Database, per_minute: int, clock: Clock = utc_now) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = FixedWindowRateLimiter(Counters(database, clock))
        self._clock = clock

    async def hit(self, address: str) -> RateState:
        """Count a request from an address; one that is refused is not counted.

        Raises DatabaseUnreachable.
        """
        caller = network_of(address)
        before = await self._limiter.get_window_stats(self._item, caller)
        # Only reading for those over their limit keeps a flood from taking everybody's turn.
        allowed = before.remaining > 0 and await self._limiter.hit(self._item, caller)
        is_first = before.remaining == self._item.amount
        reset_at = self._now() + self._item.get_expiry() if is_first else before.reset_time
        return RateState(
            allowed=allowed,
            limit=self._item.amount,
            remaining=before.remaining - 1 if allowed else 0,
            reset_seconds=max(1, math.ceil(reset_at - self._now())),
        )

    def _now(self) -> float:
        return self._clock().timestamp()


def network_of(address: str) -> str:
    """Return what one caller is known by: an IPv4 address, or an IPv6 network of 64 bits.

    An IPv4 address that is written as IPv6 is the IPv4 address. What is no address is NOWHERE.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return NOWHERE
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            network = ipaddress.IPv6Network((int(parsed), IPV6_PREFIX_BITS), strict=False)
            return str(network)
        parsed = parsed.ipv4_mapped
    return str(parsed)
