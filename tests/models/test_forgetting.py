"""Articles are forgotten for good: nothing of them is left anywhere but receipts, and nothing comes back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import Connection, Engine, text

from models import outbox
from models.erasure import Erased
from models.forgotten import Decision, forget, note
from models.ledger import record
from models.receipts import outcomes
from models.rereading import Selection, stored
from streams import records
from streams.records import Reprocess, article_key
from tests.models.answers import START, TOPIC, answer, origin, rejected
from tests.models.ledgers import counts, drained, live, one, rows

ALPHA = "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said."
OWN = "Quixote struck Xanadu on Friday in Zanzibar with 17 lances, Yorick said."
WORDS = ("Quixote", "Xanadu", "Zanzibar", "lances", "Yorick")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


def forgotten(connection: Connection, *articles: str, second: int = 100) -> Erased:
    at = origin(second).appended_at
    return forget(connection, articles, [Decision(article_key(a), at, "me", allowed=False) for a in articles], at)


def allowed(connection: Connection, article: str, second: int) -> None:
    note(connection, [Decision(article_key(article), origin(second).appended_at, "you", allowed=True)])


def words_left(connection: Connection) -> set[tuple[str, str]]:
    """Tables that hold one of the words that the forgotten article alone has, as text or bytes."""
    found = set()
    for table in connection.scalars(text(TABLES)).all():
        for word in WORDS:
            query = f"SELECT count(*) FROM {table} AS row WHERE row::text ILIKE :word OR row::text ILIKE :raw"
            if one(connection, query, word=f"%{word}%", raw=f"%{word.encode().hex()}%"):
                found.add((table, word))
    return found


def test_words_and_all_that_came_from_them_are_gone(connection: Connection) -> None:
    record(connection, [answer("kept", 1, ALPHA)])
    before = counts(connection)
    record(connection, [answer("a", 2, OWN, ALPHA, title="Quixote"), answer("a", 3, OWN, ALPHA, title="Xanadu")])
    record(connection, [answer("a", 4, ALPHA), answer("a", 5, OWN, version=2)])
    record(connection, [rejected(6, article_id="a", value=b'{"id": "a", "body": "Quixote struck Xanadu')])
    assert words_left(connection)
    erased = forgotten(connection, "a", "nobody")
    assert words_left(connection) == set()
    now = counts(connection)
    assert {**now, "outbox": 0, "receipts": 0, "forgotten": 0} == {**before, "outbox": 0, "receipts": 0}
    assert outcomes(connection, TOPIC, [(0, n) for n in range(1, 7)]) == {
        (0, 1): "stored", **dict.fromkeys([(0, n) for n in range(2, 7)], "forgotten")
    }  # fmt: skip
    assert (erased.articles, erased.dead_letters, erased.receipts) == (1, 1, 5)
    assert erased.tombstones == erased.events + erased.numbers > 0
    assert live(connection, "kept") == ["Alpha"]


def test_what_waits_in_the_outbox_is_not_announced_but_retracted(connection: Connection) -> None:
    record(connection, [answer("a", 1, OWN)])
    announced = {(message.topic, message.key) for message in drained(connection)}
    record(connection, [answer("a", 2, OWN, ALPHA), answer("b", 3, ALPHA), rejected(4, article_id="a")])
    waiting = {(message.topic, message.key) for message in outbox.take(connection, 100)}
    forgotten(connection, "a")
    sent = drained(connection)
    theirs = {(m.topic, m.key) for m in sent if m.value is None}
    assert announced < theirs
    assert theirs & waiting
    assert {(m.topic, m.value is None) for m in sent if (m.topic, m.key) not in theirs} == {
        ("news.events", False), ("news.numbers", False)
    }  # fmt: skip
    assert len(sent) == len({(m.topic, m.key) for m in sent})
    assert all(dict(m.headers)["ce_type"].endswith(b".retracted") for m in sent if m.value is None)


@pytest.mark.parametrize(
    "late",
    [
        answer("a", 2, OWN),
        answer("a", 2, OWN, version=9, updated_at="2030-01-01T00:00:00Z"),
        answer("a", 2, status="canceled"),
        answer("a", 2, OWN, reprocess=Reprocess(origin=origin(1), revision="test")),
        answer("a", 2, OWN, repairs=(origin(0),)),
        rejected(2, article_id="a", value=b"Quixote struck Xanadu"),
        rejected(2, article_id="a", value=b"Quixote struck Xanadu", repairs=(origin(0),)),
    ],
    ids=["redelivered", "newer", "canceled", "reprocessed", "repaired", "rejected", "repaired, rejected"],
)
def test_whatever_comes_later_leaves_a_receipt_and_nothing_else(
    connection: Connection, late: records.Extracted | records.Rejected
) -> None:
    record(connection, [answer("a", 1, OWN)])
    forgotten(connection, "a")
    drained(connection)
    before = counts(connection)
    at = late.repairs[0].offset if late.repairs else 2
    said = record(connection, [late])
    assert said == (["reprocessed"] if late.repairs else ["forgotten"])
    assert outcomes(connection, TOPIC, [(0, at)]) == {(0, at): "forgotten"}
    assert {**counts(connection), "receipts": 0} == {**before, "receipts": 0}
    assert words_left(connection) == set()
    assert list(stored(connection, Selection(articles=("a",)), "news.articles")) == []


def test_an_article_that_was_never_there_is_kept_out_too(connection: Connection) -> None:
    forgotten(connection, "a")
    assert record(connection, [answer("b", 1, ALPHA), answer("a", 2, OWN)]) == ["stored", "forgotten"]
    assert words_left(connection) == set()


def test_allowed_again_what_the_broker_takes_after_that_counts_and_what_it_took_before_does_not(
    connection: Connection,
) -> None:
    record(connection, [answer("a", 1, OWN)])
    allowed(connection, "a", second=5)
    assert counts(connection)["forgotten"] == 0
    forgotten(connection, "a", second=10)
    allowed(connection, "a", second=20)
    late, again = answer("a", 20, OWN), answer("a", 21, ALPHA)
    anew = answer("a", 30, OWN, reprocess=Reprocess(origin=origin(1), revision="test"))
    assert record(connection, [late, again, anew]) == ["forgotten", "stored", "forgotten"]
    assert live(connection, "a") == ["Alpha"]
    forgotten(connection, "a", second=40)
    assert record(connection, [answer("a", 41, ALPHA)]) == ["forgotten"]
    assert rows(connection, "SELECT forgotten_at, allowed_at FROM forgotten") == [(origin(40).appended_at, None)]


@pytest.mark.parametrize("kind", ["new", "known", "rejected"])
def test_a_store_that_is_under_way_is_waited_for_and_one_that_comes_waits(database: Engine, kind: str) -> None:
    name, first = f"race-{kind}", {"new": 1000, "known": 2000, "rejected": 3000}[kind]
    with database.begin() as connection:
        if kind == "known":
            record(connection, [answer(name, first, OWN)])
    message = rejected(first + 1, article_id=name) if kind == "rejected" else answer(name, first + 1, OWN, ALPHA)
    stored_it, may_commit = Event(), Event()

    def store() -> None:
        with database.begin() as connection:
            record(connection, [message])
            stored_it.set()
            may_commit.wait(20)

    def ask() -> None:
        with database.begin() as connection:
            forgotten(connection, name)

    with ThreadPoolExecutor(3) as threads:
        storing = threads.submit(store)
        assert stored_it.wait(20)
        asking = threads.submit(ask)
        with database.connect() as connection:
            waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'forgotten'::regclass"
            while not one(connection, waits):
                connection.rollback()
        later = threads.submit(late_store, database, answer(name, first + 2, OWN))
        may_commit.set()
        for done in (storing, asking):
            done.result(20)
        assert later.result(20) == ["forgotten"]
    with database.connect() as connection:
        key = article_key(name)
        assert rows(connection, "SELECT DISTINCT outcome FROM receipts WHERE article = :key", key=key) == [
            ("forgotten",)
        ]
        for table in ("events", "numbers", "statements"):
            assert one(connection, f"SELECT count(*) FROM {table} WHERE article_id = :key", key=key) == 0
        assert one(connection, "SELECT count(*) FROM articles WHERE id = :key", key=key) == 0
        assert one(connection, "SELECT count(*) FROM dead_letters WHERE article_id = :name", name=name) == 0


def late_store(database: Engine, message: records.Extracted) -> list[str]:
    with database.begin() as connection:
        return list(record(connection, [message]))


def test_decisions_are_noted_again_and_again_with_one_end(connection: Connection) -> None:
    decisions = [
        Decision(article_key("a"), START, "me", allowed=False),
        Decision(article_key("a"), origin(5).appended_at, "you", allowed=True),
    ]
    for _ in range(2):
        note(connection, decisions)
    query = "SELECT forgotten_at, forgotten_by, allowed_at, allowed_by FROM forgotten WHERE id = :key"
    assert rows(connection, query, key=article_key("a")) == [(START, "me", origin(5).appended_at, "you")]
