"""How the outbox is drained."""

from sqlalchemy import Connection, Engine

from models import outbox
from models.ledger import record
from tests.models.answers import answer


def fill(connection: Connection, articles: int) -> None:
    record(connection, [answer(f"a{index}", index, "Alpha struck Beta.") for index in range(articles)])


def test_the_oldest_are_taken_first_and_stay_until_they_are_removed(connection: Connection) -> None:
    fill(connection, 5)
    first = outbox.take(connection, 3)
    assert [message.id for message in first] == sorted(message.id for message in first)
    assert outbox.take(connection, 3) == first
    outbox.remove(connection, [message.id for message in first])
    rest = outbox.take(connection, 3)
    assert len(rest) == 2
    assert min(message.id for message in rest) > max(message.id for message in first)


def test_its_depth_is_what_has_still_to_be_sent(connection: Connection) -> None:
    assert outbox.depth(connection) == 0
    fill(connection, 4)
    assert outbox.depth(connection) == 4
    outbox.remove(connection, [outbox.take(connection, 1)[0].id])
    assert outbox.depth(connection) == 3


def test_removing_nothing_removes_nothing(connection: Connection) -> None:
    fill(connection, 1)
    outbox.remove(connection, [])
    assert outbox.depth(connection) == 1


def test_a_smaller_id_that_commits_later_is_not_missed(database: Engine) -> None:
    with database.connect() as slow, database.connect() as quick:
        # They share no row, or the one would wait for the other.
        record(slow, [answer("slow", 100, "Alpha struck Beta.", source=None)])
        record(quick, [answer("quick", 101, "Gamma struck Delta.", source=None)])
        quick.commit()
        (taken,) = outbox.take(quick, 10)
        outbox.remove(quick, [taken.id])
        quick.commit()
        slow.commit()
        (late,) = outbox.take(quick, 10)
        assert late.id < taken.id
        outbox.remove(quick, [late.id])
        quick.commit()


def test_one_session_drains_until_it_ends(database: Engine) -> None:
    first, second = database.connect(), database.connect()
    assert outbox.lock(first)
    first.commit()
    assert not outbox.lock(second)
    second.commit()
    first.invalidate()
    first.close()
    with database.connect() as third:
        assert outbox.lock(third)
        third.invalidate()
    second.close()
