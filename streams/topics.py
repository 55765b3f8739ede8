"""The six topics: their names, and how they are created. Nothing else creates a topic."""

import time
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from kafka.admin import ConfigResource, KafkaAdminClient
from kafka.errors import KafkaError

from streams.access import access, client
from streams.errors import NotThere
from streams.limits import ANSWER_BYTES, ARTICLE_BYTES, RECORD_BYTES
from streams.settings import Settings

ARTICLES: Final = "news.articles"
EXTRACTIONS: Final = "news.extractions"
EVENTS: Final = "news.events"
NUMBERS: Final = "news.numbers"
DEAD_LETTERS: Final = "news.dead-letters"
FORGOTTEN: Final = "news.forgotten"

OFFSETS_SECONDS: Final = 20.0
DAY_MS: Final = 24 * 60 * 60 * 1000
SEGMENT_MS: Final = DAY_MS
"""Age at which a segment is closed."""


class TopicsMissing(NotThere):
    """The broker answers, but topics are missing: `wireroom migrate` creates them."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it is to be."""

    name: str
    max_bytes: int
    compacted: bool

    def configs(self, settings: Settings) -> dict[str, str]:
        """Its configuration on the broker, in Kafka's own words."""
        kept = (
            {
                "cleanup.policy": "compact",
                "delete.retention.ms": str(settings.tombstone_days * DAY_MS),
                # Without it a quiet topic keeps for ever what was overwritten or retracted.
                "max.compaction.lag.ms": str(SEGMENT_MS),
            }
            if self.compacted
            else {"cleanup.policy": "delete", "retention.ms": str(settings.retention_days * DAY_MS)}
        )
        # Whole segments are removed: it is their age by which what they hold is kept longer than it has to be.
        kept |= {"segment.ms": str(SEGMENT_MS)}
        # The broker's clock, not the producer's: versions are ordered by it across partitions.
        return kept | {"max.message.bytes": str(self.max_bytes), "message.timestamp.type": "LogAppendTime"}


class Described(NamedTuple):
    """A topic as the broker has it."""

    id: UUID
    """Kafka's own: a topic that was deleted and made again has another."""
    partitions: int


TOPICS: Final = (
    Topic(ARTICLES, ARTICLE_BYTES, compacted=False),
    Topic(EXTRACTIONS, ANSWER_BYTES, compacted=False),
    Topic(EVENTS, RECORD_BYTES, compacted=True),
    Topic(NUMBERS, RECORD_BYTES, compacted=True),
    Topic(DEAD_LETTERS, ANSWER_BYTES, compacted=False),
    Topic(FORGOTTEN, RECORD_BYTES, compacted=True),
)


def admin(broker: str) -> KafkaAdminClient:
    """An admin client; raises BrokerUnreachable and BrokerRefuses."""
    return client(KafkaAdminClient, broker)


def create(broker: str, settings: Settings) -> list[str]:
    """Create what is missing, bring the configuration of what is there up to date; the names created."""
    here = admin(broker)
    try:
        known = set(here.list_topics())
        wanted: dict[str, dict[str, Any]] = {
            topic.name: {
                "num_partitions": settings.partitions,
                "replication_factor": settings.replication,
                "configs": topic.configs(settings),
            }
            for topic in TOPICS
            if topic.name not in known
        }
        if wanted:
            here.create_topics(wanted, wait_for_metadata=True)
        there = [topic for topic in TOPICS if topic.name in known]
        if there:
            here.alter_configs(
                [ConfigResource("TOPIC", topic.name, configs=topic.configs(settings)) for topic in there]
            )
        _prepare_offsets(here, settings.group)
        return list(wanted)
    finally:
        here.close()


def _prepare_offsets(here: KafkaAdminClient, group: str) -> None:
    """Have the broker create its topic of committed offsets, which the first worker would miss."""
    until = time.monotonic() + OFFSETS_SECONDS
    while True:
        try:
            here.list_group_offsets({group: None})
        except KafkaError as error:
            if not error.retriable or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def describe(broker: str) -> dict[str, Described]:
    """Each of our topics by its name; raises TopicsMissing."""
    here = admin(broker)
    try:
        found = {
            topic["name"]: Described(UUID(str(topic["topic_id"])), len(topic["partitions"]))
            for topic in here.describe_topics([topic.name for topic in TOPICS])
            if not topic["error_code"]
        }
    finally:
        here.close()
    if missing := [topic.name for topic in TOPICS if topic.name not in found]:
        raise TopicsMissing(f"topics are missing at {access(broker)}: {', '.join(missing)}; run `wireroom migrate`")
    return found
