"""What a watched address gave: a feed, or a page that only says so with HTTP's 200."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from streams.feeds import Given, Item, Reject, read
from streams.feeds.detection import detect
from streams.feeds.formats import AUTO, PEEK, unpacked
from streams.feeds.gunzip import GzipRefused

PAGES: Final = ("html", "text")
"""What servers send in place of a feed: a word of apology, a form to log in. It is nobody's article."""


def read_feed(file: BinaryIO, name: str, format: str, given: Given) -> Iterator[Item | Reject]:
    """Articles and rejects of a feed. A server that calls it a page is not believed, and a page is one reject."""
    try:
        opened = unpacked(file)
        start = opened.peek(PEEK)
    except GzipRefused as error:
        yield Reject(name, str(error), 0)
        return
    if format in (AUTO, *PAGES):
        format = detect(start, "")
    if format in PAGES:
        yield Reject(name, "no feed, but a page or a text", len(start))
    else:
        yield from read(opened, name, format, given)
