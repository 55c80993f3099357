"""Who may come in: tokens are looked up, anonymous callers are counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.callers import Caller, identify, identify_holder
from gateway.failures import CREDITS_HEADER
from gateway.ledger.fairness import AnonymousRate, RateState
from gateway.ledger.ledger import Ledger, opened
from gateway.ledger.tokens import Token
from gateway.negotiation import AnyRequest
from gateway.refusals import Refusal
from gateway.settings import Settings
from profiles.errors import EngineUnreachable
from profiles.finding import Wording

UNLIMITED = "unlimited"
_WINDOW_SECONDS = 60
_READY_WITHIN_SECONDS = 2


class Entrance:
    """The ledger and the rate limit, from the start of the server to its end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ledger: Ledger | None = None
        self._rate: AnonymousRate | None = None

    @property
    def ledger(self) -> Ledger:
        if self._ledger is None:
            raise EngineUnreachable("the ledger is not open")
        return self._ledger

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Open the ledger as long as the block runs; raises ZugioError."""
        url = self._settings.database_url_effective
        lease_seconds = self._settings.reservation_lease_seconds
        async with opened(url, lease_seconds=lease_seconds) as ledger:
            self._ledger = ledger
            per_minute = self._settings.anonymous_per_minute
            self._rate = AnonymousRate(ledger.database, per_minute) if per_minute else None
            yield

    async def ready(self) -> bool:
        """Tell whether tokens can be looked up now."""
        return await self.ledger.is_reachable(_READY_WITHIN_SECONDS)

    async def admit(self, request: AnyRequest) -> Caller:
        """Return who asks; raises Refusal UNAUTHORIZED or RATE_LIMITED."""
        peer = request.client.host if request.client else ""
        networks = self._settings.proxy_networks
        caller = await identify(request.headers, peer, self.ledger, networks)
        if caller.token is not None:
            tell_balance(request, caller.token, caller.token.available)
        elif self._rate is not None:
            self._count(request, await self._rate.hit(caller.address))
        return caller

    async def admit_holder(self, request: AnyRequest) -> Token:
        """Return the token that a request comes with; raises Refusal UNAUTHORIZED."""
        token = await identify_holder(request.headers, self.ledger)
        tell_balance(request, token, token.available)
        return token

    def _count(self, request: AnyRequest, state: RateState) -> None:
        headers = {
            "RateLimit-Policy": f'"anonymous";q={state.limit};w={_WINDOW_SECONDS}',
            "RateLimit": f'"anonymous";r={state.remaining};t={state.reset_seconds}',
        }
        request.scope["answer_headers"].update(headers)  # type: ignore[typeddict-item]
        if not state.allowed:
            retry = {"Retry-After": str(state.reset_seconds)}
            raise Refusal("RATE_LIMITED", _RATE_LIMITED, headers=retry)


def tell_balance(request: AnyRequest, token: Token, balance: int) -> None:
    """Put what a token has left into the answer, whatever that will be."""
    told = UNLIMITED if token.unlimited else str(balance)
    request.scope["answer_headers"][CREDITS_HEADER] = told  # type: ignore[typeddict-item]


_RATE_LIMITED = Wording(
    de="Ohne Token sind nicht mehr Anfragen in der Minute möglich. Versuchen Sie es später, oder "
    "verwenden Sie ein Token.",
    en="Without a token no more requests a minute are possible. Try again later, or use a token.",
)
