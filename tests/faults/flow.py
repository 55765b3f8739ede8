"""The stream of messages that never stops but to be counted."""

import threading
import time
from typing import Final

from kafka import KafkaProducer

from streams.topics import ARTICLES
from tests.faults.feed import Feed, Message

PER_SECOND: Final = 6.0
AT_MOST: Final = 40
"""Messages between two counts: a long fault is not to be paid for with parsing."""
BURST: Final = 12


class Flow:
    """Publishes what the feed has, in a thread of its own, from `go` to `halt`. Use as a context manager."""

    def __init__(self, feed: Feed, broker: str) -> None:
        self.feed = feed
        self._producer = KafkaProducer(
            bootstrap_servers=broker, enable_idempotence=True, acks="all", reconnect_backoff_max_ms=500
        )
        self._going = threading.Event()
        self._lock = threading.Lock()
        self._ended = False
        self._sent: list[object] = []
        self._thread = threading.Thread(target=self._run, name="flow", daemon=True)

    def __enter__(self) -> "Flow":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended = True
        self._going.set()
        self._thread.join(10)
        self._producer.close(timeout=5)

    def go(self) -> None:
        """Publish, a few a second."""
        self._going.set()

    def burst(self, *messages: Message, words: str = "") -> None:
        """Publish these, an article that has those words, and a handful of what the feed has, at once."""
        with self._lock:
            poisoned = [self.feed.new(words)] if words else []
            for key, value in (*messages, *poisoned, *(next(self.feed) for _ in range(BURST))):
                self._send(key, value)

    def halt(self) -> int:
        """Stop; how many messages the broker has acknowledged since the last time. Raises what the sending raised."""
        self._going.clear()
        with self._lock:
            sent, self._sent = self._sent, []
        self._producer.flush(timeout=90)
        for future in sent:
            future.get(60)  # type: ignore[attr-defined]
        return len(sent)

    def _run(self) -> None:
        while not self._ended:
            self._going.wait()
            with self._lock:
                if self._going.is_set() and not self._ended and len(self._sent) < AT_MOST:
                    self._send(*next(self.feed))
            time.sleep(1 / PER_SECOND)

    def _send(self, key: bytes, value: bytes) -> None:
        self._sent.append(self._producer.send(ARTICLES, key=key, value=value))
