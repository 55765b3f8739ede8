"""HTML: one file, one article. Its id is the address that the page gives, else where it was fetched, else its name."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from streams.feeds.chunks import PIECE_BYTES
from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.feeds.pages import Page, Readers


def read_html(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """The page's article, or why it is none."""
    raw = file.read(PIECE_BYTES + 1)
    if len(raw) > PIECE_BYTES:
        yield Reject(name, f"more than the {PIECE_BYTES:,} bytes that one page may take", len(raw))
        return
    with Readers(1) as readers:
        yield from readers.read([Page(raw, PurePath(name).name, len(raw), given.url, given.charset, given.source)])
