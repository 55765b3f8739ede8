"""JSON Feed 1.0 and 1.1: `items`, each with its `id`; full content before summary."""

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

import orjson

from streams.feeds.cut_json import JsonCutter
from streams.feeds.identity import address, identity
from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.markup import plain
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle, from_piece, word


def read_jsonfeed(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every item's article, or why it is none. What the feed says after its items is not read."""
    cutter = JsonCutter(file, "items")
    feed: dict[str, Any] | None = None
    for piece in cutter:
        feed = head(cutter.head) if feed is None else feed
        yield from_piece(piece, f"{name}:{piece.line}", given, partial(from_entry, feed))
    if feed is None and not cutter.head:
        yield Reject(name, "no items in it", 0)


def head(raw: bytes) -> dict[str, Any]:
    """What the feed says of itself before its items; nothing where that is malformed."""
    try:
        found = orjson.loads(raw + b"]}")
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def from_entry(feed: dict[str, Any], found: dict[str, Any], given: Given, where: str, end: int) -> Item | Reject:
    """An item's article; raises NoArticle."""
    base = word(feed.get("feed_url")) or word(feed.get("home_page_url")) or given.url
    link = word(found.get("url")) or word(found.get("external_url"))
    number = found.get("id")
    own = str(number) if isinstance(number, int | float) and not isinstance(number, bool) else word(number)
    markup = word(found.get("content_html"))
    body = word(found.get("content_text")) or (plain(markup) if markup else None) or word(found.get("summary"))
    if own is None or body is None:
        raise NoArticle("id: missing" if own is None else "no content_text, content_html or summary")
    return item(
        {
            "id": identity(own, base),
            "title": word(found.get("title")),
            "body": body,
            "published_at": moment(found.get("date_published")),
            "source": word(feed.get("title")) or given.source,
            "url": address(link, base),
            "language": word(found.get("language")) or word(feed.get("language")),
            "updated_at": moment(found.get("date_modified")),
        },
        where,
        end,
    )
