"""What crosses the topics beside articles: answers to them, what is announced, and what is forgotten."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from streams.records.article import Article
from streams.records.meaning import Event, Extraction, Number
from streams.records.values import Instant, Raw, Record


class Origin(Record):
    """Where a message of `news.articles` stands, and when the broker took it."""

    topic: str
    topic_id: UUID = Field(description="Kafka's own id of the topic: a topic made anew has another.")
    partition: int
    offset: int
    appended_at: Instant


REPROCESS = "wireroom-reprocess"
"""Header of a message of `news.articles` that is no version of its own: a Reprocess as JSON."""
REPAIRS = "wireroom-repairs"
"""Header of a message of `news.articles` that is sent again because it was lost: its Origin as JSON."""


class Reprocess(Record):
    """Which message is to be read anew. It counts only while the article still stands there."""

    origin: Origin
    revision: str = Field(description="The pipeline that is to read it; what another one reads does not count.")


class Extracted(Record):
    """An article that was read. On `news.extractions`."""

    kind: Literal["extracted"] = "extracted"
    origin: Origin
    reprocess: Reprocess | None = Field(None, description="It is no version: what it says was read before.")
    repairs: tuple[Origin, ...] = Field((), description="Lost messages that it answers for, the first sent first.")
    article: Article
    extraction: Extraction
    traceparent: str | None = Field(None, description="W3C trace context, handed on.")


class Rejected(Record):
    """A message that could not be read: its original bytes, and why. On `news.extractions`."""

    kind: Literal["rejected"] = "rejected"
    origin: Origin
    reprocess: Reprocess | None = Field(None, description="It is no version: what it says was read before.")
    repairs: tuple[Origin, ...] = Field((), description="Lost messages that it answers for, the first sent first.")
    key: Raw | None = None
    value: Raw | None = None
    headers: tuple[tuple[str, Raw | None], ...] = ()
    reason: str = Field(description="Class of the error: ValidationError, ArticleTooLong, …")
    message: str = Field(description="What was wrong, for a person.")
    article_id: str | None = Field(None, description="Where it could be read.")
    traceparent: str | None = None


Answer = Annotated[Extracted | Rejected, Field(discriminator="kind")]
"""One for every message of `news.articles`."""


class Reference(Record):
    """The article that an announced record comes from."""

    id: str
    source: str | None = None
    url: str | None = None
    published_at: Instant | None = None


class EventMessage(Event):
    """What `news.events` carries, keyed by the event's id; a message without value retracts it."""

    article: Reference


class NumberMessage(Number):
    """What `news.numbers` carries, keyed by the number's id; a message without value retracts it."""

    article: Reference


class Forgetting(Record):
    """That an article is forgotten on demand, or may be read again. On `news.forgotten`, keyed by the article's key.

    The last one of an article counts. Whoever keeps something of a forgotten article has to erase it.
    """

    article: UUID = Field(description="UUIDv5 of the producer's id, which itself is not told.")
    allowed: bool = Field(False, description="What the broker takes after this is read again.")
    by: str = Field(description="Who decided, as they called themselves.")
