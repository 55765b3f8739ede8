"""Whether every record of `news.articles` came to its receipt, or is on its way to it.

On its way is what stands at or after extract's commit, and what an extraction at or after store's commit carries.
Anything else is a loss, and is named. Offsets without a record (transactions leave holes) are no gaps; below what
retention left nobody can tell a hole from a record any more, and one without receipt counts as lost.
"""

import json
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition

from streams.reader import consumer, partitions
from streams.topics import ARTICLES, EXTRACTIONS, admin, identities


class Receipts(Protocol):
    """The offsets of one partition that have a receipt, ascending, from a snapshot made when first asked."""

    def __call__(self, topic_id: UUID, partition: int) -> Generator[int, None, None]: ...


@dataclass(frozen=True, slots=True)
class Loss:
    """A record without receipt that nothing carries any more."""

    partition: int
    offset: int
    why: str


@dataclass(slots=True)
class Verdict:
    """What an audit found."""

    records: int = 0
    receipts: int = 0
    in_flight: int = 0
    losses: list[Loss] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Nothing is lost. What is in flight may still be lost: audit again when it has landed."""
        return not self.losses


def audit(broker: str, group: str, receipts: Receipts) -> Verdict:
    """Hold the topic against the receipts. Raises BrokerUnreachable and TopicsMissing.

    Memory is flat but for the losses and what is in flight.
    """
    topic_id = identities(broker)[ARTICLES]
    client = consumer(broker)
    verdict = Verdict()
    try:
        for articles in partitions(client, ARTICLES):
            # The order matters: commits before the extractions' end, and all before the receipts' snapshot.
            committed = commits(broker, group)
            end = client.end_offsets([articles])[articles]
            read = min(end, committed.get(articles, 0))
            carried = origins(client, TopicPartition(EXTRACTIONS, articles.partition), committed, topic_id)
            with closing(receipts(topic_id, articles.partition)) as found:
                _audit_partition(client, articles, read, end, carried, found, verdict)
    finally:
        client.close(autocommit=False)
    return verdict


def commits(broker: str, group: str) -> dict[TopicPartition, int]:
    """The group's committed offsets."""
    client = admin(broker)
    try:
        found = client.list_group_offsets({group: None})[group]
    finally:
        client.close()
    return {tp: offset.offset for tp, offset in found.items()}


def origins(
    client: KafkaConsumer, extractions: TopicPartition, committed: dict[TopicPartition, int], topic_id: UUID
) -> set[int]:
    """Offsets of that topic's articles whose extractions store has not committed yet."""
    found = (
        json.loads(message.value)["origin"] for message in records(client, extractions, committed.get(extractions, 0))
    )
    return {origin["offset"] for origin in found if origin["topic_id"] == str(topic_id)}


def records(client: KafkaConsumer, tp: TopicPartition, start: int, end: int | None = None) -> Iterator[Any]:
    """The messages of one partition from `start` (or what retention left) to `end` (or where it ends now)."""
    client.assign([tp])
    first = max(start, client.beginning_offsets([tp])[tp])
    last = client.end_offsets([tp])[tp] if end is None else end
    client.seek(tp, first)
    while client.position(tp) < last:
        for message in client.poll(timeout_ms=250).get(tp, ()):
            if message.offset >= last:
                return
            yield message


def _audit_partition(
    client: KafkaConsumer,
    articles: TopicPartition,
    read: int,
    end: int,
    carried: set[int],
    receipts: Iterator[int],
    verdict: Verdict,
) -> None:
    begin = client.beginning_offsets([articles])[articles]
    receipt = _skip_retained(articles.partition, begin, receipts, verdict)
    for message in records(client, articles, begin, end):
        verdict.records += 1
        while receipt is not None and receipt < message.offset:
            receipt = next(receipts, None)
        if receipt == message.offset:
            verdict.receipts += 1
        elif message.offset >= read or message.offset in carried:
            verdict.in_flight += 1
        else:
            verdict.losses.append(Loss(articles.partition, message.offset, "no receipt, and nothing carries it"))


def _skip_retained(partition: int, begin: int, receipts: Iterator[int], verdict: Verdict) -> int | None:
    """Account for offsets below what retention left; the first receipt at or above it."""
    expected: int | None = None
    for receipt in receipts:
        missing = range(receipt if expected is None else expected, min(receipt, begin))
        verdict.losses += [Loss(partition, offset, "retention took it before its receipt") for offset in missing]
        if receipt >= begin:
            return receipt
        expected = receipt + 1
    if expected is not None:
        verdict.losses += [
            Loss(partition, offset, "retention took it before its receipt") for offset in range(expected, begin)
        ]
    return None
