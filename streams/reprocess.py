"""Sends articles to `news.articles` again: to be read anew, or because they were lost.

What is read anew comes out of the ledger, as it was published; its header names the message that it stands at and
the pipeline that is to read it. What was lost comes off the topic, byte for byte; its header names where it stood,
and that place gets its receipt. Of what was forgotten meanwhile the id alone is sent: its words do not come again.
Either goes to the partition that it came by, behind what is there already.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition

from models.rereading import Stored
from streams.agents.answer import id_in
from streams.audit import records
from streams.feeds import Item
from streams.feeds.publisher import Publisher
from streams.reader import consumer, partitions
from streams.records import REPAIRS, REPROCESS, Origin, Reprocess, article_key, dump
from streams.topics import ARTICLES, describe

Forgotten = Callable[[UUID, datetime], bool]
"""Whether a message of that article, which the broker took then, is to leave no trace."""

Spot = tuple[int, int]
"""Partition and offset of `news.articles`."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """Something that is not sent again, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Resent:
    """A message that is sent again, with the header that says what for."""

    item: Item
    value: bytes | None
    key: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    partition: int


def anew(found: Iterable[Stored], revision: str) -> Iterator[Resent | Unsent]:
    """Messages that have articles read anew by a pipeline."""
    for stored in found:
        article = stored.article
        if not stored.exact:
            yield Unsent(article.id, "the ledger does not have it as it was published")
            continue
        header = dump(Reprocess(origin=stored.origin, revision=revision))
        item = Item(article.id, dump(article), article.id, 0)
        key = article.id.encode(errors="replace")
        yield Resent(item, item.value, key, ((REPROCESS, header),), stored.origin.partition)


def repairs(broker: str, spots: Sequence[Spot], forgotten: Forgotten) -> Iterator[Resent | Unsent]:
    """Messages that answer for lost ones, as long as the topic has those."""
    topic_id = describe(broker)[ARTICLES].id
    client = consumer(broker)
    try:
        numbers = {tp.partition for tp in partitions(client, ARTICLES)}
        for partition, offset in spots:
            message = at(client, partition, offset) if partition in numbers else None
            if message is None:
                yield Unsent(f"{partition}:{offset}", "the topic does not have it, or no longer")
            else:
                yield _repair(message, topic_id, forgotten)
    finally:
        client.close(autocommit=False)


def send(
    publisher: Publisher, messages: Iterable[Resent | Unsent], partitions: int, progress: Callable[[], None]
) -> list[Unsent]:
    """Send messages; what was not to be sent. The publisher knows what the broker did not take."""
    unsent = []
    for message in messages:
        if isinstance(message, Unsent):
            unsent.append(message)
        else:
            # The topic may have been made anew, with fewer.
            partition = message.partition if message.partition < partitions else None
            publisher.send_as(message.item, message.value, message.key, message.headers, partition)
        progress()
    return unsent


def at(client: KafkaConsumer, partition: int, offset: int) -> Any:
    """The message at an offset; None: there is none."""
    tp = TopicPartition(ARTICLES, partition)
    if not client.beginning_offsets([tp])[tp] <= offset < client.end_offsets([tp])[tp]:
        return None
    return next((message for message in records(client, tp, offset, offset + 1) if message.offset == offset), None)


def _repair(message: Any, topic_id: UUID, forgotten: Forgotten) -> Resent:
    origin = Origin(
        topic=message.topic,
        topic_id=topic_id,
        partition=message.partition,
        offset=message.offset,
        appended_at=datetime.fromtimestamp(message.timestamp / 1000, UTC),
    )
    # Kafka's clients send no message without key and value: what is neither is as little an article when empty.
    value = b"" if message.value is None and message.key is None else message.value
    article_id = id_in(value)
    if article_id is not None and forgotten(article_key(article_id), origin.appended_at):
        value = json.dumps({"id": article_id}).encode()
    item = Item("", value or b"", f"{message.partition}:{message.offset}", 0)
    return Resent(item, value, message.key, (*message.headers, (REPAIRS, dump(origin))), message.partition)
