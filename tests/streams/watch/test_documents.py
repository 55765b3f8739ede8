"""Feeds are told from pages, whatever the server calls them."""

import gzip
import io
from pathlib import Path

import pytest

from streams.feeds import Given, Item, Reject
from streams.watch.documents import read_feed

FIXTURES = Path(__file__).parents[1] / "feeds" / "fixtures"


def found(document: bytes, format: str, name: str = "wire.test/feed.txt") -> list[Item | Reject]:
    return list(read_feed(io.BytesIO(document), name, format, Given(url="https://wire.test/feed.txt")))


@pytest.mark.parametrize("fixture", ["rss-2.xml", "rss-1.rdf", "atom.xml", "jsonfeed.json", "ninjs-1.json"])
@pytest.mark.parametrize("format", ["auto", "html", "text"])
def test_a_feed_is_a_feed_whatever_it_is_called(fixture: str, format: str) -> None:
    document = (FIXTURES / fixture).read_bytes()
    plain, packed = found(document, format), found(gzip.compress(document), format)
    assert [one for one in plain if isinstance(one, Item)]
    assert [one.where for one in plain] == [one.where for one in packed]


@pytest.mark.parametrize("format", ["auto", "html", "text"])
@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><html><body>Back soon.</body></html>", b"Back soon.", b"", b"\x00\xff" * 100]
)
def test_a_page_in_place_of_a_feed_is_nobody_s_article(page: bytes, format: str) -> None:
    (reject,) = found(page, format)
    assert isinstance(reject, Reject)
    assert reject.reason == "no feed, but a page or a text"
