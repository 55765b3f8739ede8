"""Reading `news.events` and `news.numbers` as a consumer does: committed messages only, retractions as such.

from streams.reader import Reader, Recorded, Wanted

wanted = Wanted(types={"ASSAULT"}, countries={"UKR"}, certainties={"CERTAIN"})
with Reader("127.0.0.1:9092", wanted=wanted, since=bookmark_of_last_time or "now") as reader:
    for change in reader:
        if isinstance(change, Recorded):
            print(change.record.type, change.record.trigger.text, change.record.article.url)
        save(reader.bookmark)
"""

import json
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import RetriableError
from pydantic import ValidationError

from streams.access import CONNECT_SECONDS, BrokerUnreachable, client
from streams.records import EventMessage, NumberMessage, explain, load
from streams.topics import EVENTS, NUMBERS, TopicsMissing

RETRY_SECONDS: Final = 0.2
MODELS: Final[dict[str, type[EventMessage | NumberMessage]]] = {EVENTS: EventMessage, NUMBERS: NumberMessage}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event or a number as it now is: it replaces what was said under its id before."""

    id: UUID
    record: EventMessage | NumberMessage


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was said under this id is said no more, or is not wanted any more as it now is."""

    id: UUID


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A message of a newer Wireroom, with a code that this one does not know; fields it does not know it leaves out."""

    id: UUID
    value: bytes
    why: str


Change = Recorded | Retracted | NotUnderstood


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are wanted. What is None does not matter."""

    types: Collection[str] | None = None
    countries: Collection[str] | None = None
    """One of these takes part, or is where it happened; ISO 3166-1 alpha-3."""
    certainties: Collection[str] | None = None
    """CERTAIN, PROBABLE, POSSIBLE."""

    def __contains__(self, event: EventMessage) -> bool:
        return (
            (self.types is None or event.type in self.types)
            and (self.certainties is None or event.certainty in self.certainties)
            and (self.countries is None or not set(self.countries).isdisjoint(_countries(event)))
        )


class Reader:
    """What a topic says, change by change, in order within a partition.

    `since`: "beginning", "now", or the bookmark of an earlier reader, which goes on where that one was. A change that
    was handed out and came with no bookmark that was kept comes again. With `wanted`, what is not wanted is left out;
    what was and is no longer comes as Retracted, and after a bookmark so does what may have been.
    """

    def __init__(
        self,
        broker: str,
        topic: str = EVENTS,
        *,
        wanted: Wanted | None = None,
        since: str = "beginning",
        follow: bool = True,
    ) -> None:
        """Raises BrokerUnreachable, TopicsMissing, and ValueError for a bookmark of another topic."""
        if wanted is not None and topic != EVENTS:
            raise ValueError(f"only events are wanted by type, country or certainty, not {topic}")
        self._model = MODELS[topic]
        self._topic = topic
        self._wanted = wanted
        self._follow = follow
        self._held: set[UUID] = set()
        """What was handed out and is wanted still; only kept where some is not."""
        self._resumed = since not in ("beginning", "now")
        kept = _offsets(since, topic) if self._resumed else {}
        self._client = consumer(broker)
        try:
            self._begin(since, kept)
        except BaseException:
            self.close()
            raise

    @property
    def bookmark(self) -> str:
        """Where to go on after the change that was handed out last: text to be kept."""
        return json.dumps({"topic": self._topic, "offsets": self._next})

    def __iter__(self) -> Iterator[Change]:
        for message in _messages(self._client, self._assigned, self._ends, follow=self._follow):
            self._next[str(message.partition)] = message.offset + 1
            if (change := self._change(UUID(message.key.decode()), message.value)) is not None:
                yield change

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the broker."""
        self._client.close(autocommit=False)

    def _begin(self, since: str, kept: dict[str, int]) -> None:
        self._assigned = partitions(self._client, self._topic)
        self._client.assign(self._assigned)
        begins = self._client.beginning_offsets(self._assigned)
        self._ends = self._client.end_offsets(self._assigned)
        self._next = {}
        for tp in self._assigned:
            first = self._ends[tp] if since == "now" else begins[tp]
            offset = kept.get(str(tp.partition), first)
            # What is gone, a partition that is new, and a topic that was made anew begin at their beginning.
            self._next[str(tp.partition)] = offset if first <= offset <= self._ends[tp] else first
            self._client.seek(tp, self._next[str(tp.partition)])

    def _change(self, key: UUID, value: bytes | None) -> Change | None:
        if value is None:
            return self._gone(key)
        try:
            record = load(self._model, value, lenient=True)
        except ValidationError as error:
            return NotUnderstood(key, value, explain(error))
        if self._wanted is None:
            return Recorded(key, record)
        if isinstance(record, EventMessage) and record in self._wanted:
            self._held.add(key)
            return Recorded(key, record)
        return self._gone(key)

    def _gone(self, key: UUID) -> Retracted | None:
        if self._wanted is None or self._resumed or key in self._held:
            self._held.discard(key)
            return Retracted(key)
        return None


def read(broker: str, topic: str = EVENTS, *, beginning: bool = True, follow: bool = False) -> Iterator[Change]:
    """All changes of a topic, up to where it ends now or for ever. Raises BrokerUnreachable and TopicsMissing."""
    with Reader(broker, topic, since="beginning" if beginning else "now", follow=follow) as reader:
        yield from reader


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
    """Of a topic; raises TopicsMissing, and BrokerUnreachable where no broker says so in time."""
    until = time.monotonic() + CONNECT_SECONDS
    while True:
        try:
            found = here.partitions_for_topic(topic)
            break
        except RetriableError as error:
            # A broker that was away names none at first, not even itself.
            if time.monotonic() > until:
                raise BrokerUnreachable(f"the broker does not tell of {topic}: {error}") from error
            time.sleep(RETRY_SECONDS)
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
    yield from _messages(here, assigned, here.end_offsets(assigned), follow=follow)


def _messages(
    here: KafkaConsumer, assigned: list[TopicPartition], ends: dict[TopicPartition, int], *, follow: bool
) -> Iterator[Any]:
    while follow or any(here.position(tp) < ends[tp] for tp in assigned):
        for batch in here.poll(timeout_ms=250).values():
            yield from batch


def _countries(event: EventMessage) -> set[str | None]:
    place = set() if event.place is None else {event.place.country}
    return place | {participant.actor.country for participant in event.participants}


def _offsets(bookmark: str, topic: str) -> dict[str, int]:
    try:
        kept = json.loads(bookmark)
        of, offsets = kept["topic"], kept["offsets"]
        found = {str(int(partition)): int(offset) for partition, offset in offsets.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError(f"neither beginning, nor now, nor a bookmark: {bookmark[:80]!r}") from None
    if of != topic:
        raise ValueError(f"a bookmark of {of}, not of {topic}")
    return found
