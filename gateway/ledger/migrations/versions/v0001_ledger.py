"""The first tables: tokens, their entries, reservations, idempotency keys, and rate counters."""

import sqlalchemy as sa
from alembic import op

from gateway.ledger.tables import HASH, NUMBER, Instant

revision = "0001"
down_revision = None

ID = sa.String(40)


def upgrade() -> None:
    _make_tokens_and_entries()
    _make_what_passes()


def _make_tokens_and_entries() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", ID, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("secret_hash", HASH, nullable=False, unique=True),
        sa.Column("unlimited", sa.Boolean, nullable=False),
        sa.Column("available", sa.BigInteger, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant),
        sa.Column("revoked_at", Instant),
        sa.CheckConstraint("available >= 0", name="tokens_available_not_negative"),
    )
    op.create_table(
        "entries",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("token_id", ID, sa.ForeignKey("tokens.id"), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("credits", sa.BigInteger, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("reservation_id", ID, unique=True),
        sa.Column("document_hash", HASH),
        sa.Column("key_hash", HASH),
        sa.Column("profile", sa.String(100)),
        sa.Column("media_type", sa.String(100)),
    )
    op.create_index("entries_of_token", "entries", ["token_id", "id"])
    op.create_index("entries_by_time", "entries", ["token_id", "kind", "at"])


def _make_what_passes() -> None:
    op.create_table(
        "reservations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("token_id", ID, sa.ForeignKey("tokens.id"), nullable=False),
        sa.Column("credits", sa.BigInteger, nullable=False),
        sa.Column("lease_until", Instant, nullable=False),
    )
    op.create_index("reservations_by_lease", "reservations", ["token_id", "lease_until"])
    op.create_table(
        "bindings",
        sa.Column("token_id", ID, sa.ForeignKey("tokens.id"), primary_key=True),
        sa.Column("key_hash", HASH, primary_key=True),
        sa.Column("fingerprint", HASH, nullable=False),
        sa.Column("claim_id", ID),
        sa.Column("claimed_until", Instant),
        sa.Column("bound_until", Instant),
        sa.Column("entry_id", NUMBER, sa.ForeignKey("entries.id")),
    )
    op.create_table(
        "counters",
        sa.Column("id", sa.String(100), primary_key=True),
        sa.Column("hits", sa.BigInteger, nullable=False),
        sa.Column("until", Instant, nullable=False),
    )
    op.create_index("counters_by_end", "counters", ["until"])
