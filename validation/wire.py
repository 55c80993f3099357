"""What judge and worker say to each other: length-prefixed msgspec messages over two pipes."""

from msgspec import Struct, msgpack

from profiles.finding import Finding
from profiles.profile import Syntax
from profiles.syntax.source import DocumentKind
from validation.container.reading import ContainerLimits, ContainerReading
from validation.mishaps import Crash

LENGTH_BYTES = 4


class Job(Struct, frozen=True, kw_only=True):
    """One document to judge.

    scenario: the rules by name; None: those that the document's own guideline id names.
    syntax: what the document must be; None: whatever its root element says.
    """

    xml: bytes
    scenario: str | None
    syntax: Syntax | None


class ContainerJob(Struct, frozen=True, kw_only=True):
    """One hybrid PDF to read."""

    pdf: bytes
    limits: ContainerLimits


class Ready(Struct, frozen=True, tag=True):
    """The worker can take jobs."""


class Broken(Struct, frozen=True, tag=True):
    """The worker cannot start; the reason is for the log."""

    reason: str


class Refused(Struct, frozen=True, tag=True):
    """The document is no invoice in XML that could be judged."""

    finding: Finding


class Identified(Struct, frozen=True, tag=True):
    """What the document is, and the scenario by which it is to be judged, if there is one.

    guideline_xpath: where it names its guideline, None where it names none.
    """

    kind: DocumentKind
    guideline: str
    scenario: str
    guideline_xpath: str | None = None


class SchemaFailed(Struct, frozen=True, tag=True):
    """The document breaks the schema of its syntax, so no pack was asked."""

    findings: tuple[Finding, ...]


class Remarked(Struct, frozen=True, tag=True):
    """What no official rule looks at, and somebody should know all the same."""

    findings: tuple[Finding, ...]


class PackRan(Struct, frozen=True, tag=True):
    """One pack has said what it has to say.

    errors, warnings: how many there are, told or not.
    """

    pack: str
    findings: tuple[Finding, ...]
    errors: int
    warnings: int


class PackCrashed(Struct, frozen=True, tag=True):
    """One pack failed on the document."""

    pack: str
    kind: Crash


class ContainerRead(Struct, frozen=True, tag=True):
    """A PDF has been read."""

    reading: ContainerReading


class PackMissing(Struct, frozen=True, tag=True):
    """One pack is not installed, or not as it was published."""

    pack: str


class Done(Struct, frozen=True, tag=True):
    """The job is at its end, the worker waits for the next."""


Task = Job | ContainerJob
Step = (
    Refused
    | Identified
    | SchemaFailed
    | Remarked
    | PackRan
    | PackCrashed
    | PackMissing
    | ContainerRead
)
Answer = Ready | Broken | Step | Done

_encoder = msgpack.Encoder()
_jobs = msgpack.Decoder(Job)
_container_jobs = msgpack.Decoder(ContainerJob)
_answers: msgpack.Decoder[Answer] = msgpack.Decoder(Answer)


def frame(message: Struct) -> bytes:
    """Return a message with its length before it."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def length(prefix: bytes) -> int:
    """Read the length that stands before a message."""
    return int.from_bytes(prefix, "big")


def decode_job(body: bytes) -> Job:
    """Read what a worker was asked."""
    return _jobs.decode(body)


def decode_container_job(body: bytes) -> ContainerJob:
    """Read which PDF a worker was given."""
    return _container_jobs.decode(body)


def decode_answer(body: bytes) -> Answer:
    """Read what a worker answered; raises msgspec.DecodeError."""
    return _answers.decode(body)
