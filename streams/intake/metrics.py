"""What the intake counts, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counters of one intake."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "wireroom_intake_requests", "Requests by the status of their answer.", ["status"], registry=self.registry
        )
        self._articles = Counter(
            "wireroom_intake_articles",
            "Articles by the key that brought them and the status of each: 202 is on the topic.",
            ["key", "status"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "wireroom_intake_seconds", "From headers to answer.", buckets=SECONDS, registry=self.registry
        )

    def answered(self, status: int, seconds: float) -> None:
        """A request to send articles was answered."""
        self._requests.labels(status).inc()
        self._seconds.observe(seconds)

    def article(self, key: str, status: int, count: int = 1) -> None:
        """So many articles were taken or refused."""
        self._articles.labels(key, status).inc(count)
