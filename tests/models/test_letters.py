"""Dead letters as people handle them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text

from models import letters
from models.ledger import record
from models.letters import Selection
from tests.models.answers import TOPIC, answer, rejected
from tests.models.ledgers import drained, one

RAW = b'\xff\x00{"id": "a"'


@pytest.fixture
def connection(connection: Connection) -> Connection:
    """Three dead letters, the second of another reason and article, put there an hour apart."""
    record(
        connection,
        [
            rejected(5, key=b"\xfe", value=RAW, headers=(("x", b"\x00"), ("x", None)), article_id="a"),
            rejected(6, reason="ReaderLost", article_id="b"),
            rejected(7, value=None),
        ],
    )
    connection.execute(
        text("UPDATE dead_letters SET received_at = timestamptz '2026-01-01 00:00Z' + \"offset\" * interval '1 hour'")
    )
    return connection


def hour(number: int) -> datetime:
    return datetime.fromisoformat("2026-01-01T00:00:00+00:00") + timedelta(hours=number)


def offsets(connection: Connection, **fields: Any) -> list[int]:
    return [summary.offset for summary in letters.find(connection, Selection(**fields))]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, [7, 6, 5]),
        ({"reason": "ReaderLost"}, [6]),
        ({"reason": "readerlost"}, []),
        ({"article_id": "a"}, [5]),
        ({"since": hour(6)}, [7, 6]),
        ({"until": hour(6)}, [6, 5]),
        ({"since": hour(6), "until": hour(6), "reason": "ReaderLost"}, [6]),
        ({"spots": ((0, 5), (0, 7))}, [7, 5]),
        ({"spots": ((1, 5),)}, []),
        ({"ids": (UUID(int=1),)}, []),
        ({"state": "open"}, [7, 6, 5]),
        ({"state": "replayed"}, []),
    ],
)
def test_they_are_found_by_what_is_known_of_them(
    connection: Connection, fields: dict[str, Any], found: list[int]
) -> None:
    assert offsets(connection, **fields) == found
    assert [load(connection, key).summary.offset for key in letters.selected(connection, Selection(**fields))] == found[
        ::-1
    ]


def load(connection: Connection, key: UUID) -> letters.Letter:
    return letters.load(connection, key)


def test_they_are_found_by_id_beside_offset_and_no_more_than_asked_for(connection: Connection) -> None:
    (key,) = letters.selected(connection, Selection(article_id="a"))
    assert offsets(connection, ids=(key,), spots=((0, 7),)) == [7, 5]
    assert [summary.offset for summary in letters.find(connection, Selection(), limit=2)] == [7, 6]


def test_one_is_loaded_byte_for_byte(connection: Connection) -> None:
    (key,) = letters.selected(connection, Selection(article_id="a"))
    letter = load(connection, key)
    assert (letter.key, letter.value, letter.headers) == (b"\xfe", RAW, (("x", b"\x00"), ("x", None)))
    assert (letter.topic, letter.topic_id, letter.summary.size, letter.trail) == ("news.articles", TOPIC, len(RAW), ())


def test_what_is_done_is_a_trail_and_the_last_of_it_the_state(connection: Connection) -> None:
    (key,) = letters.selected(connection, Selection(article_id="a"))
    letters.settle(connection, key, "replayed", "ann@desk", (TOPIC, 0, 99))
    assert offsets(connection, state="open") == [7, 6]
    assert offsets(connection, state="replayed") == [5]
    letters.settle(connection, key, "discarded", "bob@desk")
    assert offsets(connection, state="discarded") == [5]
    at = one(connection, "SELECT now()")
    assert [(step.action, step.by, step.at, step.partition, step.offset) for step in load(connection, key).trail] == [
        ("replayed", "ann@desk", at, 0, 99),
        ("discarded", "bob@desk", at, None, None),
    ]


@pytest.fixture
def shared(database: Engine) -> Iterator[UUID]:
    """A dead letter that two sessions see."""
    with database.begin() as writing:
        record(writing, [rejected(50, article_id="shared")])
        (key,) = letters.selected(writing, Selection(article_id="shared"))
    yield key
    with database.begin() as writing:
        writing.execute(text("DELETE FROM dead_letter_actions"))
        writing.execute(text("DELETE FROM dead_letters"))
        drained(writing)


def test_of_two_that_claim_the_same_one_has_it_and_the_other_sees_what_was_done(database: Engine, shared: UUID) -> None:
    with database.connect() as first, database.connect() as second:
        assert letters.claim(first, shared, "open") is not None
        assert letters.claim(second, shared, "open") is None
        letters.settle(first, shared, "discarded", "first")
        first.commit()
        assert letters.claim(second, shared, "open") is None
        again = letters.claim(second, shared, None)
        assert again is not None
        assert again.summary.state == "discarded"
        second.rollback()


@pytest.mark.parametrize(
    ("stored", "fields", "overtaken"),
    [
        (None, "", False),
        # Without a version the later message is the newer one, and sent again the letter would be the later one.
        ({"offset": 9}, "", True),
        ({"offset": 2}, "", False),
        ({"offset": 9, "version": 3}, ', "version": 2', True),
        ({"offset": 9, "version": 3}, ', "version": 4', False),
        ({"offset": 9, "version": 3}, "", True),
        # It never was an article, and is none now.
        ({"offset": 9}, ', "version": "x"', False),
    ],
)
def test_a_letter_is_overtaken_when_the_ledger_has_something_newer(
    connection: Connection, stored: dict[str, Any] | None, fields: str, overtaken: bool
) -> None:
    if stored:
        record(connection, [answer("c", stored.pop("offset"), "Alpha struck Beta.", **stored)])
    value = f'{{"id": "c", "body": "Text."{fields}}}'.encode()
    record(connection, [rejected(8, value=value, article_id="c")])
    (key,) = letters.selected(connection, Selection(article_id="c"))
    assert letters.overtaken(connection, load(connection, key)) is overtaken
