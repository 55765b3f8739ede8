"""Articles read anew, messages that answer for lost ones, and articles as they were published."""

from typing import Any

import pytest
from sqlalchemy import Connection

from models.ledger import record
from models.receipts import forget_patchwork, outcomes
from models.rereading import Selection, count, stored
from streams import records
from streams.records import Reprocess
from tests.models.answers import TOPIC, answer, origin, rejected
from tests.models.ledgers import counts, drained, live, one, rows, standing

ALPHA = "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said."
DELTA = "Delta shelled Epsilon on Friday."
ZETA = "Zeta left Eta in Lyon."


def anew(
    offset: int, of: int, *sentences: str, asked: str = "new", by: str = "new", **fields: Any
) -> records.Extracted:
    """A message that has the one at offset `of` read anew, as a pipeline read it."""
    reprocess = Reprocess(origin=origin(of), revision=asked)
    return answer("a", offset, *sentences, reprocess=reprocess, revision=by, **fields)


def without_numbers(message: records.Extracted) -> records.Extracted:
    events = tuple(event.model_copy(update={"numbers": ()}) for event in message.extraction.events)
    extraction = message.extraction.model_copy(update={"numbers": (), "events": events})
    return message.model_copy(update={"extraction": extraction})


def test_only_the_difference_is_written_and_announced(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA, DELTA, version=3)])
    drained(connection)
    before = rows(connection, "SELECT id, recorded_at FROM events ORDER BY id")
    numbers = rows(connection, "SELECT id FROM numbers")
    assert record(connection, [without_numbers(anew(2, 1, ALPHA, DELTA, version=3))]) == ["reprocessed"]
    announced = {(message.topic, message.value is None) for message in drained(connection)}
    # The event that the number measured says so no longer.
    assert announced == {("news.numbers", True), ("news.events", False)}
    assert [row[0] for row in rows(connection, "SELECT id, recorded_at FROM events ORDER BY id")] == [
        row[0] for row in before
    ]
    assert rows(connection, "SELECT id FROM numbers WHERE retracted_at IS NOT NULL") == numbers
    assert rows(connection, "SELECT retracted_by ->> 'offset' FROM numbers") == [("2",)]
    assert standing(connection, "a") == ("usable", 3, 1)
    assert one(connection, "SELECT revision FROM articles") == "new"
    assert record(connection, [without_numbers(anew(3, 1, ALPHA, DELTA, version=3))]) == ["reprocessed"]
    assert drained(connection) == []


@pytest.mark.parametrize(
    ("meanwhile", "by"),
    [
        (answer("a", 2, ZETA), "new"),
        (answer("a", 2, ALPHA), "new"),
        (answer("a", 2, status="canceled"), "new"),
        (None, "old"),
    ],
    ids=["newer", "same again", "canceled", "read by another pipeline"],
)
def test_what_is_no_longer_asked_for_changes_nothing(
    connection: Connection, meanwhile: records.Extracted | None, by: str
) -> None:
    record(connection, [answer("a", 1, ALPHA), *([meanwhile] if meanwhile else [])])
    drained(connection)
    before = live(connection, "a"), standing(connection, "a"), one(connection, "SELECT revision FROM articles")
    assert record(connection, [without_numbers(anew(3, 1, ALPHA, by=by))]) == ["superseded"]
    assert (
        live(connection, "a"),
        standing(connection, "a"),
        one(connection, "SELECT revision FROM articles"),
    ) == before
    assert drained(connection) == []
    assert outcomes(connection, TOPIC, [(0, 3)]) == {(0, 3): "superseded"}


