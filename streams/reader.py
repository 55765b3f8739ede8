"""Reading `news.events` and `news.numbers` as a consumer does: committed messages only, retractions as such."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition

from streams.access import client
from streams.records import EventMessage, NumberMessage, load
from streams.topics import EVENTS, NUMBERS, TopicsMissing

MODELS: Final[dict[str, type[EventMessage | NumberMessage]]] = {EVENTS: EventMessage, NUMBERS: NumberMessage}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event or a number as it now is: it replaces what was said under its id before."""

    id: UUID
    record: EventMessage | NumberMessage


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was said under this id is said no more."""

    id: UUID


def consumer(broker: str, **options: Any) -> KafkaConsumer:
    """A consumer without a group, that commits nothing, of committed messages unless told otherwise.

    Raises BrokerUnreachable and BrokerRefuses.
    """
    return client(
        KafkaConsumer,
        broker,
        group_id=None,
        enable_auto_commit=False,
        **{"isolation_level": "read_committed", **options},
    )


def partitions(here: KafkaConsumer, topic: str) -> list[TopicPartition]:
    """Of a topic; raises TopicsMissing."""
    found = here.partitions_for_topic(topic)
    if not found:
        raise TopicsMissing(f"there is no topic {topic}; run `wireroom migrate`")
    return [TopicPartition(topic, number) for number in sorted(found)]


def messages(here: KafkaConsumer, topic: str, *, beginning: bool, follow: bool) -> Iterator[Any]:
    """The raw messages of a topic, in order within a partition; without `follow`, up to where it ends now."""
    assigned = partitions(here, topic)
    here.assign(assigned)
    if beginning:
        here.seek_to_beginning(*assigned)
    else:
        here.seek_to_end(*assigned)
    ends = here.end_offsets(assigned)
    while follow or any(here.position(tp) < ends[tp] for tp in assigned):
        for batch in here.poll(timeout_ms=250).values():
            yield from batch


def read(
    broker: str, topic: str = EVENTS, *, beginning: bool = True, follow: bool = False
) -> Iterator[Recorded | Retracted]:
    """Events or numbers, typed. Raises BrokerUnreachable and TopicsMissing.

    >>> for change in read("127.0.0.1:9092", follow=True):  # doctest: +SKIP
    ...     print(change)
    """
    here = consumer(broker)
    try:
        for message in messages(here, topic, beginning=beginning, follow=follow):
            identity = UUID(message.key.decode())
            if message.value is None:
                yield Retracted(identity)
            else:
                yield Recorded(identity, load(MODELS[topic], message.value))
    finally:
        here.close(autocommit=False)
