"""Rebuilds a ledger from what the topics have kept.

Extractions are recorded again, in the order of each partition, without parsing; articles that were read and have no
extraction any more are read by a pool of this process. Receipts are written as ever, so that no worker does any of it
twice. All the while this process is the one drainer and announces nothing; in the end only the difference to what the
compacted topics say is left in the outbox, and what they say and the ledger does not have is retracted.

Where an article was read anew and the message that was read is no longer there, what was sent to have it read stands
in for that, in its place.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from typing import Any, Final
from uuid import UUID

from kafka import KafkaProducer
from sqlalchemy import Connection, delete, func, select, tuple_
from sqlalchemy.exc import DataError, IntegrityError

from models import announced, outbox
from models.ledger import Answer, record
from models.receipts import Receipt, offsets, outcomes
from streams.access import client
from streams.agents.announce import transactional_id
from streams.agents.answer import Incoming, Reply, load, reject
from streams.agents.extract import ReaderLost
from streams.agents.pool import Limits, Lost, Pool
from streams.agents.store import refuse
from streams.audit import audit, records
from streams.reader import consumer, partitions
from streams.records import Extracted, Origin, load_answer
from streams.reprocess import at as message_at
from streams.settings import Settings
from streams.topics import ARTICLES, DEAD_LETTERS, EVENTS, EXTRACTIONS, NUMBERS, identities

BATCH: Final = 100
"""Answers a transaction; each may be 32 MB, most are some kB."""
FOLD: Final = 5_000
"""Answers between two foldings of the outbox, at least."""


class LedgerInUse(Exception):
    """A worker announces what this ledger holds: stop the workers first."""


class LedgerNotEmpty(Exception):
    """There is something in it already."""


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild did."""

    recorded: int = 0
    """Messages that were answered for."""
    read: int = 0
    """Those of them that had to be read, because their extraction is gone."""
    retracted: int = 0
    """What the topics said and the ledger does not have."""
    announced: int = 0
    """What is left to be announced, retractions included."""
    outcomes: dict[str, int] = field(default_factory=dict)


Progress = Callable[[str, int, int], None]
"""What is done, how far, of how much."""


def rebuild(connection: Connection, settings: Settings, broker: str, progress: Progress, *, resume: bool) -> Rebuilt:
    """Rebuild the ledger of this connection, which nothing else is done with; raises LedgerInUse, LedgerNotEmpty."""
    topic_ids = identities(broker)
    if not outbox.lock(connection):
        raise LedgerInUse("a worker announces from this ledger: stop the workers first")
    if not resume and connection.scalar(select(func.count()).select_from(select(Receipt).limit(1).subquery())):
        raise LedgerNotEmpty("the ledger is not empty; --resume goes on with a rebuild that was interrupted")
    connection.commit()
    _fence(broker, settings.group)
    _note_topics(connection, broker, progress)
    replay = _Replay(connection, Rebuilt())
    for answers in _extractions(broker, progress):
        replay.record(answers)
    # The audit names losses up to a number.
    while found := list(_messages(broker, _lost(connection, broker, settings.group), topic_ids[ARTICLES])):
        for read in asyncio.run(_read(found, settings, progress)):
            replay.record(read)
            replay.rebuilt.read += len(read)
    replay.forget_receipts(_beginnings(broker), topic_ids[ARTICLES])
    replay.rebuilt.retracted = announced.settle(connection, datetime.now(UTC))
    replay.rebuilt.announced = outbox.depth(connection)
    connection.commit()
    return replay.rebuilt


