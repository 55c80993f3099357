"""The tables of the ledger; the migrations make them, a test compares the two.

No table holds a secret, an idempotency key or anything of an invoice, only their hashes.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite knows no time zones, so there it is written without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


HASH = String(64)
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("secret_hash", HASH, nullable=False, unique=True),
    Column("unlimited", Boolean, nullable=False),
    # What can be reserved now: neither charged nor held by an open reservation.
    Column("available", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
    CheckConstraint("available >= 0", name="tokens_available_not_negative"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("token_id", String(40), ForeignKey("tokens.id"), nullable=False),
    Column("kind", String(10), nullable=False),
    # What the entry adds to the token; 0 for a charge on an unlimited token.
    Column("credits", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    # Makes a second commit of the same reservation find the first.
    Column("reservation_id", String(40), unique=True),
    Column("document_hash", HASH),
    Column("key_hash", HASH),
    Column("profile", String(100)),
    Column("media_type", String(100)),
    Index("entries_of_token", "token_id", "id"),
    Index("entries_by_time", "token_id", "kind", "at"),
)

reservations = Table(
    "reservations",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("token_id", String(40), ForeignKey("tokens.id"), nullable=False),
    # 1, or 0 on an unlimited token.
    Column("credits", BigInteger, nullable=False),
    Column("lease_until", Instant, nullable=False),
    Index("reservations_by_lease", "token_id", "lease_until"),
)

bindings = Table(
    "bindings",
    metadata,
    Column("token_id", String(40), ForeignKey("tokens.id"), primary_key=True),
    Column("key_hash", HASH, primary_key=True),
    Column("fingerprint", HASH, nullable=False),
    # Set while a request works under the key.
    Column("claim_id", String(40)),
    Column("claimed_until", Instant),
    # Set once a document was delivered, with the entry that paid for it, if one did.
    Column("bound_until", Instant),
    Column("entry_id", NUMBER, ForeignKey("entries.id")),
)

counters = Table(
    "counters",
    metadata,
    Column("id", String(100), primary_key=True),
    Column("hits", BigInteger, nullable=False),
    Column("until", Instant, nullable=False),
    Index("counters_by_end", "until"),
)
