"""What a ledger should come to, whatever happens on the way: a model of ten lines, and messages to try it with."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from streams import records
from tests.models.answers import START, read

SENTENCES: Final = (
    "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said.",
    "Delta shelled Epsilon on Friday with 3 guns.",
    "Zeta left Eta in Lyon.",
    "Theta freed Iota, Kappa said.",
)


@dataclass(frozen=True)
class Message:
    """A message of the articles topic."""

    article: str
    partition: int
    offset: int
    minute: int
    """When the broker took it."""
    sentences: tuple[int, ...]
    version: int | None
    updated: int | None
    canceled: bool
    reads: "Message | None" = None
    """The one that is to be read anew, by pipeline `revision`."""
    revision: int | None = None
    repairs: "tuple[Message, ...]" = ()
    """Lost ones that it answers for."""

    @property
    def spot(self) -> tuple[int, int]:
        return self.partition, self.offset

    @property
    def content(self) -> tuple[object, ...]:
        return self.article, self.sentences, self.canceled

    def is_after(self, other: "Message") -> bool:
        """Later in the partition; across partitions, taken later by the broker."""
        if self.partition == other.partition:
            return self.offset > other.offset
        return (self.minute, self.partition) > (other.minute, other.partition)


@dataclass(frozen=True)
class Known:
    """An article as it should be known: what it says, how old that is, and who read it."""

    said: Message
    stands: Message
    version: int | None
    updated: int | None
    revision: int


def after(known: Known | None, message: Message, revision: int) -> Known | None:
    """The model: an article, after a message of it was read by a pipeline."""
    if (read_anew := message.reads) is not None:
        current = known is not None and known.stands == read_anew and revision == message.revision
        return replace(known, revision=revision) if known and current else known
    if known is None:
        return Known(message, message, message.version, message.updated, revision)
    version = known.version if message.version is None else message.version
    updated = known.updated if message.updated is None else message.updated
    age, known_age = [tuple(-1 if n is None else n for n in pair) for pair in ((version, updated), known_rank(known))]
    later = message.is_after(known.stands)
    if age == known_age and message.content == known.said.content:
        return replace(known, stands=message) if later else known
    newer = age > known_age or (age == known_age and later)
    return Known(message, message, version, updated, revision) if newer else known


def barred(allowed: dict[str, int | None], message: Message) -> bool:
    """Whether a message is of an article that was forgotten, and not taken after it was allowed again, if it was."""
    if message.article not in allowed:
        return False
    since = allowed[message.article]
    return since is None or (message.reads or message).minute <= since


def known_rank(known: Known) -> tuple[int | None, int | None]:
    return known.version, known.updated


def origin(message: Message, topic_id: UUID) -> records.Origin:
    """Where it stands on that topic."""
    return records.Origin(
        topic="news.articles",
        topic_id=topic_id,
        partition=message.partition,
        offset=message.offset,
        appended_at=START + timedelta(minutes=message.minute),
    )


def answer(message: Message, topic_id: UUID, revision: int) -> records.Extracted:
    """What a pipeline makes of it."""
    article = article_of(message, topic_id)
    reprocess = None
    if message.reads is not None:
        reprocess = records.Reprocess(origin=origin(message.reads, topic_id), revision=f"r{message.revision}")
    return records.Extracted(
        origin=origin(message, topic_id),
        reprocess=reprocess,
        repairs=tuple(origin(lost, topic_id) for lost in message.repairs),
        article=article,
        extraction=extraction(article, revision),
    )


def article_of(message: Message, topic_id: UUID) -> records.Article:
    """Its article; ids are the topic's own, so that one ledger serves many topics."""
    return records.Article(
        id=f"{topic_id}-{message.article}",
        body="\n\n".join(SENTENCES[number] for number in message.sentences),
        version=message.version,
        updated_at=None if message.updated is None else START + timedelta(minutes=message.updated),
        status="canceled" if message.canceled else "usable",
    )


def extraction(article: records.Article, revision: int) -> records.Extraction:
    """Every pipeline misses another sentence, and is surer of things than the one before."""
    whole = read(article, f"r{revision}")
    missed = SENTENCES[revision % len(SENTENCES)].split()[1]
    events = [
        event.model_copy(update={"confidence": revision % 3 / 10})
        for event in whole.events
        if event.trigger.text != missed
    ]
    kept = {event.id for event in events}
    numbers = [number for number in whole.numbers if number.event_id in kept]
    return whole.model_copy(update={"events": tuple(events), "numbers": tuple(numbers)})


def announced(known: Known, topic_id: UUID) -> dict[tuple[str, bytes], bytes]:
    """What the compacted topics should say of an article."""
    if known.said.canceled:
        return {}
    article = article_of(known.said, topic_id)
    found = extraction(article, known.revision)
    reference = records.Reference(id=article.id)
    events = [records.EventMessage(**dict(event), article=reference) for event in found.events]
    numbers = [records.NumberMessage(**dict(number), article=reference) for number in found.numbers]
    return {
        (topic, str(record.id).encode()): records.dump(record)
        for topic, found_records in (("news.events", events), ("news.numbers", numbers))
        for record in found_records
    }


def hashes(announced: dict[tuple[str, bytes], bytes]) -> set[tuple[str, bytes]]:
    """What SQL should have of it: live ids, and the hashes of their values."""
    return {(key.decode(), sha256(value).digest()) for (_, key), value in announced.items()}
