"""What a rule file reports, before it is put into words."""

from msgspec import Struct


class Hit(Struct, frozen=True):
    """One assert that failed or report that fired, as the rule file says it.

    made_of: context and test of an assert that has no id.
    """

    rule: str | None
    flag: str | None
    location: str
    text: str
    made_of: str = ""
