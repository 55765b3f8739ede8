"""What a feed yields, whatever its format: articles to publish, and named rejects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a feed, checked, as the bytes that are published."""

    article_id: str
    value: bytes
    where: str
    """File and line, or whatever else a person finds it by."""
    end: int
    """Bytes of the feed read so far, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A piece of a feed that is no article; the rest of the feed goes on."""

    where: str
    reason: str
    end: int
