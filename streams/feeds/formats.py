"""Which reader a feed gets: by name, by content type, or by how it begins."""

import io
from collections.abc import Callable, Iterator
from email.message import Message
from typing import BinaryIO, Final

from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.feeds.jsonl import read_jsonl
from streams.feeds.text import read_text

Read = Callable[[BinaryIO, str, Given], Iterator[Item | Reject]]

FORMATS: Final[dict[str, Read]] = {"jsonl": read_jsonl, "text": read_text}

AUTO: Final = "auto"

MEDIA_TYPES: Final[dict[str, str]] = {
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/plain": "text",
    # These say how it is written, not what it is.
    "application/json": AUTO,
    "application/xml": AUTO,
    "text/xml": AUTO,
    "application/octet-stream": AUTO,
}

PEEK: Final = 4096


def format_of(content_type: str) -> str | None:
    """The format that a Content-Type header names, `auto` where only the content tells; None: nothing reads that."""
    return MEDIA_TYPES.get(_parsed(content_type).get_content_type())


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type header names."""
    return _parsed(content_type).get_content_charset()


def read(file: BinaryIO, name: str, format: str = AUTO, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """The articles and rejects of an open file, one at a time as it is read; `auto` tells the format by how it begins.

    What is not a feed at all is one reject; nothing that a file holds raises.
    """
    if format != AUTO:
        return FORMATS[format](file, name, given)
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    return FORMATS[detect(buffered.peek(PEEK)[:PEEK], name)](buffered, name, given)


def detect(start: bytes, name: str) -> str:
    """The format of what begins like this."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if name.endswith((".txt", ".text")):
        return "text"
    return "jsonl" if start.startswith((b"{", b"[")) or name.endswith((".jsonl", ".ndjson")) else "text"


def _parsed(content_type: str) -> Message:
    message = Message()
    message["Content-Type"] = content_type
    return message
