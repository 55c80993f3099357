"""What a single value may not be, and how it is said."""

from profiles.finding import Wording


class Unfit(Exception):
    """A value is not what its field may hold; `rule` is the part after `ZG-INPUT-`."""

    def __init__(self, rule: str, message: Wording, hint: Wording) -> None:
        super().__init__(rule)
        self.rule = rule
        self.message = message
        self.hint = hint
