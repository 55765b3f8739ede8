"""Formats that are JSON: each piece's object, mapped by its format to an article's fields."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import orjson

from streams.feeds.chunks import Piece
from streams.feeds.cut_json import JsonCutter
from streams.feeds.items import Given, Item, Reject
from streams.feeds.markup import MarkupHostile


class NoArticle(ValueError):
    """An object of the format that is no article of its own; `str` says why."""


Map = Callable[[dict[str, Any], Given, str, int], Item | Reject]
"""An object's article: what is known beside it, where it stands, and where it ends. May raise NoArticle."""


def read_objects(file: BinaryIO, name: str, given: Given, to_item: Map) -> Iterator[Item | Reject]:
    """What a file's objects are, one after another."""
    count = 0
    for piece in JsonCutter(file):
        count += 1
        yield from_piece(piece, f"{name}:{piece.line}", given, to_item)
    if not count:
        yield Reject(name, "no article in it", 0)


def from_piece(piece: Piece, where: str, given: Given, to_item: Map) -> Item | Reject:
    """What one piece is."""
    if piece.problem is not None:
        return Reject(where, piece.problem, piece.end)
    try:
        found = orjson.loads(piece.raw)
    except orjson.JSONDecodeError as error:
        return Reject(where, f"Invalid JSON: {error}", piece.end)
    if not isinstance(found, dict):
        return Reject(where, "Input should be an object", piece.end)
    try:
        return to_item(found, given, where, piece.end)
    except (NoArticle, MarkupHostile) as error:
        return Reject(where, str(error), piece.end)


def word(value: object) -> str | None:
    """A string that says something."""
    return value.strip() or None if isinstance(value, str) else None
