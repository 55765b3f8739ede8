"""What a worker counts, for Prometheus."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from streams.agents.answer import Reply

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


class Metrics:
    """Counters of one worker; each says what it counts in its help text."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._articles = Counter(
            "wireroom_articles", "Articles by what became of them.", ["outcome"], registry=self.registry
        )
        self._events = Counter("wireroom_events", "Events read from articles.", registry=self.registry)
        self._read = Histogram(
            "wireroom_read_seconds", "Parse and rules, an article.", buckets=SECONDS, registry=self.registry
        )
        self._store = Histogram(
            "wireroom_store_seconds", "Transaction in Postgres, a batch.", buckets=SECONDS, registry=self.registry
        )
        self._rejected = Counter(
            "wireroom_dead_letters", "Messages that could not be read.", ["reason"], registry=self.registry
        )
        self._announced = Counter(
            "wireroom_announced", "Messages sent from the outbox.", ["topic"], registry=self.registry
        )
        self._lag = Gauge("wireroom_lag_messages", "Not yet committed.", ["topic", "partition"], registry=self.registry)

    def read(self, reply: Reply) -> None:
        """An article was answered by the pool."""
        self._read.observe(reply.seconds)
        self._events.inc(reply.events)
        if reply.reason:
            self._rejected.labels(reply.reason).inc()

    def stored(self, outcomes: Sequence[str], seconds: float) -> None:
        """A batch was committed."""
        self._store.observe(seconds)
        for outcome in outcomes:
            self._articles.labels(outcome).inc()

    def announced(self, topic: str) -> None:
        """A message of the outbox was sent."""
        self._announced.labels(topic).inc()

    def lag(self, topic: str, partition: int, messages: int) -> None:
        """How far one partition's commit is behind its end."""
        self._lag.labels(topic, partition).set(messages)

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self.registry)