def test_what_was_not_published_there_is_no_reading_of_it(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    assert record(connection, [anew(2, 1, DELTA, ALPHA)]) == ["superseded"]
    assert live(connection, "a") == ["Alpha"]
    assert one(connection, "SELECT start FROM participants WHERE role = 'source'") == 0


def test_what_the_ledger_does_not_have_is_not_brought_back(connection: Connection) -> None:
    assert record(connection, [anew(3, 1, ALPHA)]) == ["forgotten"]
    assert counts(connection)["articles"] == counts(connection)["events"] == 0
    assert outcomes(connection, TOPIC, [(0, 1), (0, 3)]) == {(0, 3): "forgotten"}


def test_a_message_answers_for_a_lost_one_in_its_place(connection: Connection) -> None:
    record(connection, [answer("a", 4, ZETA)])
    late = answer("a", 9, ALPHA, repairs=(origin(2),))
    first = answer("b", 10, DELTA, repairs=(origin(3), origin(8)))
    assert record(connection, [late, first]) == ["reprocessed", "reprocessed"]
    assert (live(connection, "a"), standing(connection, "b")) == (["Zeta"], ("usable", None, 3))
    assert outcomes(connection, TOPIC, [(0, offset) for offset in range(11)]) == {
        (0, 2): "superseded",
        (0, 3): "stored",
        (0, 4): "stored",
        (0, 8): "reprocessed",
        (0, 9): "reprocessed",
        (0, 10): "reprocessed",
    }
    assert record(connection, [late, first]) == ["redelivered", "redelivered"]


def test_a_message_that_was_not_lost_after_all_is_answered_once(connection: Connection) -> None:
    record(connection, [answer("a", 2, ALPHA), answer("a", 3, ZETA)])
    again = answer("a", 9, ALPHA, repairs=(origin(2),))
    assert record(connection, [again, answer("a", 2, ALPHA)]) == ["duplicate", "redelivered"]
    assert standing(connection, "a") == ("usable", None, 3)


def test_what_is_repaired_is_recorded_in_the_order_of_its_batch_and_once(connection: Connection) -> None:
    twice = [answer("a", offset, ALPHA, repairs=(origin(2),)) for offset in (9, 10)]
    assert record(connection, [*twice, answer("a", 11, ZETA)]) == ["reprocessed", "duplicate", "stored"]
    assert outcomes(connection, TOPIC, [(0, 2)]) == {(0, 2): "stored"}
    assert live(connection, "a") == ["Zeta"]


def test_a_lost_message_that_is_no_article_is_buried_where_it_stood(connection: Connection) -> None:
    assert record(connection, [rejected(9, repairs=(origin(2),))]) == ["reprocessed"]
    assert rows(connection, 'SELECT "offset" FROM dead_letters') == [(2,)]
    assert outcomes(connection, TOPIC, [(0, 2), (0, 9)]) == {(0, 2): "dead-lettered", (0, 9): "reprocessed"}


def test_a_lost_request_to_read_anew_stays_one(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("a", 3, ZETA)])
    lost = anew(9, 1, ALPHA).model_copy(update={"repairs": (origin(2),)})
    assert record(connection, [lost]) == ["reprocessed"]
    assert (live(connection, "a"), standing(connection, "a")) == (["Zeta"], ("usable", None, 3))
    assert outcomes(connection, TOPIC, [(0, 2)]) == {(0, 2): "superseded"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"language": "en-GB", "title": "News", "version": 3},
        {"source": None, "url": None, "published_at": None},
        {"published_at": "2025-09-05T08:00:00.123456-03:30", "updated_at": "2025-09-05T10:00:00+05:45"},
    ],
)
def test_an_article_comes_out_of_the_ledger_as_it_was_published(connection: Connection, fields: dict[str, Any]) -> None:
    message = answer("a", 1, ALPHA, **fields)
    record(connection, [message, answer("gone", 2, ZETA), answer("gone", 3, status="canceled")])
    (found,) = stored(connection, Selection(), "news.articles")
    assert found.article == message.article
    assert (found.origin, found.exact) == (message.origin, True)


def test_every_field_of_an_article_is_in_the_ledger(connection: Connection) -> None:
    stated = {
        "title": "News", "url": "https://example.org", "language": "en", "source": "Wire", "version": 2,
        "published_at": "2025-09-05T08:00:00Z", "updated_at": "2025-09-05T09:00:00Z",
    }  # fmt: skip
    message = answer("a", 1, ALPHA, **stated)
    assert message.article.model_fields_set | {"status"} == set(records.Article.model_fields)
    record(connection, [message])
    (found,) = stored(connection, Selection(), "news.articles")
    assert found.article == message.article


def test_what_is_not_to_the_letter_what_was_published_is_told(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    connection.exec_driver_sql("UPDATE articles SET body = 'Edited.'")
    (found,) = stored(connection, Selection(), "news.articles")
    assert not found.exact


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), "abc"),
        (Selection(articles=("b", "nobody")), "b"),
        (Selection(not_by="test"), "c"),
        (Selection(since=origin(2).appended_at), "bc"),
        (Selection(until=origin(2).appended_at), "a"),
        (Selection(since=origin(2).appended_at, not_by="test"), "c"),
        (Selection(spots=((TOPIC, 0, 1), (TOPIC, 0, 3), (TOPIC, 1, 2))), "ac"),
    ],
)
def test_articles_are_chosen(connection: Connection, selection: Selection, ids: str) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("b", 2, ALPHA), answer("c", 3, ALPHA, revision="old")])
    assert sorted(found.article.id for found in stored(connection, selection, "news.articles")) == list(ids)
    assert sum(count(connection, selection).values()) == len(ids)


def test_messages_may_be_named_by_the_ten_thousand(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA), answer("b", 2, ALPHA)])
    spots = [(0, offset) for offset in range(2, 50_000)]
    assert outcomes(connection, TOPIC, spots) == {(0, 2): "stored"}
    assert outcomes(connection, TOPIC, []) == {}
    wanted = Selection(spots=tuple((TOPIC, *spot) for spot in spots))
    assert [found.article.id for found in stored(connection, wanted, "news.articles")] == ["b"]
    named = Selection(articles=("a", *(f"nobody-{number}" for number in range(70_000))))
    assert count(connection, named) == {"test": 1}


@pytest.mark.parametrize(
    ("begin", "kept"),
    [
        (0, [1, 2, 4, 6, 7, 9]),
        (1, [1, 2, 4, 6, 7, 9]),
        (3, [1, 2, 4, 6, 7, 9]),
        (4, [4, 6, 7, 9]),
        (5, [4, 6, 7, 9]),
        (6, [6, 7, 9]),
        (8, [6, 7, 9]),
        (9, [9]),
        (12, []),
    ],
)
def test_receipts_before_a_hole_that_retention_left_are_forgotten(
    connection: Connection, begin: int, kept: list[int]
) -> None:
    record(connection, [answer(f"a{offset}", offset, ALPHA) for offset in (1, 2, 4, 6, 7, 9)])
    record(connection, [answer("other", 1, ALPHA, partition=1)])
    forget_patchwork(connection, TOPIC, 0, begin)
    left = rows(connection, 'SELECT partition, "offset" FROM receipts ORDER BY partition, "offset"')
    assert left == [*((0, offset) for offset in kept), (1, 1)]
