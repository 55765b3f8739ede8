"""Whether every record of `news.articles` came to its receipt, or is on its way to it.

On its way is what stands at or after extract's commit, and what an extraction at or after store's commit carries.
Anything else is a loss, and is named. Offsets without a record (transactions leave holes) are no gaps; below what
retention left nobody can tell a hole from a record any more, and one without receipt counts as lost.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from uuid import UUID

import orjson
from kafka import KafkaConsumer, TopicPartition

from streams.offsets import Offsets
from streams.reader import consumer, partitions
from streams.topics import ARTICLES, EXTRACTIONS, admin, describe

NAMED: Final = 10_000
"""Losses that are named; more are only counted, so that memory stays flat: mend those and audit again."""


class Receipts(Protocol):
    """The offsets of one partition that have a receipt, ascending, from a snapshot made when first asked."""

    def __call__(self, topic_id: UUID, partition: int) -> Generator[int, None, None]: ...


@dataclass(frozen=True, slots=True)
class Loss:
    """A record without receipt that nothing carries any more."""

    partition: int
    offset: int
    why: str
    repair: str | None
    """The command that mends it; None: nothing of it is left to mend it from."""


@dataclass(slots=True)
class Verdict:
    """What an audit found."""

    records: int = 0
    receipts: int = 0
    in_flight: int = 0
    lost: int = 0
    losses: list[Loss] = field(default_factory=list)
    """The first of what is lost."""

    @property
    def complete(self) -> bool:
        """Nothing is lost. What is in flight may still be lost: audit again when it has landed."""
        return not self.lost

    def lose(self, partition: int, offsets: range, why: str, repair: str | None = None) -> None:
        """Count records as lost, and name them while there are few."""
        self.lost += len(offsets)
        named = offsets[: max(0, NAMED - len(self.losses))]
        self.losses += [Loss(partition, offset, why, repair) for offset in named]


def audit(broker: str, group: str, receipts: Receipts) -> Verdict:
    """Hold the topic against the receipts. Raises BrokerUnreachable and TopicsMissing.

    Memory is flat but for the gaps in what is in flight.
    """
    topic_id = describe(broker)[ARTICLES].id
    client = consumer(broker)
    verdict = Verdict()
    try:
        for articles in partitions(client, ARTICLES):
            # The order matters: commits before the extractions' end, and all before the receipts' snapshot.
            committed = commits(broker, group)
            end = client.end_offsets([articles])[articles]
            carried = origins(client, TopicPartition(EXTRACTIONS, articles.partition), committed, topic_id)
            begin = client.beginning_offsets([articles])[articles]
            found = (message.offset for message in records(client, articles, begin, end))
            stretch = Stretch(articles.partition, begin, min(end, committed.get(articles, 0)), carried)
            with closing(receipts(topic_id, articles.partition)) as received:
                hold(stretch, found, received, verdict)
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
) -> Offsets:
    """Offsets of that topic's articles whose extractions store has not committed yet."""
    carried = Offsets()
    for message in records(client, extractions, committed.get(extractions, 0)):
        answer = orjson.loads(message.value)
        for origin in (answer["origin"], *answer.get("repairs", ())):
            if (origin["topic_id"], origin["partition"]) == (str(topic_id), extractions.partition):
                carried.add(origin["offset"])
    return carried


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is known of a partition before its records are held against their receipts."""

    partition: int
    begin: int
    """The first offset that retention left."""
    read: int
    """Extract has read what is before."""
    carried: Offsets
    """What is on its way from extract to store."""


def hold(stretch: Stretch, found: Iterable[int], receipts: Iterator[int], verdict: Verdict) -> None:
    """Hold the offsets that have a record against those that have a receipt, both ascending."""
    receipt = _skip_retained(stretch, receipts, verdict)
    for offset in found:
        verdict.records += 1
        while receipt is not None and receipt < offset:
            receipt = next(receipts, None)
        if receipt == offset:
            verdict.receipts += 1
        elif offset >= stretch.read or offset in stretch.carried:
            verdict.in_flight += 1
        else:
            verdict.lose(
                stretch.partition,
                range(offset, offset + 1),
                "no receipt, and nothing carries it",
                repair(stretch.partition, offset),
            )


def repair(partition: int, offset: int) -> str:
    """The command that brings a lost record again."""
    return f"wireroom reprocess --offset {partition}:{offset}"


def _skip_retained(stretch: Stretch, receipts: Iterator[int], verdict: Verdict) -> int | None:
    """Account for offsets below what retention left; the first receipt at or above it."""
    expected: int | None = None
    for receipt in receipts:
        _lose_to_retention(stretch, receipt if expected is None else expected, min(receipt, stretch.begin), verdict)
        if receipt >= stretch.begin:
            return receipt
        expected = receipt + 1
    if expected is not None:
        _lose_to_retention(stretch, expected, stretch.begin, verdict)
    return None


def _lose_to_retention(stretch: Stretch, first: int, end: int, verdict: Verdict) -> None:
    verdict.lose(stretch.partition, range(first, end), "retention took it before its receipt")
