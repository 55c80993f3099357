"""What a rule file reports, before it is put into words."""

from msgspec import Struct

# Of each assert; most often all have the same cause.
PLACES_MAX = 50


class Hit(Struct, frozen=True):
    """One assert that failed or report that fired, as the rule file says it.

    made_of: context and test of an assert that has no id.
    more: how many places there are beside this one that are not told.
    """

    rule: str | None
    flag: str | None
    location: str
    text: str
    made_of: str = ""
    more: int = 0
