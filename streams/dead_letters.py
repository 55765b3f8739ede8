"""Sends dead letters again, byte for byte, or settles them; either leaves a trail."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from sqlalchemy import Connection, Engine

from models import letters
from models.letters import Letter, Selection, Summary
from streams.access import BrokerUnreachable, access
from streams.limits import ANSWER_BYTES
from streams.topics import ARTICLES, describe

SEND_MS: Final = 15_000
"""Less than what Postgres lets a transaction wait for its next statement."""


@dataclass(frozen=True)
class Replayed:
    """A dead letter that was sent again, and where it stands now."""

    summary: Summary
    partition: int
    offset: int


@dataclass(frozen=True)
class Kept:
    """A dead letter that was not sent again, and why. It stays as it was."""

    summary: Summary
    why: str


async def replay(
    engine: Engine, broker: str, selection: Selection, by: str, *, even_overtaken: bool = False
) -> AsyncIterator[Replayed | Kept]:
    """Send dead letters again in the order in which they came, with their keys, headers and partition.

    What dies of it again is a new dead letter, and not sent a third time. A crash between the broker's acknowledgement
    and the trail leaves a letter open that was sent; sending it once more changes nothing in the ledger. Raises
    TopicsMissing, BrokerRefuses, and BrokerUnreachable: what was sent until then has its trail.
    """
    topic_id = describe(broker)[ARTICLES].id
    producer = AIOKafkaProducer(
        **access(broker).options(),
        acks="all",
        enable_idempotence=True,
        max_request_size=ANSWER_BYTES,
        request_timeout_ms=SEND_MS,
    )
    await producer.start()
    try:
        partitions = await producer.partitions_for(ARTICLES)
        with engine.connect() as connection:
            keys = letters.selected(connection, selection)
        for key in keys:
            with engine.begin() as connection:
                letter = letters.claim(connection, key, selection.state)
                if letter is None:
                    continue
                done = _obstacle(connection, letter, even_overtaken) or await _send(producer, letter, partitions)
                if isinstance(done, Replayed):
                    letters.settle(connection, key, "replayed", by, (topic_id, done.partition, done.offset))
            yield done
    except KafkaError as error:
        raise BrokerUnreachable(f"the broker at {access(broker)} did not take a message: {error!r}") from error
    finally:
        await producer.stop()


def discard(engine: Engine, selection: Selection, by: str) -> int:
    """Settle dead letters as not to be sent again; how many. Their rows stay, with their bytes."""
    count = 0
    with engine.connect() as connection:
        keys = letters.selected(connection, selection)
    for key in keys:
        with engine.begin() as connection:
            if letters.claim(connection, key, selection.state) is not None:
                letters.settle(connection, key, "discarded", by)
                count += 1
    return count


def _obstacle(connection: Connection, letter: Letter, even_overtaken: bool) -> Kept | None:
    if letter.key is None and letter.value is None:
        return Kept(letter.summary, "it has neither key nor value, and cannot be sent")
    if not even_overtaken and letters.overtaken(connection, letter):
        return Kept(letter.summary, "the ledger has something newer of this article; --even-overtaken sends it")
    return None


async def _send(producer: AIOKafkaProducer, letter: Letter, partitions: set[int]) -> Replayed | Kept:
    # The partition that it came by, as far as there still is one: its article's other versions are there.
    partition = letter.summary.partition if letter.summary.partition in partitions else None
    try:
        sent = await producer.send_and_wait(
            letter.topic, letter.value, letter.key, partition=partition, headers=list(letter.headers)
        )
    except MessageSizeTooLargeError as error:
        return Kept(letter.summary, f"the broker does not take it: {error}")
    return Replayed(letter.summary, sent.partition, sent.offset)
