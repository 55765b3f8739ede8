"""Old articles lose their words and are counted on."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from models import tallies
from models.erasure import Erased
from models.ledger import record
from models.receipts import outcomes
from models.rereading import Selection, stored
from streams.records import Reprocess
from tests.models.answers import START, TOPIC, answer, origin, rejected
from tests.models.ledgers import counts, drained, live, one, rows
from tests.models.test_forgetting import ALPHA, OWN, words_left

DAILY = "SELECT * FROM report.daily ORDER BY 1, 2, 3"
TOLD = "SELECT article_id, events FROM report.articles ORDER BY 1"
NOW = START + timedelta(days=1)


def drop(connection: Connection, before: int) -> Erased:
    """All that the broker took before that second."""
    whole = Erased()
    while True:
        dropped = tallies.drop(connection, origin(before).appended_at, NOW)
        whole += dropped
        if not dropped.articles:
            return whole


def test_words_go_and_counts_stay(connection: Connection) -> None:
    record(connection, [answer("old", 1, OWN, OWN, title="Quixote"), answer("young", 10, ALPHA)])
    record(connection, [answer("retracted", 2, OWN, ALPHA), answer("retracted", 3, ALPHA)])
    record(connection, [answer("canceled", 4, OWN), answer("canceled", 5, status="canceled")])
    drained(connection)
    before = rows(connection, DAILY), rows(connection, TOLD)
    assert tallies.due(connection, origin(10).appended_at) == 3
    dropped = drop(connection, 10)
    assert (dropped.articles, tallies.due(connection, origin(10).appended_at)) == (3, 0)
    assert words_left(connection) == set()
    assert (rows(connection, DAILY), rows(connection, TOLD)) == before
    assert rows(
        connection, "SELECT article_id, title, body FROM articles WHERE dropped_at = :now ORDER BY 1", now=NOW
    ) == [(name, None, "") for name in ("canceled", "old", "retracted")]
    sent = drained(connection)
    assert {message.value for message in sent} == {None}
    assert len(sent) == dropped.tombstones == dropped.events + dropped.numbers
    assert live(connection, "young") == ["Alpha"]
    assert one(connection, "SELECT count(*) FROM receipts") == 6


def test_what_was_dropped_is_as_old_as_it_was(connection: Connection) -> None:
    record(connection, [answer("a", 1, OWN, version=3)])
    drop(connection, 5)
    daily = rows(connection, DAILY)
    same, older = answer("a", 6, OWN, version=3), answer("a", 7, ALPHA, version=2)
    anew = answer("a", 8, OWN, version=3, reprocess=Reprocess(origin=origin(6), revision="test"))
    assert record(connection, [same, older, anew]) == ["duplicate", "superseded", "forgotten"]
    assert (words_left(connection), rows(connection, DAILY)) == (set(), daily)
    assert list(stored(connection, Selection(), "news.articles")) == []


def test_a_newer_version_brings_words_again_and_counts_once(connection: Connection) -> None:
    record(connection, [answer("a", 1, OWN, ALPHA)])
    drop(connection, 5)
    assert record(connection, [answer("a", 6, ALPHA)]) == ["stored"]
    assert (live(connection, "a"), counts(connection)["tallies"]) == (["Alpha"], 0)
    assert [row[-2:] for row in rows(connection, DAILY)] == [(1, 1)]
    assert rows(connection, "SELECT dropped_at FROM articles") == [(None,)]
    drop(connection, 7)
    assert [row[-2:] for row in rows(connection, DAILY)] == [(1, 1)]


def test_what_is_withdrawn_after_that_counts_no_more(connection: Connection) -> None:
    record(connection, [answer("a", 1, OWN)])
    drop(connection, 5)
    assert record(connection, [answer("a", 6, status="canceled")]) == ["withdrawn"]
    assert rows(connection, DAILY) == []


def test_dead_letters_of_that_age_go_and_their_receipts_stay(connection: Connection) -> None:
    record(connection, [rejected(1, value=b"Quixote"), rejected(9)])
    assert drop(connection, 5).dead_letters == 1
    assert (words_left(connection), rows(connection, 'SELECT "offset" FROM dead_letters')) == (set(), [(9,)])
    assert outcomes(connection, TOPIC, [(0, 1)]) == {(0, 1): "dead-lettered"}


@pytest.mark.parametrize("number", [tallies.BATCH - 1, tallies.BATCH, tallies.BATCH * 2 + 1])
def test_many_are_dropped_some_at_a_time(connection: Connection, number: int) -> None:
    record(connection, [answer(f"a{index}", index, "Alpha struck Beta.") for index in range(number)])
    first = tallies.drop(connection, origin(number).appended_at, NOW)
    assert first.articles == min(number, tallies.BATCH)
    assert first.articles + drop(connection, number).articles == number
    assert [row[-2] for row in rows(connection, DAILY)] == [number]
