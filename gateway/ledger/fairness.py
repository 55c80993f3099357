"""How often an anonymous caller may ask: so many times a minute for each address."""

import asyncio
import ipaddress
import math

from limits import RateLimitItemPerMinute
from limits.aio.strategies import FixedWindowRateLimiter
from msgspec import Struct

from gateway.ledger.clock import Clock, utc_now
from gateway.ledger.counters import Counters
from gateway.ledger.database import Database

IPV6_PREFIX_BITS = 64
COUNTED_AT_ONCE = 2
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
        # Holders of tokens need the database too, and wait for few of these at most.
        self._turns = asyncio.Semaphore(COUNTED_AT_ONCE)

    async def hit(self, address: str) -> RateState:
        """Count a request from an address.

        Raises DatabaseUnreachable.
        """
        async with self._turns:
            return await self._hit(network_of(address))

    async def _hit(self, caller: str) -> RateState:
        # Who is known to be over the limit is not counted, so that a flood costs no writing.
        is_over = not await self._limiter.test(self._item, caller)
        allowed = not is_over and await self._limiter.hit(self._item, caller)
        window = await self._limiter.get_window_stats(self._item, caller)
        return RateState(
            allowed=allowed,
            limit=self._item.amount,
            remaining=window.remaining,
            reset_seconds=max(1, math.ceil(window.reset_time - self._clock().timestamp())),
        )


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
