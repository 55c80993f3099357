"""What is counted and timed, in Prometheus' format."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from gateway.admission import Load
from gateway.shared_metrics import forget_the_dead
from gateway.stopwatch import Lap

# From a health check to the longest that a request may take.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 30.0)


class Metrics:
    """The metrics of one process, shown with those of its siblings where there are some."""

    def __init__(self, processes: int = 1) -> None:
        self._is_shared = processes > 1
        self._registry = CollectorRegistry()
        self._all = self._registry
        if self._is_shared:
            self._all = CollectorRegistry()
            MultiProcessCollector(self._all)  # type: ignore[no-untyped-call]
        self._requests = self._histogram(
            "zugio_request_duration_seconds",
            "Time from a request's first byte to its answer's last, by route and status",
            ("method", "route", "status"),
        )
        self._stages = self._histogram(
            "zugio_stage_duration_seconds", "Time of one stage of the pipeline", ("stage",)
        )
        self._in_flight = self._gauge(
            "zugio_requests_in_flight",
            "Requests that have begun and are not answered yet, by route",
            "route",
        )
        self._waiting = self._gauge(
            "zugio_queue_waiting", "Requests that wait for their turn, by lane", "lane"
        )
        self._running = self._gauge(
            "zugio_queue_running", "Requests that have their turn, by lane", "lane"
        )
        self._refusals = self._counter(
            "zugio_refusals", "Requests that ended without a document, by error", ("error",)
        )
        self._credits = self._counter(
            "zugio_credits_charged",
            "Documents that were charged to a token, by whether its credits are limited",
            ("unlimited",),
        )
        self._documents = self._counter(
            "zugio_documents",
            "Documents delivered, by media type, profile and verdict",
            ("media_type", "profile", "verdict"),
        )

    def _histogram(self, name: str, text: str, labels: tuple[str, ...]) -> Histogram:
        return Histogram(name, text, labels, buckets=_SECONDS, registry=self._registry)

    def _counter(self, name: str, text: str, labels: tuple[str, ...]) -> Counter:
        return Counter(name, text, labels, registry=self._registry)

    def _gauge(self, name: str, text: str, label: str) -> Gauge:
        return Gauge(name, text, (label,), multiprocess_mode="livesum", registry=self._registry)

    def in_flight(self, route: str) -> AbstractContextManager[object]:
        """Count a request as long as the block runs."""
        return self._in_flight.labels(route).track_inprogress()

    def observe_request(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).observe(seconds)

    def show_queue(self, loads: Mapping[str, Load]) -> None:
        for lane, load in loads.items():
            self._waiting.labels(lane).set(load.waiting)
            self._running.labels(lane).set(load.running)

    def count_refusal(self, error: str) -> None:
        self._refusals.labels(error).inc()

    def observe_stages(self, laps: tuple[Lap, ...]) -> None:
        for lap in laps:
            self._stages.labels(lap.stage).observe(lap.seconds)

    def count_charge(self, *, unlimited: bool) -> None:
        self._credits.labels(str(unlimited).lower()).inc()

    def count_document(self, media_type: str, profile: str, verdict: str) -> None:
        self._documents.labels(media_type, profile, verdict).inc()

    def text(self) -> bytes:
        """Return all metrics, of all processes, in the text format of Prometheus."""
        if self._is_shared:
            forget_the_dead()
        return generate_latest(self._all)
