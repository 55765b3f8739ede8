"""What a feed is, told by its beginning; and by its content type."""

import gzip

import pytest

from streams.feeds import charset_of, format_of
from streams.feeds.detection import detect
from streams.feeds.formats import AUTO, FORMATS, MEDIA_TYPES
from tests.streams.feeds.helpers import FIXTURES, articles, items, reasons


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("ninjs-1.json", "ninjs"),
        ("ninjs-2.json", "ninjs"),
        ("ninjs-3.json", "ninjs"),
        ("newsml-item.xml", "newsml"),
        ("newsml-message.xml", "newsml"),
        ("rss-2.xml", "rss"),
        ("rss-1.rdf", "rss"),
        ("atom.xml", "rss"),
        ("jsonfeed.json", "jsonfeed"),
        ("newsplease.jsonl", "newsplease"),
        ("page.html", "html"),
    ],
)
def test_fixtures_are_told_apart_by_content_alone(name: str, format: str) -> None:
    assert detect((FIXTURES / name).read_bytes(), "-") == format


@pytest.mark.parametrize(
    ("start", "name", "format"),
    [
        (b'{"id": "a", "body": "b"}', "-", "jsonl"),
        (b'{"id": "a", "body": "b", "uri": "c"}\n{', "-", "jsonl"),
        (b'\xef\xbb\xbf[{"id": "a"}]', "-", "json"),
        (b'{\n  "id": "a"', "-", "json"),
        (b'{\n  "id": "a"', "a.jsonl", "jsonl"),
        (b"WARC/1.1\r\n", "-", "warc"),
        (b"<!doctype html><p>", "-", "html"),
        (b"<!-- rss --><?xml-stylesheet?><html>", "-", "html"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="0.91">', "-", "rss"),
        ('<?xml version="1.0" encoding="utf-16"?><rss version="2.0">'.encode("utf-16"), "-", "rss"),
        (b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>", "-", "rss"),
        (b"Prose.", "-", "text"),
        (b"<rss>", "notes.txt", "text"),
        (b"", "-", "text"),
    ],
)
def test_a_beginning_says_what_follows(start: bytes, name: str, format: str) -> None:
    assert detect(start, name) == format


@pytest.mark.parametrize(
    ("content_type", "format"),
    [
        ("application/x-ndjson", "jsonl"),
        ("Application/JSON; charset=utf-8", AUTO),
        ("application/vnd.iptc.g2.newsmessage+xml", "newsml"),
        ("application/rss+xml;charset=latin-1", "rss"),
        ("image/png", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_content_type_names_a_format_or_none(content_type: str, format: str | None) -> None:
    assert format_of(content_type) == format


def test_every_content_type_has_a_reader() -> None:
    assert set(MEDIA_TYPES.values()) <= {AUTO, *FORMATS}


def test_a_content_type_names_its_charset() -> None:
    assert charset_of("text/xml; charset=Windows-1252") == "windows-1252"
    assert charset_of("text/xml") is None


def test_gzip_is_unpacked_member_after_member() -> None:
    packed = gzip.compress(b'{"id": "a", "body": "A."}\n') + gzip.compress(b'{"id": "b", "body": "B."}\n') + b"\x00\x00"
    assert [article.id for article in articles(items(packed, "feed.jsonl.gz"))] == ["a", "b"]


def test_gzip_that_is_cut_off_is_named_after_what_could_be_read() -> None:
    lines = b"".join(b'{"id": "%d", "body": "Text of %d."}\n' % (n, n * 7919) for n in range(20_000))
    found = items(gzip.compress(lines)[:-2000], "feed.jsonl.gz")
    assert 10_000 < len(articles(found)) < 20_000
    assert reasons(found)[-1] == "feed.jsonl.gz: the file ends in the middle of what is packed"
