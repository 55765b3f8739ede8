"""JSON Feed, and the JSON of news-please."""

from datetime import UTC, datetime

from streams.records import Article
from tests.streams.feeds.helpers import articles, fixture, items, reasons


def test_json_feed_has_content_before_summary_and_inherits_language() -> None:
    assert fixture("jsonfeed.json") == (
        [
            Article(
                id="https://daily.example/a/flood",
                title="Flood cuts off three villages",
                body="A flood cut off three villages on Thursday.\n\nSome 1,200 people were moved.",
                published_at=datetime(2025, 9, 4, 5, tzinfo=UTC),
                source="Example Daily",
                url="https://daily.example/a/flood",
                language="en",
                updated_at=datetime(2025, 9, 4, 6, tzinfo=UTC),
            ),
            Article(
                id="https://daily.example/feed.json#42",
                body='The "lake" rose by 2 metres {so far}.',
                source="Example Daily",
                url="https://lake.example/42",
                language="en-US",
            ),
        ],
        ["jsonfeed.json:19: no content_text, content_html or summary"],
    )


def test_a_number_is_an_id_and_a_link_may_be_relative_though_the_specification_has_neither() -> None:
    raw = (
        b'{"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://daily.example/feed.json",'
        b' "items": [{"id": 42, "content_text": "Text.", "url": "other/42"}]}'
    )
    assert [(one.id, one.url) for one in articles(items(raw))] == [
        ("https://daily.example/feed.json#42", "https://daily.example/other/42")
    ]


def test_items_of_another_depth_or_name_are_not_taken_for_articles() -> None:
    raw = (
        b'{"version": "https://jsonfeed.org/version/1", "authors": [{"id": "a"}], "x": {"items": [{"id": "b"}]},'
        b' "items": [{"id": "urn:c", "content_text": "items", "attachments": [{"url": "d"}]}], "hubs": [{"url": "e"}]}'
    )
    found = items(raw)
    assert [article.id for article in articles(found)] == ["urn:c"]
    assert reasons(found) == []


def test_a_feed_without_items_is_named() -> None:
    assert reasons(items(b'{"version": "https://jsonfeed.org/version/1.1"}')) == ["feed: no items in it"]


def test_news_please() -> None:
    assert fixture("newsplease.jsonl") == (
        [
            Article(
                id="https://herald.example/coup",
                title="Soldiers announce a coup",
                body="Soldiers announced a coup on Thursday.\nThe president was detained.",
                published_at=datetime(2025, 9, 4, 8, tzinfo=UTC),
                source="herald.example",
                url="https://herald.example/coup",
                language="en",
                updated_at=datetime(2025, 9, 4, 9, tzinfo=UTC),
            )
        ],
        ["newsplease.jsonl:2: maintext: nothing was extracted from the page"],
    )
