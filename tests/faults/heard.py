"""What a consumer of the topics hears, held against what it ought to hear."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kafka import KafkaConsumer

from streams.reader import consumer, partitions
from streams.topics import DEAD_LETTERS, EVENTS, NUMBERS

TOPICS: Final = (EVENTS, NUMBERS, DEAD_LETTERS)
CLOCK: Final = "ce_time"
"""The one header that differs from run to run."""
SPOT: Final = ("__connect.errors.partition", "__connect.errors.offset")

Key = tuple[str, bytes | None]
"""Topic and key of a message."""


class Said(NamedTuple):
    """A message, but for its clock."""

    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]

    @property
    def identity(self) -> tuple[bytes | None, ...]:
        """What tells a message sent again from another one: `ce_id`, or the place of a dead letter."""
        headers = dict(self.headers)
        return (headers["ce_id"],) if "ce_id" in headers else tuple(headers[name] for name in SPOT)


def said(value: bytes | None, headers: Sequence[tuple[str, bytes | None]]) -> Said:
    """A message as it is compared."""
    return Said(value, tuple((name, text) for name, text in headers if name != CLOCK))


@dataclass
class Heard:
    """Follows the topics as a consumer of committed messages does."""

    broker: str
    said: dict[Key, list[Said]] = field(default_factory=dict)
    """All that each key said, one after another."""
    again: int = 0
    """Messages that were sent again, the same."""
    _client: KafkaConsumer | None = None

    def follow(self) -> set[Key]:
        """Hear what is new; the keys that it was about."""
        if self._client is None:
            self._client = consumer(self.broker, reconnect_backoff_max_ms=500)
            self._client.assign([tp for topic in TOPICS for tp in partitions(self._client, topic)])
            self._client.seek_to_beginning()
        touched = set()
        for message in new(self._client):
            key = message.topic, message.key
            self.said.setdefault(key, []).append(said(message.value, message.headers))
            touched.add(key)
        return touched

    def close(self) -> None:
        """Let go of the broker."""
        if self._client is not None:
            self._client.close(autocommit=False)


def new(client: KafkaConsumer) -> Iterator[Any]:
    """What stands on the client's topics from where it is to where they end now."""
    assigned = sorted(client.assignment())
    ends = client.end_offsets(assigned)
    while any(client.position(tp) < ends[tp] for tp in assigned):
        for batch in client.poll(timeout_ms=100).values():
            yield from batch


def wrong(heard: Mapping[Key, Sequence[Said]], expected: Mapping[Key, Sequence[Said]], keys: set[Key]) -> Iterator[str]:
    """What consumers of these keys were told that they should not have been, or were not told.

    Sent again, the same, is allowed; after compaction the last word counts, and first words come in their order.
    """
    for key in sorted(keys, key=repr):
        told, ought = heard.get(key, ()), expected.get(key, ())
        name = f"{key[0]} {(key[1] or b'').decode(errors='replace')}"
        if not told:
            yield f"lost: {name} never told"
            continue
        by_identity = {message.identity: message for message in ought}
        first = list({message.identity: None for message in told})
        for message in told:
            if message.identity not in by_identity:
                yield f"doubled: {name} says what nothing says: {message.headers}"
            elif message != by_identity[message.identity]:
                yield f"doubled: {name} sent again with another content: {message} for {by_identity[message.identity]}"
        if missing := [message.identity for message in ought if message.identity not in set(first)]:
            yield f"lost: {name} never told {missing}"
        if ought and told[-1].value != ought[-1].value:
            yield f"stale: {name} says {told[-1]} at last, and ought to say {ought[-1]}"
        known = [identity for identity in first if identity in by_identity]
        if known != sorted(known, key=list(by_identity).index):
            yield f"order: {name} was told {known}, not in the order of {list(by_identity)}"
