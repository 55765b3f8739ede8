"""ninjs in its three generations."""

import json
from datetime import UTC, datetime

import pytest

from streams.feeds import Item
from streams.records import Article
from tests.streams.feeds.helpers import FIXTURES, articles, fixture, items, reasons


def test_an_item_of_1_x_is_one_article_and_its_associations_are_none() -> None:
    assert fixture("ninjs-1.json") == (
        [
            Article(
                id="https://wire.example/items/harbour-strike",
                title="Dockers in Tallinn walk out over pay",
                body="TALLINN - Some 300 dockers walked out on Thursday, their union said.\n\n"
                "The port’s operator called for talks & offered 4 percent.",
                published_at=datetime(2025, 9, 4, 5, 40, tzinfo=UTC),
                source="Example Wire",
                url="https://wire.example/items/harbour-strike",
                language="en",
                version=2,
                updated_at=datetime(2025, 9, 4, 6, 10, tzinfo=UTC),
            )
        ],
        [],
    )


def test_2_x_has_plain_text_before_marked_up_and_the_provider_among_its_sources() -> None:
    assert fixture("ninjs-2.json") == (
        [
            Article(
                id="urn:example:wire:20250904:ferry",
                title="Ferry runs aground off Hiiumaa",
                body="A ferry ran aground off Hiiumaa on Thursday.\nNobody was hurt.",
                published_at=datetime(2025, 9, 4, 6, tzinfo=UTC),
                source="Example Wire",
                language="en-GB",
                version=7,
                updated_at=datetime(2025, 9, 4, 7, 30, tzinfo=UTC),
            )
        ],
        ["ninjs-2.json:19: a graphic without text of its own"],
    )


def test_3_x_is_camel_case_embargoes_and_withdraws() -> None:
    found, refused = fixture("ninjs-3.json")
    assert found == [
        Article(
            id="urn:example:wire:20250904:budget",
            title="Parliament is to vote on the budget",
            body="Parliament will vote on the budget on Friday, its speaker said.",
            published_at=datetime(2025, 9, 4, 7, tzinfo=UTC),
            source="Example Wire",
            language="en",
            version=1,
            updated_at=datetime(2025, 9, 4, 4, tzinfo=UTC),
        ),
        Article(
            id="urn:example:wire:20250903:mayor",
            body="",
            published_at=datetime(2025, 9, 4, 4, 30, tzinfo=UTC),
            version=3,
            updated_at=datetime(2025, 9, 4, 4, 30, tzinfo=UTC),
            status="canceled",
        ),
    ]
    assert refused == []


def test_an_embargo_is_handed_on_but_a_withdrawal_does_not_wait() -> None:
    (waiting, _) = items((FIXTURES / "ninjs-3.json").read_bytes(), "ninjs-3.json")
    assert isinstance(waiting, Item)
    assert waiting.embargoed_until == datetime(2025, 9, 4, 7, tzinfo=UTC)
    kept = {"uri": "urn:x", "pubStatus": "withheld", "embargoed": "2035-01-01T00:00:00Z"}
    (withdrawn,) = items(json.dumps(kept).encode())
    assert isinstance(withdrawn, Item)
    assert withdrawn.embargoed_until is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"uri": None}, "uri: missing"),
        ({"pubstatus": "maybe"}, "pubstatus: 'maybe' is neither usable, withheld nor canceled"),
        ({"body_text": " ", "type": "video"}, "a video without text of its own"),
        ({"body_html": "<p " + " ".join(f'a{n}=""' for n in range(999)) + ">"}, "a tag with more than 256 attributes"),
    ],
)
def test_what_is_no_article_says_why(changes: dict[str, object], reason: str) -> None:
    good = {"uri": "urn:x", "body_text": "Text."}
    bad = {key: value for key, value in (good | changes).items() if key != "body_text" or "body_html" not in changes}
    found = items(json.dumps([bad, good]).encode(), "feed", "ninjs")
    assert reasons(found) == [f"feed:1: {reason}"]
    assert [article.id for article in articles(found)] == ["urn:x"]


@pytest.mark.parametrize(
    ("version", "known"),
    [("12", 12), (12, 12), ("1.2", None), (True, None), (-1, None), ("9" * 30, None), (None, None)],
)
def test_a_version_that_does_not_count_is_none(version: object, known: int | None) -> None:
    found = items(json.dumps({"uri": "urn:x", "body_text": "Text.", "version": version}).encode())
    assert [article.version for article in articles(found)] == [known]
