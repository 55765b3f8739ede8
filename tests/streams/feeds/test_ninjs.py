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
        ({"embargoed": ""}, "embargoed without an end"),
        ({"embargoedUntil": "noon"}, "embargoed, and 'noon' does not say until when"),
        ({"type": "planning"}, "of type planning, no news"),
        ({"body_text": "", "type": "picture", "description_text": "A handshake."}, "a picture without text of its own"),
        (
            {"body_text": "", "bodies": [{"contentType": "application/json", "value": "{}"}]},
            "a thing without text of its own",
        ),
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


NITF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<nitf><head><title>No</title></head><body><body.head><hedline>'
    "<hl1>No</hl1></hedline></body.head><body.content><block><p>One.</p><p>Two.</p></block></body.content></body></nitf>"
)


@pytest.mark.parametrize(
    ("texts", "body"),
    [
        ({"bodies": [{"value": "One."}]}, "One."),
        ({"bodies": [{"value": "One.<br/>Two."}]}, "One.\n\nTwo."),
        ({"bodies": [{"contentType": "text/plain", "value": "a </b> c"}]}, "a </b> c"),
        ({"bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": NITF}]}, "One.\n\nTwo."),
        (
            {
                "bodies": [
                    {"role": "lead", "contentType": "text/plain", "value": "One."},
                    {"role": "text", "contentType": "text/plain", "value": "One. Two."},
                ]
            },
            "One. Two.",
        ),
        (
            {
                "bodies": [
                    {"role": "summary", "contentType": "text/plain", "value": "One."},
                    {"role": "main", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p>"},
                ]
            },
            "One.\n\nTwo.",
        ),
        ({"body_html_main": "<p>One.</p>", "body_text_main": "Two."}, "Two."),
        ({"body_nitf": NITF}, "One.\n\nTwo."),
        ({"body_html": "<img src='a'>", "body_xhtml": "<p>1.</p>"}, "1."),
        ({"descriptions": [{"role": "lead", "value": "One."}]}, "One."),
    ],
)
def test_the_main_text_is_read_whatever_it_is_written_in(texts: dict[str, object], body: str) -> None:
    (one,) = articles(items(json.dumps({"uri": "urn:x"} | texts).encode()))
    assert one.body == body


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ({"headline": "A", "headline_short": "B", "title": "C"}, "A"),
        ({"headline_short": "B", "title": "C"}, "B"),
        ({"title": "C"}, "C"),
        ({"headlines": [{"role": "sub", "value": "A"}, {"value": "B"}], "title": "C"}, "B"),
        ({"headlines": [{"role": "https://wire.example/roles/main", "value": "A"}]}, "A"),
        ({"headlines": [{"contentType": "text/html", "value": "<b>A</b> &amp; B"}]}, "A & B"),
        ({}, None),
    ],
)
def test_a_title_is_the_main_headline_else_the_best_there_is(said: dict[str, object], title: str | None) -> None:
    (one,) = articles(items(json.dumps({"uri": "urn:x", "body_text": "Text."} | said).encode()))
    assert one.title == title


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ({"infosource": [{"name": "Desk", "rel": "contributor"}, {"name": "Wire", "rel": "provider"}]}, "Wire"),
        ({"infoSources": [{"name": "Desk"}, {"name": "Wire", "role": "https://wire.example/roles/provider"}]}, "Wire"),
        ({"infoSources": [{"literal": "Wire"}], "copyrightHolder": "Else"}, "Wire"),
        ({"infoSources": [{"uri": "urn:wire"}], "copyrightHolder": "Wire"}, "Wire"),
    ],
)
def test_a_source_is_the_provider_by_name_or_literal(said: dict[str, object], source: str) -> None:
    (one,) = articles(items(json.dumps({"uri": "urn:x", "body_text": "Text."} | said).encode()))
    assert one.source == source


@pytest.mark.parametrize("name", ["embargoed", "embargoedUntil"])
def test_an_embargo_has_one_name_in_3_x_and_another_before(name: str) -> None:
    (waiting,) = items(json.dumps({"uri": "urn:x", "body_text": "Text.", name: "2035-01-01T00:00:00Z"}).encode())
    assert isinstance(waiting, Item)
    assert waiting.embargoed_until == datetime(2035, 1, 1, tzinfo=UTC)
