"""Web pages: what they say of themselves, and the text of their article."""

from datetime import UTC, datetime

import pytest

from streams.feeds import Given
from streams.feeds.page import decoded, from_page
from streams.records import Article
from tests.streams.feeds.helpers import FIXTURES, articles, fixture, items, reasons

SENTENCE = "A court in the capital sentenced two former ministers to nine years in prison on Thursday, they said."
TEXT = f"<article><p>{SENTENCE}</p></article>"


def page(head: str, body: str = TEXT) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_page_is_one_article_without_its_navigation() -> None:
    assert fixture("page.html") == (
        [
            Article(
                id="https://herald.example/hostages",
                title="Militia frees ten hostages",
                body="A militia freed ten hostages on Thursday after talks that lasted nine days, "
                "the interior ministry said in a statement.\n"
                "They were flown to the capital, where doctors examined them, and are to meet their families "
                "on Friday, it added.\n"
                "The militia had demanded the release of 25 of its fighters. "
                "The ministry denied that it had paid a ransom.",
                published_at=datetime(2025, 9, 4, 6, tzinfo=UTC),
                source="Example Herald",
                url="https://herald.example/hostages",
                language="en-GB",
                updated_at=datetime(2025, 9, 4, 7, 15, tzinfo=UTC),
            )
        ],
        [],
    )


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("<title>Two\n jailed</title>", "title", "Two jailed"),
        ("<title>x</title><meta property='og:title' content='Jailed'>", "title", "Jailed"),
        ("<meta name='date' content='2025-09-04'>", "published_at", datetime(2025, 9, 4, tzinfo=UTC)),
        ("<meta itemprop='datePublished' content='nonsense'>", "published_at", None),
        (
            "<meta property='article:modified_time' content='2025-09-04T05:00Z'>",
            "updated_at",
            datetime(2025, 9, 4, 5, tzinfo=UTC),
        ),
        ("<link rel='canonical' href='/x'>", "id", "https://a.example/x"),
        ("<link rel='canonical' href='https://b.example/x'>", "id", "https://a.example/1?from=feed"),
        ("<link rel='canonical' href='javascript:x'>", "id", "https://a.example/1?from=feed"),
        ("<link rel='canonical' href='http://[x'>", "id", "https://a.example/1?from=feed"),
        ("", "source", "a.example"),
        ("<script type='application/ld+json'>{</script>", "title", None),
        (
            "<script type='application/ld+json'>"
            '{"@graph": [[{"@type": ["ReportageNewsArticle"], "headline": "Jailed", "publisher": [{"name": "P"}]}]]}'
            "</script>",
            "source",
            "P",
        ),
    ],
)
def test_a_page_says_things_of_itself_in_several_ways(head: str, field: str, value: object) -> None:
    fields = from_page(page(head), "page.html", "https://a.example/1?from=feed", None, None)
    assert fields[field] == value


def test_a_page_without_an_article_is_named() -> None:
    assert reasons(items(page("<title>x</title>", "<nav><img src='x'></nav>"))) == [
        "feed: no text of an article in the page"
    ]
    assert reasons(items(b"", "a.html", "html")) == ["a.html: an empty page"]


@pytest.mark.parametrize(
    ("raw", "given", "text", "whole"),
    [
        ("é".encode(), None, "é", True),
        ("é".encode("cp1252"), None, "é", True),
        ("<meta charset=koi8-r>Ж".encode("koi8-r"), None, "<meta charset=koi8-r>Ж", True),
        ("<meta charset=koi8-r>Ж".encode(), "utf-8", "<meta charset=koi8-r>Ж", True),
        ("é".encode("utf-16"), "utf-8", "é", True),
        (b"<meta charset=utf-8>\xe9", None, "<meta charset=utf-8>�", False),
        (b"a\x00b", None, "a�b", True),
    ],
)
def test_a_page_is_decoded_as_browsers_do(raw: bytes, given: str | None, text: str, whole: bool) -> None:
    assert decoded(raw, given) == (text, whole)


def test_bytes_without_a_meaning_refuse_a_page_only_where_its_article_has_them() -> None:
    raw = page("<meta charset=utf-8>")
    assert reasons(items(raw.replace(b"capital", b"c\xe9pital"))) == ["feed: bytes that its charset does not have"]
    assert articles(items(raw.replace(b"</body>", b"<script>'\xe9'</script></body>")))


def test_what_is_given_counts_where_the_page_says_nothing() -> None:
    given = Given(url="https://a.example/1", source="Desk", charset="koi8-r")
    (one,) = articles(items(page("").decode().replace("capital", "Москва").encode("koi8-r"), given=given))
    assert (one.id, one.source) == ("https://a.example/1", "Desk")
    assert "Москва" in one.body


def test_a_fixture_is_named_after_its_file_where_nothing_else_names_it() -> None:
    raw = (FIXTURES / "page.html").read_bytes().replace(b"canonical", b"x")
    assert [article.id for article in articles(items(raw, "folder/page.html"))] == ["page.html"]
