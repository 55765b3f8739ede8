"""Archives of crawls."""

import gzip
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import brotli
import pytest

from streams.feeds.http import respond
from tests.streams.feeds.crawl import SENTENCE, Crawl, page
from tests.streams.feeds.helpers import articles, items, reasons

A, B, C = (f"https://a.example/{name}" for name in "abc")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_the_pages_of_a_crawl_are_articles_and_everything_else_is_passed_over(packed: bool, version: str) -> None:
    crawl = Crawl(packed=packed, version=version)
    crawl.request(A)
    crawl.response(A, page("Floods"))
    crawl.response(f"{A}.png", b"\x89PNG", kind="image/png")
    crawl.response(B, page("Moved"), status="301 Moved")
    crawl.revisit(B)
    crawl.response(C, page("Storm"), kind="application/xhtml+xml")
    found = items(crawl.raw, "crawl.warc.gz")
    assert reasons(found) == []
    assert [(article.id, article.title) for article in articles(found)] == [(A, "Floods"), (C, "Storm")]
    first = articles(found)[0]
    assert first.body == "\n".join(SENTENCE.format(n=number) for number in (2, 3, 4))
    assert first.published_at == datetime(2025, 9, 4, 6, tzinfo=UTC)
    assert (first.source, first.url, first.language) == ("a.example", A, "en")


def chunked(body: bytes) -> bytes:
    return b"%x;x=y\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(body[:99]), body[:99], len(body[99:]), body[99:])


def bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("pack", "header"),
    [
        (gzip.compress, ("Content-Encoding", "gzip")),
        (zlib.compress, ("Content-Encoding", "deflate")),
        (bare, ("Content-Encoding", "deflate")),
        (brotli.compress, ("Content-Encoding", "br")),
        (chunked, ("Transfer-Encoding", "chunked")),
        (lambda body: body, ("Transfer-Encoding", "chunked")),
        (lambda body: body, ("Content-Encoding", "gzip")),
        (lambda body: body, ("Content-Encoding", "br")),
        (lambda body: body, ("Content-Encoding", "unheard-of")),
    ],
)
def test_a_page_is_unpacked_where_it_is_packed(pack: Callable[[bytes], bytes], header: tuple[str, str]) -> None:
    crawl = Crawl()
    crawl.response(A, pack(page("Floods")), header)
    assert [article.title for article in articles(items(crawl.raw))] == ["Floods"]


@pytest.mark.parametrize("block", [b"", b"HTTP/1.1\r\n\r\n", b"nonsense", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_response_is_none(block: bytes) -> None:
    assert respond(block) is None


def three() -> tuple[bytes, list[int]]:
    """Three pages, and where each begins."""
    crawl = Crawl()
    starts = []
    for address, title in ((A, "First"), (B, "Second"), (C, "Third")):
        starts.append(len(crawl.raw))
        crawl.response(address, page(title))
    return crawl.raw, starts


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (lambda record: b"GARBAGE\n" + record, "broken WARC: no record begins here"),
        (lambda record: record.replace(b"Content-Length: ", b"Content-Length: -", 1), "a record without a length"),
        (lambda record: record.replace(b"Content-Length: ", b"Length: ", 1), "a record without a length"),
        (lambda record: record.replace(b"WARC/1.1", b"\x00\xff", 1), "broken WARC: no record begins here"),
        (lambda record: record.replace(b"\r\n", b"\r\nX: y" * 20_000 + b"\r\n", 1), "a record without a length"),
    ],
)
def test_a_broken_record_is_named_and_the_next_one_goes_through(
    break_it: Callable[[bytes], bytes], reason: str
) -> None:
    raw, (_, second, third) = three()
    found = items(raw[:second] + break_it(raw[second:third]) + raw[third:], format="warc")
    assert [article.id for article in articles(found) if article.id != B] == [A, C]
    refused = reasons(found)
    assert len(refused) in (1, 2)
    assert reason in refused[0]


def test_an_archive_that_is_cut_off_is_named() -> None:
    raw, (_, _, third) = three()
    found = items(raw[:-100], "crawl.warc")
    assert [article.id for article in articles(found)] == [A, B]
    assert reasons(found) == [f"crawl.warc@{third} {C}: broken WARC: the file ends in the middle of a record"]
