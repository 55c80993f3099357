"""What we did wrong, as one tree of exceptions; what a caller did wrong is a Finding.

ZugioError
├── SetupIncomplete     something that set-up installs is missing or damaged
├── StageFailed         a stage did not do its work
├── EngineUnreachable   the browser or the rule workers cannot be reached
├── Overloaded          a queue is full
└── DeadlinePassed      a stage took longer than it may
"""


class ZugioError(Exception):
    """The root; its text is for the log and never holds invoice content."""


class SetupIncomplete(ZugioError):
    """Something that set-up installs is missing or damaged; the text names the mend."""


class StageFailed(ZugioError):
    """A stage did not do its work."""


class EngineUnreachable(ZugioError):
    """The browser or the rule workers cannot be reached."""


class Overloaded(ZugioError):
    """A queue is full; trying again later can help."""


class DeadlinePassed(ZugioError):
    """A stage took longer than it may."""
