"""What readers see."""

from datetime import date
from decimal import Decimal
from typing import get_args
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, text

from models import reports
from models.ledger import record
from models.views import QUADS
from streams import records
from tests.models.answers import answer, rejected
from tests.models.ledgers import rows
from tests.models.told import ALPHA, view


def test_every_view_has_the_columns_that_it_declares(connection: Connection) -> None:
    for declared in reports.VIEWS:
        result = connection.execute(text(f"SELECT * FROM report.{declared.name}"))
        assert list(result.keys()) == [column.name for column in declared.columns]


def test_an_event_is_shown_with_its_article_and_all_that_take_part(connection: Connection) -> None:
    message = answer("a", 1, ALPHA, title="News", url="https://example.org/1")
    record(connection, [message])
    (event,) = view(connection, "events")
    assert event.pop("recorded_at") is not None
    assert event == {
        "id": message.extraction.events[0].id,
        "article_id": "a",
        "source": "Wire",
        "url": "https://example.org/1",
        "title": "News",
        "published_at": message.article.published_at,
        "type": "ASSAULT",
        "mode": "aerial",
        "contexts": ["military"],
        "quad": 4,
        "trigger": "struck",
        "source_actors": ["Alpha"],
        "source_countries": ["FRA"],
        "target_actors": ["Beta"],
        "target_countries": [],
        "time": "2025-09-01",
        "place": "Paris",
        "place_country": "FRA",
        "latitude": 48.85,
        "longitude": 2.35,
        "polarity": "POS",
        "certainty": "CERTAIN",
        "future": False,
        "happened": True,
        "attribution": "Gamma",
        "speaker": "Gamma",
        "speaker_country": "DEU",
        "anonymous": False,
        "own_word": False,
        "said_polarity": "POS",
        "said_certainty": "CERTAIN",
        "said_future": False,
        "confidence": 0.5,
    }


@pytest.mark.parametrize(
    ("factuality", "happened"),
    [
        ({}, True),
        ({"polarity": "NEG"}, False),
        ({"certainty": "PROBABLE"}, False),
        ({"certainty": "POSSIBLE"}, False),
        ({"future": True}, False),
    ],
)
def test_only_what_is_certain_positive_and_past_happened(
    connection: Connection, factuality: dict[str, object], happened: bool
) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update=factuality),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT happened FROM report.events") == [(happened,)]


@pytest.mark.parametrize(
    ("kind", "quad"), [("AGREE", 1), ("CONCEDE", 2), ("REQUEST", 3), ("ASSAULT", 4), ("DIE", None), ("LAUNCH", None)]
)
def test_a_type_has_its_quad_class(connection: Connection, kind: str, quad: int | None) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update={"type": kind}),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT quad FROM report.events") == [(quad,)]


def test_plovers_sixteen_have_a_quad_class_each() -> None:
    classed = [code for codes in QUADS.values() for code in codes]
    assert len(set(classed)) == len(classed) == 16
    assert set(classed) <= set(get_args(records.EventType))


def test_a_number_is_shown_exactly_and_with_its_event(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    (number,) = view(connection, "numbers")
    assert (number["value"], number["text"], number["counted"]) == (Decimal("12.50"), "12.50 tanks", "tanks")
    assert (number["event_type"], number["attribution"], number["source"]) == ("ASSAULT", "Gamma", "Wire")


def test_what_the_article_says_itself_is_told_from_what_it_reports(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("b", 2, "Delta struck Beta.")])
    assert rows(connection, "SELECT source_actors FROM report.events WHERE happened AND own_word") == [(["Delta"],)]


