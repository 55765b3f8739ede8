"""What a feed yields, whatever its format: articles to publish, and named rejects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from streams.limits import ARTICLE_BYTES
from streams.records import Article, dump, explain


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed, checked, as the bytes that are published."""

    article_id: str
    value: bytes
    where: str
    """File and line, or whatever else a person finds it by."""
    end: int
    """Bytes of the feed read so far, for a progress bar."""
    embargoed_until: datetime | None = None
    """Its producer does not want it out before; `embargo.hold` sees to that."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A piece of a feed that is no article; the rest of the feed goes on."""

    where: str
    reason: str
    end: int


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a feed beside its bytes."""

    url: str | None = None
    """Where it was fetched: links in it are relative to this."""
    charset: str | None = None
    """As the server named it; counts before what the document says of itself."""
    source: str | None = None
    """Publisher of articles that name none."""
    processes: int | None = None
    """How many read web pages; None: one a core."""


NOTHING = Given()


def item(fields: Mapping[str, object], where: str, end: int, embargoed_until: datetime | None = None) -> Item | Reject:
    """An article from its fields, or what is wrong with them."""
    try:
        article = Article.model_validate(fields)
    except ValidationError as error:
        return Reject(where, explain(error), end)
    value = dump(article)
    if len(value) > ARTICLE_BYTES:
        return Reject(where, too_long(len(value)), end)
    return Item(article.id, value, where, end, None if article.status == "canceled" else embargoed_until)


def too_long(size: int) -> str:
    """Why an article is not sent."""
    return f"{size:,} bytes, more than the {ARTICLE_BYTES:,} that the broker takes"
