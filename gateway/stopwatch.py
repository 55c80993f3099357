"""How long each stage of one request took."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from msgspec import Struct


class Lap(Struct, frozen=True):
    """One stage and its duration in seconds."""

    stage: str
    seconds: float


class Stopwatch:
    """Times the stages of one request; stages may overlap."""

    def __init__(self) -> None:
        self._laps: list[Lap] = []

    @property
    def laps(self) -> tuple[Lap, ...]:
        return tuple(self._laps)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what runs inside, also when it fails."""
        started = perf_counter()
        try:
            yield
        finally:
            self._laps.append(Lap(name, perf_counter() - started))

    def server_timing(self) -> str:
        """Return the laps as a Server-Timing header, in milliseconds."""
        return ", ".join(f"{lap.stage};dur={lap.seconds * 1000:.1f}" for lap in self._laps)