class _Replay:
    """Records answers, batch by batch, and keeps the outbox to what the topics do not say."""

    def __init__(self, connection: Connection, rebuilt: Rebuilt) -> None:
        self._connection = connection
        self.rebuilt = rebuilt
        self._mended: list[Origin] = []
        self._since = 0
        self._pause = FOLD

    def record(self, answers: Sequence[Answer]) -> None:
        """One transaction; what Postgres refuses is buried alone, as store does."""
        try:
            whole = list(self._whole(answers))
            found = record(self._connection, whole)
        except (DataError, IntegrityError) as error:
            self._connection.rollback()
            for answer in answers:
                if len(answers) == 1 and isinstance(answer, Extracted):
                    self.record([refuse(answer, error)])
                elif len(answers) == 1:
                    raise
                else:
                    self.record([answer])
            return
        for answer, outcome in zip(whole, found, strict=True):
            self._mended += answer.repairs if outcome == "reprocessed" else ()
        self.rebuilt.recorded += sum(outcome != "redelivered" for outcome in found)
        for outcome in found:
            self.rebuilt.outcomes[outcome] = self.rebuilt.outcomes.get(outcome, 0) + 1
        self._since += len(answers)
        if self._since >= self._pause:
            announced.fold(self._connection)
            # As long as what stays is much, folding costs much: it is done the more rarely.
            self._since, self._pause = 0, max(FOLD, outbox.depth(self._connection))
        self._connection.commit()

    def _whole(self, answers: Sequence[Answer]) -> Iterator[Answer]:
        """Answers, where one was read anew whose first reading is gone in the place of that."""
        there = {(answer.origin.topic_id, answer.origin.partition, answer.origin.offset) for answer in answers}
        for answer in answers:
            if answer.reprocess is not None:
                origin = answer.reprocess.origin
                spot = (origin.topic_id, origin.partition, origin.offset)
                known = spot in there or outcomes(self._connection, origin.topic_id, [spot[1:]])
                if not known:
                    there.add(spot)
                    yield answer.model_copy(update={"reprocess": None, "repairs": (origin, *answer.repairs)})
                    continue
            yield answer

    def forget_receipts(self, beginnings: dict[int, int], topic_id: object) -> None:
        """Of messages that are gone and that others answered for: the audit would take those between for losses."""
        gone = [
            (origin.topic_id, origin.partition, origin.offset)
            for origin in self._mended
            if origin.topic_id != topic_id or origin.offset < beginnings.get(origin.partition, 0)
        ]
        spot = tuple_(Receipt.topic_id, Receipt.partition, Receipt.offset)
        for start in range(0, len(gone), BATCH):
            self._connection.execute(delete(Receipt).where(spot.in_(gone[start : start + BATCH])))


def _fence(broker: str, group: str) -> None:
    """Stop what a drainer that had the lock before may still have to send."""
    producer = client(
        KafkaProducer, broker, transactional_id=transactional_id(group), enable_idempotence=True, acks="all"
    )
    try:
        producer.init_transactions()
    finally:
        producer.close()


def _note_topics(connection: Connection, broker: str, progress: Progress) -> None:
    announced.create(connection)
    connection.commit()
    for topic in (EVENTS, NUMBERS, DEAD_LETTERS):
        for messages in _batches(_all(broker, topic, progress), announced.SLICE):
            announced.note(connection, [told for message in messages if (told := _told(message)) is not None])
            connection.commit()


def _told(message: Any) -> announced.Told | None:
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


def _extractions(broker: str, progress: Progress) -> Iterator[list[Answer]]:
    for messages in _batches(_all(broker, EXTRACTIONS, progress), BATCH):
        yield [load_answer(message.value) for message in messages]


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


def _messages(broker: str, spots: Iterable[tuple[int, int]], topic_id: Any) -> Iterator[Incoming]:
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


def _lost(connection: Connection, broker: str, group: str) -> list[tuple[int, int]]:
    """Partitions and offsets of what no extraction brought and no worker will read."""
    verdict = audit(broker, group, lambda topic_id, number: offsets(connection, topic_id, number))
    connection.commit()
    return [(loss.partition, loss.offset) for loss in verdict.losses]


async def _read(found: Sequence[Incoming], settings: Settings, progress: Progress) -> list[list[Answer]]:
    """Articles' answers, as extract gives them."""
    pool = Pool(
        partial(load, settings.model, settings.cache, settings.max_characters),
        settings.processes,
        Limits(settings.article_seconds, settings.article_memory),
    )

    async def answer(incoming: Incoming) -> Answer:
        try:
            reply = Reply.unpack(await pool.run(incoming.pack()))
        except Lost as error:
            reply = reject(incoming, ReaderLost(f"{error}, twice"))
        return load_answer(reply.value)

    await pool.start()
    try:
        batches = []
        for some in _batches(iter(found), BATCH):
            batches.append(list(await asyncio.gather(*map(answer, some))))
            progress("reading articles", sum(map(len, batches)), len(found))
        return batches
    finally:
        await pool.close()


def _beginnings(broker: str) -> dict[int, int]:
    with closing(consumer(broker)) as reading:
        assigned = partitions(reading, ARTICLES)
        begins = reading.beginning_offsets(assigned)
        return {tp.partition: begins[tp] for tp in assigned}


def _batches(messages: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while batch := list(islice(messages, size)):
        yield batch
