"""Which reader a feed gets: by name, by content type, or by how it begins."""

import io
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any, BinaryIO, Final

from streams.feeds.detection import detect
from streams.feeds.gunzip import MAGIC, Gunzip, GzipRefused
from streams.feeds.html import read_html
from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.feeds.json import read_json
from streams.feeds.jsonfeed import read_jsonfeed
from streams.feeds.jsonl import read_jsonl
from streams.feeds.newsml import read_newsml
from streams.feeds.newsplease import read_newsplease
from streams.feeds.ninjs import read_ninjs
from streams.feeds.rss import read_rss
from streams.feeds.text import read_text
from streams.feeds.warc import read_warc

Read = Callable[[BinaryIO, str, Given], Iterator[Item | Reject]]

FORMATS: Final[dict[str, Read]] = {
    "jsonl": read_jsonl,
    "json": read_json,
    "ninjs": read_ninjs,
    "newsml": read_newsml,
    "rss": read_rss,
    "jsonfeed": read_jsonfeed,
    "newsplease": read_newsplease,
    "warc": read_warc,
    "html": read_html,
    "text": read_text,
}

AUTO: Final = "auto"

MEDIA_TYPES: Final[dict[str, str]] = {
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/ninjs+json": "ninjs",
    "application/vnd.iptc.ninjs+json": "ninjs",
    "application/vnd.iptc.g2.newsmessage+xml": "newsml",
    "application/vnd.iptc.g2.newsitem+xml": "newsml",
    "application/vnd.iptc.g2.packageitem+xml": "newsml",
    "application/rss+xml": "rss",
    "application/atom+xml": "rss",
    "application/rdf+xml": "rss",
    "application/feed+json": "jsonfeed",
    "application/warc": "warc",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    # These say how it is written, not what it is.
    "application/json": AUTO,
    "application/xml": AUTO,
    "text/xml": AUTO,
    "application/gzip": AUTO,
    "application/octet-stream": AUTO,
}

PEEK: Final = 64 * 1024


def format_of(content_type: str) -> str | None:
    """The format that a Content-Type header names, `auto` where only the content tells; None: nothing reads that."""
    return MEDIA_TYPES.get(content_type.partition(";")[0].strip().lower())


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type header names."""
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_charset()


def read(file: BinaryIO, name: str, format: str = AUTO, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """The articles and rejects of an open file, one at a time as it is read; `auto` tells the format by how it begins.

    Gzip is unpacked. What is not a feed at all is one reject; nothing that a file holds raises.
    """
    try:
        opened = unpacked(file)
        known = detect(opened.peek(PEEK), name.removesuffix(".gz")) if format == AUTO else format
        yield from FORMATS[known](opened, name, given)
    except GzipRefused as error:
        yield Reject(name, str(error), 0)


def unpacked(file: BinaryIO) -> "io.BufferedReader[Any]":
    """The file, and what is packed in it where it is gzip; that raises GzipRefused while it is read."""
    buffered: io.BufferedReader[Any] = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file, PEEK)
    return io.BufferedReader(Gunzip(buffered), PEEK) if buffered.peek(len(MAGIC)).startswith(MAGIC) else buffered
