"""JSON Lines: one article a line, in the fields of `streams.records.Article`. Empty lines are skipped."""

from collections.abc import Iterator
from typing import BinaryIO

from pydantic import ValidationError

from streams.feeds.chunks import BARREN_BYTES, barren
from streams.feeds.items import NOTHING, Given, Item, Reject, too_long
from streams.limits import ARTICLE_BYTES
from streams.records import Article, explain


def read_jsonl(lines: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every line's article, or what is wrong with it, by file and line. A line too long for the broker is skipped."""
    end = 0
    number = 0
    while line := lines.readline(ARTICLE_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        size = len(line)
        while not line.endswith(b"\n") and (rest := lines.readline(ARTICLE_BYTES)):
            size += len(rest)
            line = line[:64] + rest[-1:]
            if size > BARREN_BYTES:
                yield Reject(where, barren(size), end + size)
                return
        end += size
        if size > ARTICLE_BYTES:
            yield Reject(where, too_long(size), end)
        elif value := line.strip().removeprefix(b"\xef\xbb\xbf"):
            yield check(value, where, end)


def check(value: bytes, where: str, end: int) -> Item | Reject:
    """An article's JSON, or what is wrong with it."""
    try:
        article = Article.model_validate_json(value)
    except ValidationError as error:
        return Reject(where, explain(error), end)
    return Item(article.id, value, where, end)
