"""What is counted and timed, in Prometheus' format."""

from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from gateway.stopwatch import Lap

# From a health check to the longest that a request may take.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 30.0)


class Metrics:
    """The metrics of one process, shown with those of its siblings where there are some."""

    def __init__(self, processes: int = 1) -> None:
        self._registry = CollectorRegistry()
        self._all = self._registry
        if processes > 1:
            self._all = CollectorRegistry()
            MultiProcessCollector(self._all)  # type: ignore[no-untyped-call]
        self._requests = Histogram(
            "zugio_request_duration_seconds",
            "Time from a request's first byte to its answer's last, by route and status",
            ("method", "route", "status"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._in_flight = Gauge(
            "zugio_requests_in_flight",
            "Requests that have begun and are not answered yet, by route",
            ("route",),
            multiprocess_mode="livesum",
            registry=self._registry,
        )
        self._credits = Counter(
            "zugio_credits_charged",
            "Documents that were charged to a token, by whether its credits are limited",
            ("unlimited",),
            registry=self._registry,
        )
        self._stages = Histogram(
            "zugio_stage_duration_seconds",
            "Time of one stage of the pipeline",
            ("stage",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._documents = Counter(
            "zugio_documents",
            "Documents delivered, by media type, profile and verdict",
            ("media_type", "profile", "verdict"),
            registry=self._registry,
        )

    def in_flight(self, route: str) -> AbstractContextManager[object]:
        """Count a request as long as the block runs."""
        return self._in_flight.labels(route).track_inprogress()

    def observe_request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).observe(seconds)

    def observe_stages(self, laps: tuple[Lap, ...]) -> None:
        for lap in laps:
            self._stages.labels(lap.stage).observe(lap.seconds)

    def count_charge(self, *, unlimited: bool) -> None:
        self._credits.labels(str(unlimited).lower()).inc()

    def count_document(self, media_type: str, profile: str, verdict: str) -> None:
        self._documents.labels(media_type, profile, verdict).inc()

    def text(self) -> bytes:
        """Return all metrics, of all processes, in the text format of Prometheus."""
        return generate_latest(self._all)
