"""The one way into `news.articles` for programs and for `wireroom publish`."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kafka import KafkaProducer
from kafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from streams.access import client
from streams.feeds.items import Item, Reject
from streams.limits import ARTICLE_BYTES
from streams.topics import ARTICLES

IN_FLIGHT: Final = 10_000
"""Articles sent and not yet acknowledged, at most."""
IN_FLIGHT_BYTES: Final = 64 * 1024**2
"""Bytes of them, at most, but for one article."""
DELIVERY_SECONDS: Final = 120.0
"""How long an article is tried before it is given up, unless told otherwise."""
STALL_SECONDS: Final = 3.0
"""After how long without an acknowledgement a person is told."""
NAMED: Final = 100_000
"""Pieces of a feed that are named, so that a whole crawl of garbage fits into memory; more than any request has."""
CLOSE_SECONDS: Final = 1.0
JOIN_SECONDS: Final = 3.0

Report = Callable[[str], None]
"""Takes one line for a person who waits."""


@dataclass(slots=True)
class Delivery:
    """What became of a feed: how many articles the broker acknowledged, and everything that it did not."""

    acknowledged: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    """What is no article, or too large; the first NAMED of it."""
    undelivered: list[Reject] = field(default_factory=list)

    def reject(self, piece: Reject) -> None:
        """Count a piece of a feed that is not published, and name it."""
        self.rejected += 1
        if len(self.rejects) < NAMED:
            self.rejects.append(piece)


def connect(broker: str, delivery_seconds: float = DELIVERY_SECONDS) -> KafkaProducer:
    """A producer of articles that may be shared by threads; an article that is not acknowledged by then is given up.

    Raises BrokerUnreachable when no broker answers, BrokerRefuses when it does not let us in.
    """
    return client(
        KafkaProducer,
        broker,
        # Explicit, because settings that conflict with it switch it off silently otherwise.
        enable_idempotence=True,
        acks="all",
        max_request_size=ARTICLE_BYTES,
        delivery_timeout_ms=int(delivery_seconds * 1000),
        request_timeout_ms=int(min(30.0, delivery_seconds / 2) * 1000),
        max_block_ms=int(min(60.0, delivery_seconds) * 1000),
        allow_auto_create_topics=False,
        linger_ms=5,
        batch_size=256 * 1024,
    )


def close_producer(producer: KafkaProducer) -> None:
    """Close a producer now: what the broker has not acknowledged within a second is given up."""
    try:
        producer.close(timeout=CLOSE_SECONDS)
    except KafkaTimeoutError:
        # It would give up by itself, but flushes before it does, and that is what raises.
        producer._sender.force_close()
        producer._sender.join(JOIN_SECONDS)
        producer.close(timeout=CLOSE_SECONDS)


class Batch:
    """Sends articles through a producer and checks that each is acknowledged."""

    def __init__(
        self,
        producer: KafkaProducer,
        *,
        delivery_seconds: float = DELIVERY_SECONDS,
        report: Report = lambda line: None,
    ) -> None:
        self._producer = producer
        self._delivery_seconds = delivery_seconds
        self._report = report
        self._waiting: deque[tuple[Item, Any]] = deque()
        self._waiting_bytes = 0
        self.delivery = Delivery()

    def send(self, item: Item) -> None:
        """Send one article; returns before it is acknowledged."""
        self.send_as(item, item.value, item.article_id.encode(errors="replace"))

    def send_as(
        self,
        item: Item,
        value: bytes | None,
        key: bytes | None,
        headers: Sequence[tuple[str, bytes | None]] = (),
        partition: int | None = None,
    ) -> None:
        """The same, byte for byte as the caller has it."""
        try:
            future = self._producer.send(ARTICLES, key=key, value=value, headers=list(headers), partition=partition)
        except MessageSizeTooLargeError:
            reason = f"{len(item.value):,} bytes, more than the {ARTICLE_BYTES:,} that the broker takes"
            self.delivery.reject(Reject(item.where, reason, item.end))
            return
        except KafkaError as error:
            self.delivery.undelivered.append(Reject(item.where, f"{type(error).__name__}: {error}", item.end))
            return
        self._waiting.append((item, future))
        self._waiting_bytes += len(item.value)
        while self._waiting and (self._waiting[0][1].is_done or self._is_full()):
            self._check()

    def flush(self) -> Delivery:
        """Wait until each article sent is acknowledged or given up; what became of all so far."""
        while self._waiting:
            self._check()
        return self.delivery

    def _is_full(self) -> bool:
        return len(self._waiting) > IN_FLIGHT or (self._waiting_bytes > IN_FLIGHT_BYTES and len(self._waiting) > 1)

    def _check(self) -> None:
        """Learn what became of the oldest article that waits: only its future tells, flush() counts errors as done."""
        item, future = self._waiting[0]
        try:
            self._await(future)
        except KafkaError as error:
            self.delivery.undelivered.append(Reject(item.where, f"{type(error).__name__}: {error}", item.end))
        else:
            self.delivery.acknowledged += 1
        self._waiting.popleft()
        self._waiting_bytes -= len(item.value)

    def _await(self, future: Any) -> None:
        """Return when the broker has acknowledged; raises KafkaError when the producer has given up."""
        stalled = False
        while True:
            try:
                future.get(STALL_SECONDS)
            except KafkaTimeoutError:
                if future.is_done:
                    raise
                if not stalled:
                    self._report(
                        f"the broker does not answer; {len(self._waiting):,} articles wait for it, "
                        f"{self._delivery_seconds:.0f} s each"
                    )
                stalled = True
            else:
                if stalled:
                    self._report("the broker answers again")
                return


class Publisher(Batch):
    """The same, with a producer of its own. Use as a context manager; raises as `connect` does."""

    def __init__(
        self, broker: str, *, delivery_seconds: float = DELIVERY_SECONDS, report: Report = lambda line: None
    ) -> None:
        super().__init__(connect(broker, delivery_seconds), delivery_seconds=delivery_seconds, report=report)

    def __enter__(self) -> "Publisher":
        return self

    def __exit__(self, *exc: object) -> None:
        close_producer(self._producer)


def publish(
    items: Iterable[Item | Reject],
    broker: str,
    progress: Callable[[Item | Reject], None] = lambda item: None,
    report: Report = lambda line: None,
) -> Delivery:
    """Publish a feed; what became of it. `report` hears of a broker that is away, and back.

    Raises BrokerUnreachable when no broker answers at the start.

    >>> with open("articles.jsonl", "rb") as file:  # doctest: +SKIP
    ...     publish(read(file, "articles.jsonl"), "127.0.0.1:9092").acknowledged
    """
    with Publisher(broker, report=report) as publisher:
        for item in items:
            if isinstance(item, Reject):
                publisher.delivery.reject(item)
            else:
                publisher.send(item)
            progress(item)
        return publisher.flush()