def test_a_number_has_a_source_of_its_own(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert rows(connection, "SELECT statement_id IS NOT NULL, attribution_cue_text FROM numbers") == [(True, "said")]


def test_a_statement_is_shown_with_who_said_it(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    (statement,) = view(connection, "statements")
    assert (statement["speaker"], statement["cue"], statement["kind"]) == ("Gamma", "said", "speech")
    assert (statement["actor"], statement["actor_country"], statement["anonymous"]) == ("Gamma", "DEU", False)
    assert statement["content"] == "Alpha struck Beta on Monday in Paris with 12.50 tanks"


def test_what_was_retracted_is_shown_nowhere_but_the_article_is(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    record(connection, [answer("a", 2, status="canceled")])
    assert {name: view(connection, name) for name in ("events", "numbers", "statements", "daily")} == {
        "events": [],
        "numbers": [],
        "statements": [],
        "daily": [],
    }
    (article,) = view(connection, "articles")
    assert (article["article_id"], article["status"], article["events"]) == ("a", "canceled", 0)


def test_events_are_counted_by_day_of_publication_type_and_country(connection: Connection) -> None:
    record(
        connection,
        [
            answer("a", 1, ALPHA, "Delta struck Beta."),
            answer("b", 2, ALPHA, published_at="2025-09-05T23:30:00-02:00"),
            answer("c", 3, ALPHA, published_at=None),
        ],
    )
    assert rows(connection, "SELECT * FROM report.daily ORDER BY day") == [
        (date(2025, 9, 5), "ASSAULT", "FRA", 2, 2),
        (date(2025, 9, 6), "ASSAULT", "FRA", 1, 1),
        (None, "ASSAULT", "FRA", 1, 1),
    ]


def test_an_event_without_anyone_who_acts_is_counted_too(connection: Connection) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    extraction = message.extraction.model_copy(update={"events": (event.model_copy(update={"participants": ()}),)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT source_country, events FROM report.daily") == [(None, 1)]
    assert rows(connection, "SELECT source_actors, target_countries FROM report.events") == [([], [])]


def test_the_views_are_made_and_dropped_as_a_whole(database: Engine) -> None:
    with database.connect() as connection:
        reports.drop(connection)
        assert rows(connection, "SELECT FROM pg_namespace WHERE nspname = 'report'") == []
        reports.create(connection)
        assert view(connection, "daily") == []
        connection.rollback()


def test_a_materialised_view_is_as_of_its_refresh_and_says_so(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert rows(connection, "SELECT * FROM report.weekly") == []
    told: list[str] = []
    reports.refresh(connection, told.append)
    assert told == ["weekly", "disputes", "disagreements", "carried_out"]
    week = "SELECT week::text, country, type, events, happened, refreshed_at = now() FROM report.weekly"
    assert rows(connection, week) == [("2025-09-01", "FRA", "ASSAULT", 1, 1, True)]


def test_what_is_retracted_tells_by_which_version_and_what_cannot_be_read_why(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("a", 2, status="canceled", version=4), rejected(3)])
    unread_one = answer("b", 4)
    skipped = unread_one.extraction.model_copy(update={"skipped": "language fr is not read"})
    record(connection, [unread_one.model_copy(update={"extraction": skipped})])
    told = "SELECT kind, words, by_version, withdrawn FROM report.retractions ORDER BY kind"
    assert rows(connection, told) == [
        ("event", "struck", 4, True), ("number", "12.50 tanks", 4, True), ("statement", ALPHA[:53], 4, True)
    ]  # fmt: skip
    unread = "SELECT article_id, reason, message, stands FROM report.unread ORDER BY stands"
    assert rows(connection, unread) == [
        (None, "ValidationError", "Invalid JSON", "0:3"), ("b", "skipped", "language fr is not read", "0:4")
    ]  # fmt: skip


def test_harm_told_by_the_word_of_an_attack_has_the_number_of_that(connection: Connection) -> None:
    message = answer("a", 1, "Alpha struck Beta on Monday in Paris with 12 Beta.")
    (event,), (number,) = message.extraction.events, message.extraction.numbers
    people = number.model_copy(update={"unit": None, "unit_kind": "count"})
    hurt = event.model_copy(update={"id": uuid4(), "type": "INJURE", "mode": None, "numbers": ()})
    extraction = message.extraction.model_copy(update={"events": (event, hurt), "numbers": (people,)})
    record(connection, [message.model_copy(update={"extraction": extraction})])
    assert rows(connection, "SELECT killed, injured FROM report.casualties") == [(None, Decimal(12))]
    assert rows(connection, "SELECT type, value FROM report.measured ORDER BY type") == [
        ("ASSAULT", Decimal(12)),
        ("INJURE", Decimal(12)),
    ]
