"""Why the ledger says no, as one branch of the tree in `profiles.errors`.

ZugioError
├── LedgerRefusal             something that a caller did or lacks
│   ├── TokenRefused          the secret is unknown, or its token expired or was revoked
│   ├── TokenUnknown          there is no token of this id
│   ├── InsufficientCredits   no credit can be reserved
│   └── KeyConflict           the idempotency key belongs to another request
├── EngineUnreachable
│   └── DatabaseUnreachable   the database does not answer, or not in time
│       └── ChargeUnknown     it was lost during a charge, which may be written or not
└── SetupIncomplete
    ├── DatabaseUnfit         the URL names no database that the ledger can live in
    └── DatabaseTooNew        a newer version of the product has been at this database
"""

from typing import Literal

from profiles.errors import EngineUnreachable, SetupIncomplete, ZugioError

Reason = Literal["unknown", "expired", "revoked"]


class LedgerRefusal(ZugioError):
    """The ledger says no, for a reason that its caller may know."""


class TokenRefused(LedgerRefusal):
    """The secret opens nothing, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"the token is {reason}")
        self.reason: Reason = reason


class TokenUnknown(LedgerRefusal):
    """There is no token of this id."""

    def __init__(self, token_id: str) -> None:
        super().__init__(f"there is no token {token_id}; “zugio tokens list” shows the id of each")
        self.token_id = token_id


class InsufficientCredits(LedgerRefusal):
    """No credit can be reserved; balance is what the token has."""

    def __init__(self, balance: int) -> None:
        super().__init__(f"{balance} credits are left")
        self.balance = balance


class KeyConflict(LedgerRefusal):
    """The idempotency key belongs to a request with another body or query."""


class DatabaseUnreachable(EngineUnreachable):
    """The database does not answer, or not in time."""


class ChargeUnknown(DatabaseUnreachable):
    """The database was lost during a charge, which may be written or not."""


class DatabaseUnfit(SetupIncomplete):
    """The URL names no database that the ledger can live in; the text says which it can."""


class DatabaseTooNew(SetupIncomplete):
    """A newer version of the product has been at this database; this one would harm it."""
