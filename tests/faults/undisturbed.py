"""The ledger that nothing happens to: the same messages, recorded one after another, and what they announce."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from kafka import KafkaConsumer
from sqlalchemy import Engine

import migrations
from models import outbox
from models.database import engine
from models.ledger import record
from streams.agents.answer import Incoming, Reply, answer, reject
from streams.agents.extract import ReaderLost
from streams.embedded import Database
from streams.embedded.home import Claim, Home
from streams.embedded.memory import remember
from streams.extraction import Reader
from streams.reader import consumer, partitions
from streams.records import Origin, load_answer
from streams.settings import Settings
from streams.topics import ARTICLES, describe
from tests.faults.grounds import ARTICLE
from tests.faults.heard import Key, Said, new, said
from tests.faults.poison import DEADLY, ENDLESS

BATCH: Final = 32
MAX_CHARACTERS: Final = 1_000_000
LETHAL: Final = {
    DEADLY.encode(): "its process died (exit code -9), twice",
    ENDLESS.encode(): f"it took longer than {ARTICLE:g} seconds, twice",
}


@dataclass
class Undisturbed:
    """Follows the topic of articles, and keeps what a run without faults would have."""

    broker: str
    engine: Engine
    reader: Reader
    expected: dict[Key, list[Said]] = field(default_factory=lambda: defaultdict(list))
    """What each key of each topic is to say, one after another."""
    fresh: set[Key] = field(default_factory=set)
    """Keys that had something to say since somebody emptied this."""
    records: int = 0
    _client: KafkaConsumer | None = None

    def follow(self) -> set[UUID]:
        """Read and record what is new on the topic; ids of the articles that it was about."""
        if self._client is None:
            self._client = consumer(self.broker, reconnect_backoff_max_ms=500)
            self._topic_id = describe(self.broker)[ARTICLES].id
            self._client.assign(partitions(self._client, ARTICLES))
            self._client.seek_to_beginning()
        messages = list(new(self._client))
        self.records += len(messages)
        touched: set[UUID] = set()
        for start in range(0, len(messages), BATCH):
            replies = self._read([self._incoming(message) for message in messages[start : start + BATCH]])
            answers = [load_answer(reply.value) for reply in replies]
            touched |= {a.article.key for a in answers if a.kind == "extracted"}
            with self.engine.begin() as connection:
                record(connection, answers)
                while taken := outbox.take(connection, 1000):
                    for message in taken:
                        key = message.topic, message.key
                        self.fresh.add(key)
                        self.expected[key].append(said(message.value, message.headers))
                    outbox.remove(connection, [message.id for message in taken])
        return touched

    def close(self) -> None:
        """Let go of the broker."""
        if self._client is not None:
            self._client.close(autocommit=False)

    def _incoming(self, message: Any) -> Incoming:
        appended_at = datetime.fromtimestamp(message.timestamp / 1000, UTC)
        origin = Origin(
            topic=ARTICLES,
            topic_id=self._topic_id,
            partition=message.partition,
            offset=message.offset,
            appended_at=appended_at,
        )
        return Incoming(origin, message.key, message.value, tuple(message.headers))

    def _read(self, messages: list[Incoming]) -> list[Reply]:
        reasons = [_lethal(message) for message in messages]
        harmless = [message for message, reason in zip(messages, reasons, strict=True) if reason is None]
        replies = iter(answer(harmless, self.reader, MAX_CHARACTERS)) if harmless else iter(())
        return [
            next(replies) if reason is None else reject(message, ReaderLost(reason))
            for message, reason in zip(messages, reasons, strict=True)
        ]


def _lethal(message: Incoming) -> str | None:
    return next((why for word, why in LETHAL.items() if word in (message.value or b"")), None)


@contextmanager
def undisturbed(settings: Settings, broker: str) -> Iterator[Undisturbed]:
    """With a database of its own, that nothing strikes."""
    home = Home.at(settings.home)
    with Claim(home) as claim:
        claim.demand()
        database = Database(home, remember(home))
        try:
            database.start()
            database.wait_ready()
            migrations.upgrade(database.address)
            made = engine(database.address)
            found = Undisturbed(broker, made, Reader(settings.model, settings.cache))
            try:
                yield found
            finally:
                found.close()
                made.dispose()
        finally:
            database.stop()
