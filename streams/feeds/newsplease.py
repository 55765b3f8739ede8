"""JSON as news-please writes it: one article a file, an array, or one a line. The page's address is the id."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from streams.feeds.items import NOTHING, Given, Item, Reject, item
from streams.feeds.moments import moment
from streams.feeds.objects import NoArticle, read_objects, word


def read_newsplease(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every object's article, or why it is none."""
    return read_objects(file, name, given, from_newsplease)


def from_newsplease(found: dict[str, Any], given: Given, where: str, end: int) -> Item | Reject:
    """An object's article; raises NoArticle. Times without a zone are taken as UTC, as news-please writes them."""
    url = word(found.get("url"))
    body = word(found.get("maintext")) or word(found.get("text"))
    if url is None or body is None:
        raise NoArticle("url: missing" if url is None else "maintext: nothing was extracted from the page")
    return item(
        {
            "id": url,
            "title": word(found.get("title")),
            "body": body,
            "published_at": moment(found.get("date_publish")),
            "source": word(found.get("source_domain")) or given.source,
            "url": url,
            "language": word(found.get("language")),
            "updated_at": moment(found.get("date_modify")),
        },
        where,
        end,
    )
