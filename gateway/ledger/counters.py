"""Where the rate limit counts: in the ledger's database, so that all processes count together."""

from datetime import datetime, timedelta

from limits.aio.storage import Storage
from sqlalchemy import case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from gateway.ledger import tables
from gateway.ledger.clock import Clock
from gateway.ledger.database import WAIT_SECONDS, Database
from gateway.ledger.keys import fingerprint_of

PURGE_EVERY = timedelta(minutes=1)
PURGED_AT_ONCE = 1000

_TABLE = tables.counters


class Counters(Storage):
    """A storage for the `limits` library; a counter begins with its first hit and ends by itself.

    What is counted is stored as a hash.
    """

    STORAGE_SCHEME = None  # is handed over as it is, and looked up by nobody

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._purged_at = clock()
        # What this process was told last; others count too, so the truth may be higher.
        self._last: dict[str, tuple[int, datetime]] = {}

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, in one statement, and return how much was counted in this window."""
        now = self._clock()
        await self._purge(now)
        fresh = {"hits": amount, "until": now + timedelta(seconds=expiry)}
        is_over = _TABLE.c.until <= now
        make = sqlite.insert if self._database.is_sqlite else postgresql.insert
        counting = (
            make(_TABLE)
            .values(id=_id_of(key), **fresh)
            .on_conflict_do_update(
                index_elements=[_TABLE.c.id],
                set_={
                    "hits": case((is_over, amount), else_=_TABLE.c.hits + amount),
                    "until": case((is_over, fresh["until"]), else_=_TABLE.c.until),
                },
            )
            .returning(_TABLE.c.hits, _TABLE.c.until)
        )

        async def count(connection: AsyncConnection) -> tuple[int, datetime]:
            row = (await connection.execute(counting)).one()
            return int(row.hits), row.until

        self._last[key] = counted = await self._database.write(count)
        return counted[0]

    async def get(self, key: str) -> int:
        """Return what was counted when this process last did; 0 in a new window."""
        hits, until = self._last.get(key, (0, self._clock()))
        return hits if until > self._clock() else 0

    async def get_expiry(self, key: str) -> float:
        """Return when the window ends, in seconds since 1970; now, where there is none."""
        return max(self._last.get(key, (0, self._clock()))[1], self._clock()).timestamp()

    async def check(self) -> bool:
        return await self._database.answers(select(_TABLE.c.id).limit(1), WAIT_SECONDS)

    async def reset(self) -> int | None:
        """Forget everything that was counted, and return how many counters that were."""

        async def forget(connection: AsyncConnection) -> int:
            return (await connection.execute(delete(_TABLE))).rowcount

        self._last.clear()
        return await self._database.write(forget)

    async def clear(self, key: str) -> None:
        async def forget(connection: AsyncConnection) -> None:
            await connection.execute(delete(_TABLE).where(_TABLE.c.id == _id_of(key)))

        self._last.pop(key, None)
        await self._database.write(forget)

    async def _purge(self, now: datetime) -> None:
        """Now and then, delete counters whose window is over."""
        if now - self._purged_at < PURGE_EVERY:
            return
        self._purged_at = now
        self._last = {key: last for key, last in self._last.items() if last[1] > now}
        over = (
            select(_TABLE.c.id)
            .where(_TABLE.c.until <= now)
            .limit(PURGED_AT_ONCE)
            # What another replica deletes or counts at this moment is left to it.
            .with_for_update(skip_locked=True)
        )

        async def forget(connection: AsyncConnection) -> None:
            await connection.execute(delete(_TABLE).where(_TABLE.c.id.in_(over)))

        await self._database.write(forget)


def _id_of(key: str) -> str:
    return fingerprint_of(key.encode())
