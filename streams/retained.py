"""What the topics have kept, batch by batch, for whoever builds a ledger from it: what was told to the world, answers
that stand on `news.extractions`, and answers to articles that have lost theirs, which are read here and now.
"""

import asyncio
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from models.announced import Told
from models.forgotten import Decision
from models.ledger import Answer
from streams.agents.answer import Incoming, Reply, load, reject
from streams.agents.extract import ReaderLost
from streams.agents.pool import Limits, Lost, Pool
from streams.audit import records
from streams.forgetting import decision
from streams.reader import consumer, partitions
from streams.records import Origin, load_answer
from streams.reprocess import Spot
from streams.reprocess import at as message_at
from streams.settings import Settings
from streams.topics import ARTICLES, DEAD_LETTERS, EVENTS, EXTRACTIONS, FORGOTTEN, NUMBERS, describe

BATCH: Final = 100
"""Answers at once; each may be 32 MB, most are some kB."""
NOTES: Final = 5_000
"""Notes at once of what was told."""

T = TypeVar("T")

Progress = Callable[[str, int, int], None]
"""What is done, how far, of how much."""


def decisions(broker: str, progress: Progress) -> Iterator[list[Decision]]:
    """What was forgotten on demand or allowed again, in the order in which that was decided."""
    yield from _batches(map(decision, _all(broker, FORGOTTEN, progress)), NOTES)


def told(broker: str, progress: Progress) -> Iterator[list[Told]]:
    """What the topics say to the world, in the order in which they came to say so."""
    for topic in (EVENTS, NUMBERS, DEAD_LETTERS):
        notes = (note for message in _all(broker, topic, progress) if (note := _told(message)) is not None)
        yield from _batches(notes, NOTES)


def extractions(broker: str, progress: Progress) -> Iterator[list[Answer]]:
    """Answers as extract gave them, one partition after another, each in its order."""
    for messages in _batches(_all(broker, EXTRACTIONS, progress), BATCH):
        yield [load_answer(message.value) for message in messages]


def readings(
    broker: str, spots: Sequence[Spot], settings: Settings, progress: Progress
) -> Generator[list[Answer], None, None]:
    """Answers as extract would give them, to those articles that the topic still has, by a pool of this process."""
    pool = Pool(
        partial(load, settings.model, settings.cache, settings.max_characters),
        settings.processes,
        Limits(settings.article_seconds, settings.article_memory),
    )
    done = 0
    with asyncio.Runner() as runner:
        try:
            runner.run(pool.start())
            for some in _batches(_articles(broker, spots), BATCH):
                yield runner.run(_answers(pool, some))
                done += len(some)
                progress("reading articles", done, len(spots))
        finally:
            runner.run(pool.close())


def beginnings(broker: str) -> dict[int, int]:
    """The first offset of `news.articles` that retention left, by partition."""
    reading = consumer(broker)
    try:
        begins = reading.beginning_offsets(partitions(reading, ARTICLES))
        return {tp.partition: begin for tp, begin in begins.items()}
    finally:
        reading.close(autocommit=False)


def _told(message: Any) -> Told | None:
    """What a message tells; None: its key is none of ours, and whoever wrote it may mind it."""
    if message.topic == DEAD_LETTERS:
        headers = dict(message.headers)
        spot = [headers.get(f"__connect.errors.{name}") or b"" for name in ("partition", "offset")]
        return message.topic, b":".join(spot), b""
    try:
        key = str(UUID((message.key or b"").decode())).encode()
    except ValueError:
        return None
    return message.topic, key, None if message.value is None else sha256(message.value).digest()


def _all(broker: str, topic: str, progress: Progress) -> Iterator[Any]:
    """Every message of a topic, one partition after another, up to where it ends now."""
    reading = consumer(broker)
    try:
        assigned = partitions(reading, topic)
        begins, ends = reading.beginning_offsets(assigned), reading.end_offsets(assigned)
        total = sum(ends[tp] - begins[tp] for tp in assigned)
        before = 0
        for tp in assigned:
            for message in records(reading, tp, begins[tp], ends[tp]):
                yield message
                progress(topic, before + message.offset + 1 - begins[tp], total)
            before += ends[tp] - begins[tp]
        progress(topic, total, total)
    finally:
        reading.close(autocommit=False)


def _articles(broker: str, spots: Iterable[Spot]) -> Iterator[Incoming]:
    topic_id = describe(broker)[ARTICLES].id
    reading = consumer(broker)
    try:
        for partition, offset in spots:
            if (message := message_at(reading, partition, offset)) is not None:
                appended_at = datetime.fromtimestamp(message.timestamp / 1000, UTC)
                origin = Origin(
                    topic=ARTICLES, topic_id=topic_id, partition=partition, offset=offset, appended_at=appended_at
                )
                yield Incoming(origin, message.key, message.value, tuple(message.headers))
    finally:
        reading.close(autocommit=False)


async def _answers(pool: Pool, found: Sequence[Incoming]) -> list[Answer]:
    async def answer(incoming: Incoming) -> Answer:
        try:
            reply = Reply.unpack(await pool.run(incoming.pack()))
        except Lost as error:
            reply = reject(incoming, ReaderLost(f"{error}, twice"))
        return load_answer(reply.value)

    return list(await asyncio.gather(*map(answer, found)))


def _batches(found: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(found, size)):
        yield batch
