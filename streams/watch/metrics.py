"""What watching counts, for Prometheus. A feed goes by its name in the list."""

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector

from models.watched import Kept


class Metrics:
    """Counters of one watcher."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._asked = Counter(
            "wireroom_watch_answers",
            "Questions to a feed by what came: changed, unchanged, failed or gone.",
            ["feed", "outcome"],
            registry=self.registry,
        )
        self._articles = Counter(
            "wireroom_watch_articles", "Articles of a feed that were published.", ["feed"], registry=self.registry
        )
        self._rejects = Counter(
            "wireroom_watch_rejects", "Pieces of a feed that are no article.", ["feed"], registry=self.registry
        )
        self._failures = Gauge(
            "wireroom_watch_failures", "Failures in a row; 0: it answers.", ["feed"], registry=self.registry
        )
        self._answered = Gauge(
            "wireroom_watch_answered_seconds", "When it last answered well.", ["feed"], registry=self.registry
        )

    def known(self, feed: str, known: Kept) -> None:
        """How a feed stands."""
        self._failures.labels(feed).set(known.failures)
        if known.answered_at is not None:
            self._answered.labels(feed).set(known.answered_at.timestamp())

    def answered(self, feed: str, outcome: str) -> None:
        """A question was answered, one way or another."""
        self._asked.labels(feed, outcome).inc()

    def published(self, feed: str, articles: int, rejects: int) -> None:
        """A feed that changed was gone through."""
        self._articles.labels(feed).inc(articles)
        self._rejects.labels(feed).inc(rejects)
