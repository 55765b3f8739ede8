"""Articles of ours as JSON: one, an array of them, or one after another, however they are laid out."""

from collections.abc import Iterator
from typing import BinaryIO

from streams.feeds.cut_json import JsonCutter
from streams.feeds.items import NOTHING, Given, Item, Reject
from streams.feeds.jsonl import check


def read_json(file: BinaryIO, name: str, given: Given = NOTHING) -> Iterator[Item | Reject]:
    """Every object's article, or what is wrong with it, by the line it begins on."""
    count = 0
    for count, piece in enumerate(JsonCutter(file), 1):  # noqa: B007 - counted even where it is not used
        where = f"{name}:{piece.line}"
        yield check(piece.raw, where, piece.end) if piece.problem is None else Reject(where, piece.problem, piece.end)
    if not count:
        yield Reject(name, "no article in it", 0)
