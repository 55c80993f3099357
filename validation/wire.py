"""What judge and worker say to each other: length-prefixed msgspec messages over two pipes."""

from msgspec import Struct, msgpack

from profiles.finding import Finding
from profiles.profile import Syntax
from validation.container.reading import ContainerLimits, ContainerReading

LENGTH_BYTES = 4


class Job(Struct, frozen=True, kw_only=True):
    """One document to judge."""

    xml: bytes
    scenario: str
    syntax: Syntax


class ContainerJob(Struct, frozen=True, kw_only=True):
    """One hybrid PDF to read."""

    pdf: bytes
    limits: ContainerLimits


class Ready(Struct, frozen=True, tag=True):
    """The worker has compiled everything."""


class Broken(Struct, frozen=True, tag=True):
    """The worker cannot start; the reason is for the log."""

    reason: str


class SchemaFailed(Struct, frozen=True, tag=True):
    """The document is no XML of its syntax, so no pack was asked."""

    findings: tuple[Finding, ...]


class PackRan(Struct, frozen=True, tag=True):
    """One pack has said what it has to say."""

    pack: str
    findings: tuple[Finding, ...]


class PackCrashed(Struct, frozen=True, tag=True):
    """One pack failed on the document; the kind of error is for the log."""

    pack: str
    kind: str


class ContainerRead(Struct, frozen=True, tag=True):
    """A PDF has been read."""

    reading: ContainerReading


class Done(Struct, frozen=True, tag=True):
    """The job is at its end, the worker waits for the next."""


Task = Job | ContainerJob
Step = SchemaFailed | PackRan | PackCrashed | ContainerRead
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
