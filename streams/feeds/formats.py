"""Which reader a file gets."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from streams.feeds.items import Item, Reject
from streams.feeds.jsonl import read_jsonl
from streams.feeds.text import read_text

Read = Callable[[BinaryIO, str], Iterator[Item | Reject]]

FORMATS: Final[dict[str, Read]] = {"jsonl": read_jsonl, "text": read_text}

PEEK: Final = 4096


def read(file: BinaryIO, name: str, format: str = "auto") -> Iterator[Item | Reject]:
    """The articles and rejects of an open file; `auto` tells the format apart by how it begins."""
    if format != "auto":
        return FORMATS[format](file, name)
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    start = buffered.peek(PEEK)[:PEEK].removeprefix(b"\xef\xbb\xbf").lstrip()
    textual = name.endswith((".txt", ".text")) or not start.startswith((b"{", b"["))
    return FORMATS["text" if textual and not name.endswith((".jsonl", ".ndjson")) else "jsonl"](buffered, name)
