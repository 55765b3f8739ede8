"""A document that hangs, swells or kills its reader is named, and the next one is read."""

import os
import time
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from streams.feeds import Given, Item, Reject, read
from streams.feeds.apart import MOST, Apart, Read

LINE = b'{"id": "a", "body": "Text."}\n'


def hang(file: BinaryIO, name: str, format: str, given: Given) -> Iterator[Item | Reject]:
    while True:
        pass
    yield


def swell(file: BinaryIO, name: str, format: str, given: Given) -> Iterator[Item | Reject]:
    bytearray(3 * 1024**3)
    yield from ()


def die(file: BinaryIO, name: str, format: str, given: Given) -> Iterator[Item | Reject]:
    os._exit(3)
    yield


def without_end(file: BinaryIO, name: str, format: str, given: Given) -> Iterator[Item | Reject]:
    while True:
        yield Item("a", LINE, name, 0)


async def read_by(reader: Read, seconds: float = 60.0) -> list[Item | Reject]:
    return await Apart(seconds, 1, reader).read(LINE, "feed", "jsonl", Given())


async def test_a_document_is_read_as_it_is_here() -> None:
    (item,) = await read_by(read)
    assert isinstance(item, Item)
    assert (item.article_id, item.value) == ("a", LINE.strip())


@pytest.mark.parametrize(
    ("reader", "says"),
    [
        (hang, "not read within 3 s"),
        (swell, "needs more than 1,073,741,824 bytes of memory to read"),
        (die, "the process that read it died"),
    ],
)
async def test_who_does_not_come_to_an_end_is_ended(reader: Read, says: str) -> None:
    start = time.monotonic()
    (reject,) = await read_by(reader, 3 if reader is hang else 60)
    assert isinstance(reject, Reject)
    assert (reject.where, reject.reason) == ("feed", says)
    assert time.monotonic() - start < 60
    assert len(await read_by(read)) == 1


async def test_a_feed_without_end_is_taken_so_far_and_says_so() -> None:
    *items, last = await read_by(without_end)
    assert len(items) == MOST
    assert isinstance(last, Reject)
    assert "more than 100,000 articles in one document" in last.reason
