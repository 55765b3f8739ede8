"""Plain text: one file, one article. Its name is the id; a first line with an empty line after it is the title."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.limits import ARTICLE_BYTES
from streams.records import Article, dump


def read_text(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """The file's article. When it was published the file does not say, so that stays null."""
    raw = file.read(ARTICLE_BYTES + 1)
    if len(raw) > ARTICLE_BYTES:
        yield Reject(name, f"more than the {ARTICLE_BYTES:,} bytes that the broker takes", len(raw))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Reject(name, f"not UTF-8: {error.reason} at byte {error.start:,}", len(raw))
        return
    first, blank, rest = text.lstrip().replace("\r\n", "\n").partition("\n\n")
    headline = bool(blank) and "\n" not in first
    article = Article(
        id=PurePath(name).name, title=first if headline else None, body=rest if headline else text, language=None
    )
    yield Item(article.id, dump(article), name, len(raw))
