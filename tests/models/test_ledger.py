"""What becomes of answers in the ledger."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from models.ledger import record
from streams import records
from tests.models.answers import answer, origin, rejected
from tests.models.ledgers import counts, drained, live, one, rows, standing

ALPHA = "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said."
DELTA = "Delta shelled Epsilon on Friday."
ZETA = "Zeta left Eta in Lyon."


def test_an_article_is_kept_with_all_that_it_says(connection: Connection) -> None:
    message = answer("a", 7, ALPHA, title="News", version=3, updated_at="2025-09-05T10:00:00-03:30")
    assert record(connection, [message]) == ["stored"]
    assert counts(connection) == {
        "sources": 1,
        "articles": 1,
        "events": 1,
        "participants": 2,
        "actors": 3,
        "places": 1,
        "place_mentions": 1,
        "times": 1,
        "numbers": 1,
        "statements": 1,
        "receipts": 1,
        "dead_letters": 0,
        "outbox": 2,
        "forgotten": 0,
        "tallies": 0,
    }
    article = connection.execute(text("SELECT * FROM articles")).one()
    assert (article.article_id, article.id) == ("a", records.article_key("a"))
    assert (article.title, article.body, article.language, article.revision) == ("News", ALPHA, "en", "test")
    assert (article.published_at, article.published_offset) == (message.article.published_at, 120)
    assert (article.updated_at, article.updated_offset) == (message.article.updated_at, -210)
    assert (article.version, article.topic_id, article.partition, article.offset) == (3, origin(7).topic_id, 0, 7)
    assert article.appended_at == message.origin.appended_at
    event = connection.execute(text("SELECT * FROM events")).one()
    said = message.extraction.events[0]
    assert (event.id, event.type, event.mode, event.contexts) == (said.id, "ASSAULT", "aerial", ["military"])
    assert article.title + "\n\n" + article.body == message.article.text
    assert message.article.text[event.trigger_start : event.trigger_end] == event.trigger_text == "struck"
    assert (event.attribution_source_text, event.attribution_cue_text, event.place_text) == ("Gamma", "said", "Paris")
    assert event.statement_id == message.extraction.statements[0].id
    assert event.time_id == message.extraction.times[0].id
    assert rows(connection, "SELECT value, event_id, counted_text FROM numbers") == [(Decimal(12), event.id, "tanks")]
    assert rows(connection, "SELECT outcome, version, article FROM receipts") == [("stored", 3, article.id)]


def test_a_message_that_comes_again_is_skipped_whole(connection: Connection) -> None:
    batch: list[records.Extracted | records.Rejected] = [answer("a", 1, ALPHA), rejected(2), answer("b", 3, DELTA)]
    assert record(connection, batch) == ["stored", "dead-lettered", "stored"]
    before = counts(connection)
    assert record(connection, batch) == ["redelivered"] * 3
    assert record(connection, [answer("a", 1, "Other said. " + ZETA), answer("c", 4, ZETA)]) == [
        "redelivered",
        "stored",
    ]
    assert live(connection, "a") == ["Alpha"]
    record(connection, batch)
    assert counts(connection)["receipts"] == before["receipts"] + 1


def test_the_same_message_twice_in_a_batch_counts_once(connection: Connection) -> None:
    message = answer("a", 1, ALPHA)
    assert record(connection, [message, message, rejected(2), rejected(2)]) == [
        "stored",
        "redelivered",
        "dead-lettered",
        "redelivered",
    ]


def test_an_empty_batch_is_nothing(connection: Connection) -> None:
    assert record(connection, []) == []


def test_a_newer_version_adds_keeps_and_retracts(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, DELTA, version=1)])
    first = dict(rows(connection, "SELECT trigger_text, id FROM events"))
    recorded = dict(rows(connection, "SELECT id, xmin::text || ctid::text FROM events"))
    drained(connection)
    assert record(connection, [answer("a", 2, ALPHA, ZETA, version=2)]) == ["stored"]
    assert live(connection, "a") == ["Alpha", "Zeta"]
    kept = first["struck"]
    assert one(connection, "SELECT xmin::text || ctid::text FROM events WHERE id = :id", id=kept) == recorded[kept]
    retracted = rows(connection, "SELECT id, retracted_by FROM events WHERE retracted_at = now()")
    assert retracted == [
        (
            first["shelled"],
            {"version": 2, "updated_at": None, "topic_id": str(origin(0).topic_id), "partition": 0, "offset": 2},
        )
    ]
    assert {(message.key, message.value is None) for message in drained(connection)} == {
        (str(first["shelled"]).encode(), True),
        (str(one(connection, "SELECT id FROM events WHERE trigger_text = 'left'")).encode(), False),
    }
    # The retracted event keeps when it was; nothing else keeps a mention that is gone.
    assert rows(connection, "SELECT text FROM times ORDER BY text") == [("Friday",), ("Monday",)]
    assert rows(connection, "SELECT text FROM place_mentions ORDER BY text") == [("Lyon",), ("Paris",)]


def test_mentions_that_are_gone_leave_no_row(connection: Connection) -> None:
    record(connection, [answer("a", 1, "Seen on tape. " + ZETA, "Theta struck Iota.")])
    record(connection, [answer("a", 2, "Theta struck Iota.")])
    assert rows(connection, "SELECT text FROM place_mentions") == []


def test_what_moves_in_the_text_keeps_its_id_and_is_announced_anew(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    before = rows(connection, "SELECT id FROM events UNION ALL SELECT id FROM numbers")
    start = one(connection, "SELECT start FROM numbers")
    drained(connection)
    record(connection, [answer("a", 2, "Corrected.", ALPHA)])
    assert rows(connection, "SELECT id FROM events UNION ALL SELECT id FROM numbers") == before
    assert one(connection, "SELECT start FROM numbers") == start + len("Corrected.\n\n")
    assert one(connection, "SELECT min(start) FROM participants") == len("Corrected.\n\n")
    assert one(connection, "SELECT start FROM times") == one(connection, "SELECT start FROM participants LIMIT 1") + 21
    assert len([message for message in drained(connection) if message.value is not None]) == 2


def test_what_is_said_again_after_it_was_retracted_lives_again(connection: Connection) -> None:
    for offset, sentences in enumerate([(ALPHA,), (ZETA,), (ALPHA,)]):
        record(connection, [answer("a", offset, *sentences)])
    assert live(connection, "a") == ["Alpha"]
    assert one(connection, "SELECT count(*) FROM events") == 2
    struck = rows(connection, "SELECT id FROM events WHERE trigger_text = 'struck'")[0][0]
    announced = [message for message in drained(connection) if message.key == str(struck).encode()]
    assert [message.value is None for message in announced] == [False, True, False]
    identities = [dict(message.headers)["ce_id"] for message in announced]
    assert len(set(identities)) == 3


def test_what_was_retracted_is_not_retracted_again(connection: Connection) -> None:
    for offset, sentence in enumerate([ALPHA, "Nothing.", ZETA]):
        drained(connection)
        record(connection, [answer("a", offset, sentence)])
    assert [message.value is None for message in drained(connection)] == [False]
    by = rows(connection, "SELECT retracted_by ->> 'offset' FROM events WHERE retracted_at IS NOT NULL")
    assert by == [("1",)]


def test_a_new_address_of_the_article_is_announced_with_its_events(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    drained(connection)
    record(connection, [answer("a", 2, ALPHA, url="https://example.org/moved")])
    assert len(drained(connection)) == 2


def test_an_older_version_that_comes_late_changes_nothing(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, version=2)])
    drained(connection)
    assert record(connection, [answer("a", 2, ZETA, version=1)]) == ["superseded"]
    assert live(connection, "a") == ["Alpha"]
    assert standing(connection, "a") == ("usable", 2, 1)
    assert drained(connection) == []
    assert rows(connection, 'SELECT outcome FROM receipts ORDER BY "offset"') == [("stored",), ("superseded",)]


def test_a_duplicate_says_nothing_new_and_moves_the_article_on(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, version=2)])
    drained(connection)
    assert record(connection, [answer("a", 5, ALPHA)]) == ["duplicate"]
    assert standing(connection, "a") == ("usable", 2, 5)
    assert drained(connection) == []
    assert record(connection, [answer("a", 4, ZETA)]) == ["superseded"]
    assert record(connection, [answer("a", 3, ALPHA)]) == ["duplicate"]
    assert standing(connection, "a") == ("usable", 2, 5)


def test_a_cancel_retracts_all_and_keeps_the_text(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, ZETA, title="News")])
    drained(connection)
    assert record(connection, [answer("a", 2, status="canceled", source=None)]) == ["withdrawn"]
    assert live(connection, "a") == []
    assert standing(connection, "a") == ("canceled", None, 2)
    assert rows(connection, "SELECT title, body <> '', source_id IS NULL FROM articles") == [("News", True, False)]
    assert one(connection, "SELECT count(*) FROM numbers WHERE retracted_at IS NULL") == 0
    assert one(connection, "SELECT count(*) FROM statements WHERE retracted_at IS NULL") == 0
    assert [message.value for message in drained(connection)] == [None, None, None]
    assert one(connection, 'SELECT outcome FROM receipts WHERE "offset" = 2') == "withdrawn"


def test_a_cancel_that_repeats_the_text_is_no_duplicate_of_it(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert record(connection, [answer("a", 2, ALPHA, status="canceled")]) == ["withdrawn"]
    assert live(connection, "a") == []
    assert record(connection, [answer("a", 3, ALPHA)]) == ["stored"]
    assert live(connection, "a") == ["Alpha"]


@pytest.mark.parametrize(
    ("late", "outcome"),
    [({"version": 1}, "superseded"), ({"version": 2}, "stored"), ({"version": 3}, "stored"), ({}, "stored")],
)
def test_a_cancel_is_a_barrier_that_only_what_is_newer_lifts(
    connection: Connection, late: dict[str, Any], outcome: str
) -> None:
    record(connection, [answer("a", 1, ALPHA, version=2)])
    record(connection, [answer("a", 2, status="canceled")])
    assert record(connection, [answer("a", 3, ZETA, **late)]) == [outcome]
    assert live(connection, "a") == (["Zeta"] if outcome == "stored" else [])


def test_a_cancel_that_comes_first_stops_what_it_withdraws(connection: Connection) -> None:
    assert record(connection, [answer("a", 9, status="canceled", version=2)]) == ["withdrawn"]
    assert record(connection, [answer("a", 8, ALPHA, version=1), answer("a", 7, ALPHA)]) == ["superseded"] * 2
    assert standing(connection, "a") == ("canceled", 2, 9)
    assert drained(connection) == []


def test_versions_of_one_article_in_one_batch_end_as_they_would_one_by_one(connection: Connection) -> None:
    versions = [
        answer("a", 1, ALPHA, version=1),
        answer("b", 2, DELTA),
        answer("a", 3, ALPHA, DELTA, version=3),
        answer("a", 4, ZETA, version=2),
        answer("a", 5, ZETA, version=4),
        answer("a", 6, ZETA, version=4),
    ]
    outcomes = ["stored", "stored", "stored", "superseded", "stored", "duplicate"]
    shown = "SELECT id, content_hash, retracted_at IS NULL, retracted_by FROM events ORDER BY id"
    with connection.begin_nested() as together:
        assert record(connection, versions) == outcomes
        batch = rows(connection, shown), live(connection, "a"), standing(connection, "a")
        announced = sorted((message.key or b"", message.value or b"") for message in drained(connection))
        together.rollback()
    assert [outcome for version in versions for outcome in record(connection, [version])] == outcomes
    assert (rows(connection, shown), live(connection, "a"), standing(connection, "a")) == batch
    assert sorted((message.key or b"", message.value or b"") for message in drained(connection)) == announced
    assert (live(connection, "a"), standing(connection, "a")) == (["Zeta"], ("usable", 4, 6))


def test_an_id_of_ten_thousand_characters_is_as_good_as_any(connection: Connection) -> None:
    long = "é" * 10_000
    assert record(connection, [answer(long, 1, ALPHA, source="s" * 10_000)]) == ["stored"]
    assert record(connection, [answer(long, 2, ZETA, source="s" * 10_000)]) == ["stored"]
    assert live(connection, long) == ["Zeta"]


def test_a_value_keeps_all_its_digits(connection: Connection) -> None:
    digits = "123456789012345678901234567890.123456789012345678901234567890"
    message = answer("a", 1, f"Alpha lost Beta with {digits} tanks.")
    record(connection, [message])
    assert one(connection, "SELECT value FROM numbers") == Decimal(digits)
    (announced,) = [message for message in drained(connection) if message.topic == "news.numbers"]
    assert f'"value":{digits},'.encode() in (announced.value or b"")


def test_actors_and_places_are_shared_between_articles(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("b", 2, ALPHA)])
    record(connection, [answer("c", 3, ALPHA)])
    found = counts(connection)
    assert (found["actors"], found["places"], found["sources"], found["events"]) == (3, 1, 1, 3)


def test_two_sentences_alike_are_two_events(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, ALPHA)])
    assert live(connection, "a") == ["Alpha", "Alpha"]


def test_an_event_keeps_to_its_statement_when_another_reading_changes_that(connection: Connection) -> None:
    first = answer("a", 1, ALPHA)
    record(connection, [first])
    drained(connection)
    (statement,) = first.extraction.statements
    renamed = statement.model_copy(update={"id": uuid4()})
    extraction = first.extraction.model_copy(update={"statements": (renamed,)})
    second = answer("a", 2, ALPHA, version=1).model_copy(update={"extraction": extraction})
    record(connection, [second])
    assert one(connection, "SELECT statement_id FROM events") == renamed.id
    assert rows(connection, "SELECT id FROM statements WHERE retracted_at IS NOT NULL") == [(statement.id,)]
    assert drained(connection) == []


def test_of_two_records_with_one_id_the_first_counts(connection: Connection) -> None:
    message = answer("a", 1, ALPHA)
    (event,) = message.extraction.events
    twice = message.extraction.model_copy(update={"events": (event, event.model_copy(update={"type": "AID"}))})
    record(connection, [message.model_copy(update={"extraction": twice})])
    assert rows(connection, "SELECT type FROM events") == [("ASSAULT",)]


def test_an_article_without_anything_but_a_body_is_kept(connection: Connection) -> None:
    record(connection, [answer("a", 1, source=None, published_at=None)])
    article = connection.execute(text("SELECT * FROM articles")).one()
    assert (article.body, article.source_id, article.published_at, article.published_offset) == ("", None, None, None)


def test_text_that_looks_like_code_is_text(connection: Connection) -> None:
    odd = "'; DROP TABLE events; -- \\x00 \\u0041 %s :rows {} \u2028 \U0001f600"
    record(connection, [answer(odd, 1, source=odd, title=odd, url=odd)])
    assert rows(connection, "SELECT article_id, title, url FROM articles") == [(odd, odd, odd)]
