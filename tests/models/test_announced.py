"""After a rebuild only the difference to what the topics say is left to be announced."""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection

from models import announced
from models.ledger import record
from tests.models.answers import answer, rejected
from tests.models.ledgers import drained

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ALPHA = "Alpha struck Beta on Monday in Paris with 12 tanks, Gamma said."
ZETA = "Zeta left Eta in Lyon."
Told = dict[tuple[str, bytes], bytes | None]


def history(connection: Connection) -> None:
    """Two versions; the second no longer says what the first did."""
    record(connection, [answer("a", 1, ALPHA)])
    record(connection, [answer("a", 2, ZETA)])


@pytest.fixture
def told(connection: Connection) -> Told:
    """What the topics say after that history; the ledger is empty again."""
    with connection.begin_nested() as first:
        history(connection)
        told = {(message.topic, message.key or b""): message.value for message in drained(connection)}
        first.rollback()
    assert len(told) == 3
    return told


def left(connection: Connection, told: Told, folds: int) -> Told:
    """What is left to be announced, folded so often on the way."""
    announced.create(connection)
    announced.note(
        connection,
        [(topic, key, None if value is None else sha256(value).digest()) for (topic, key), value in told.items()],
    )
    for message in (answer("a", 1, ALPHA), answer("a", 2, ZETA)):
        record(connection, [message])
        for _ in range(folds):
            announced.fold(connection)
    announced.settle(connection, NOW)
    found = [((message.topic, message.key or b""), message.value) for message in drained(connection)]
    assert len(dict(found)) == len(found)
    return dict(found)


@pytest.mark.parametrize("folds", [0, 1])
def test_what_the_topics_say_already_is_not_said_again(connection: Connection, told: Told, folds: int) -> None:
    assert left(connection, told, folds) == {}


@pytest.mark.parametrize("folds", [0, 1])
def test_topics_that_say_nothing_are_told_what_is_live_alone(connection: Connection, told: Told, folds: int) -> None:
    assert left(connection, {}, folds) == {spot: value for spot, value in told.items() if value is not None}


@pytest.mark.parametrize("folds", [0, 1])
def test_what_was_decided_and_never_sent_is_sent(connection: Connection, told: Told, folds: int) -> None:
    stale: Told = {spot: value or b"as it was" for spot, value in told.items()}
    assert left(connection, stale, folds) == {spot: None for spot, value in told.items() if value is None}


@pytest.mark.parametrize("folds", [0, 1])
def test_what_the_topic_says_otherwise_is_said_as_it_is(connection: Connection, told: Told, folds: int) -> None:
    ((spot, value),) = [(spot, value) for spot, value in told.items() if value is not None]
    assert left(connection, {**told, spot: b"otherwise"}, folds) == {spot: value}


def test_what_nobody_says_is_retracted(connection: Connection, told: Told) -> None:
    strange = [("news.events", str(uuid4()).encode()), ("news.numbers", str(UUID(int=1)).encode())]
    gone = ("news.events", str(uuid4()).encode())
    assert left(connection, {**told, strange[0]: b"1", strange[1]: b"2", gone: None}, 1) == dict.fromkeys(strange)


def test_dead_letters_are_not_sent_again(connection: Connection) -> None:
    announced.create(connection)
    announced.note(connection, [("news.dead-letters", b"0:7", b"")])
    odd = (("__connect.errors.offset", b"8"),)
    record(connection, [rejected(7, headers=odd), rejected(8)])
    announced.settle(connection, NOW)
    assert [dict(message.headers)["__connect.errors.offset"] for message in drained(connection)] == [b"8"]
