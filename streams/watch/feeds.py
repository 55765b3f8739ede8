"""The list of feeds that are watched, as a person keeps it: TOML, or OPML as readers of feeds export it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Self
from uuid import UUID
from xml.etree import ElementTree

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from yarl import URL

from streams.errors import NotThere
from streams.records import explain, identify

INTERVAL: Final = 900.0
LEAST: Final = 10.0
"""Nobody is asked more often than every so many seconds."""


class FeedsMalformed(NotThere):
    """The list of feeds cannot be read; a person should correct it."""


class Feed(BaseModel):
    """One feed: where it is, and how often it is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, Field(repr=False)]
    """There may be a password in it: it is shown nowhere."""
    name: str = ""
    """What it is called in the log and in metrics; its host and path unless said otherwise."""
    source: str | None = None
    """Publisher of articles that name none; None: what the feed says."""
    interval: Annotated[float, Field(ge=LEAST)] = INTERVAL
    """Seconds from one answer to the next question."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        try:
            url = URL(self.url)
        except ValueError:
            raise ValueError("url is none") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise ValueError("url is none of HTTP")
        return self if self.name else self.model_copy(update={"name": f"{url.host}{url.path}"})

    @property
    def id(self) -> UUID:
        """What it is known by when it is asked again."""
        return identify(self.url, "feed")


def read_feeds(path: Path) -> list[Feed]:
    """The feeds of a file, `.opml` or `.toml`; raises FeedsMalformed."""
    try:
        raw = path.read_bytes()
        rows = list(_opml(raw) if raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else _toml(raw))
    except OSError as error:
        raise FeedsMalformed(f"{path}: {error.strerror}") from error
    except (ValueError, ElementTree.ParseError) as error:
        raise FeedsMalformed(f"{path}: {error}") from error
    feeds = [_feed(row, f"{path}, feed {number}") for number, row in enumerate(rows, 1)]
    if not feeds:
        raise FeedsMalformed(f"{path}: no feed in it")
    for known in ("url", "name"):
        seen: set[str] = set()
        for number, feed in enumerate(feeds, 1):
            if (value := getattr(feed, known)) in seen:
                raise FeedsMalformed(f"{path}, feed {number}: its {known} is that of another")
            seen.add(value)
    return feeds


def _feed(row: dict[str, Any], where: str) -> Feed:
    try:
        return Feed.model_validate(row)
    except ValidationError as error:
        raise FeedsMalformed(f"{where}: {explain(error)}") from None


def _toml(raw: bytes) -> list[dict[str, Any]]:
    document = tomllib.loads(raw.decode())
    if unknown := document.keys() - {"feed"}:
        raise ValueError(f"no {sorted(unknown)[0]!r} in a list of feeds; each is a [[feed]]")
    rows = document.get("feed", [])
    if not isinstance(rows, list):
        raise ValueError("each feed is a [[feed]], in double brackets")
    return rows


def _opml(raw: bytes) -> Iterator[dict[str, Any]]:
    for outline in ElementTree.fromstring(raw).iter("outline"):
        if url := outline.get("xmlUrl"):
            yield {"url": url, "name": outline.get("title") or outline.get("text") or ""}
