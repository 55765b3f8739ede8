"""Topic and ledger held against each other, on the real Postgres: the outbox stands for the topic."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text

from models import comparison, spans
from models.comparison import EVENTS, LEFT_OVER, MISSING, NUMBERS, OTHER, Fault, Heard, Kind
from models.ledger import record
from models.outbox import Outgoing
from streams.records import dump
from tests.models.answers import answer
from tests.models.ledgers import drained, one

ALPHA = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."
DELTA = "Delta struck Echo with 7 ships."


def said(messages: list[Outgoing], kind: Kind, *, late: bool = False) -> list[Heard]:
    """Messages as they would be read back from one partition."""
    return [
        comparison.heard(kind, UUID((m.key or b"").decode()), m.value, place=(0, number, number), late=late)
        for number, m in enumerate(messages)
        if m.topic == kind.topic
    ]


def compared(connection: Connection, kind: Kind, heard: list[Heard]) -> list[Fault | None]:
    comparison.listen(connection, heard)
    found = list(comparison.compare(connection, kind))
    comparison.forget(connection)
    return found


def whys(found: list[Fault | None]) -> list[str | None]:
    return [fault and fault.why for fault in found]


@pytest.fixture
def sent(connection: Connection) -> list[Outgoing]:
    """What went out for three versions of one article and one of another."""
    for offset, body in enumerate((ALPHA, f"{ALPHA}\n\n{DELTA}", DELTA, f"One.\n\n{DELTA}")):
        record(connection, [answer("a", offset, body, title="Headline")])
    record(connection, [answer("b", 9, ALPHA)])
    return drained(connection)


@pytest.mark.parametrize("kind", [EVENTS, NUMBERS])
def test_what_went_out_is_what_the_ledger_says(connection: Connection, sent: list[Outgoing], kind: Kind) -> None:
    assert len(said(sent, kind)) == 6
    assert compared(connection, kind, said(sent, kind)) == []


@pytest.mark.parametrize("kind", [EVENTS, NUMBERS])
def test_every_kind_of_difference_is_named(connection: Connection, sent: list[Outgoing], kind: Kind) -> None:
    heard = said(sent, kind)
    assert whys(compared(connection, kind, [])) == [MISSING, MISSING], "two are live"
    assert whys(compared(connection, kind, heard[:-1])) == [MISSING]
    stray = replace(heard[-1], key=uuid4(), offset=77)
    (fault,) = compared(connection, kind, [*heard, stray])
    assert fault == Fault(kind.topic, stray.key, None, 0, 77, LEFT_OVER)
    retracted = next(one for one in heard if one.content_hash is None)
    (fault,) = compared(connection, kind, [one for one in heard if one is not retracted])
    assert fault is not None
    assert (fault.id, fault.article_id, fault.why) == (retracted.key, "a", LEFT_OVER)
    altered = replace(heard[-1], content_hash=b"x")
    assert whys(compared(connection, kind, [*heard[:-1], altered])) == [OTHER]
    tombstone = replace(heard[-1], offset=99, content_hash=None, content=None)
    assert whys(compared(connection, kind, [*heard, tombstone])) == [MISSING]


def test_of_a_key_the_last_word_counts_by_offset_and_across_partitions_by_the_broker_s_time(
    connection: Connection, sent: list[Outgoing]
) -> None:
    heard = said(sent, EVENTS)
    last = heard[-1]
    older = replace(last, content_hash=b"x", offset=last.offset - 1, appended_at=last.appended_at + 1)
    assert compared(connection, EVENTS, [older, *heard]) == []
    elsewhere = replace(last, content_hash=b"x", partition=1, offset=0, appended_at=last.appended_at - 1)
    assert compared(connection, EVENTS, [elsewhere, *heard]) == []
    later = replace(elsewhere, appended_at=last.appended_at + 1)
    assert whys(compared(connection, EVENTS, [later, *heard])) == [OTHER]


def test_what_is_under_way_is_no_fault(connection: Connection, sent: list[Outgoing]) -> None:
    heard = said(sent, EVENTS)
    record(connection, [answer("a", 20, "Nothing."), answer("c", 21, DELTA)])
    assert whys(compared(connection, EVENTS, heard)) == [None, None], "in the outbox"
    waiting = drained(connection)
    assert sorted(whys(compared(connection, EVENTS, heard)), key=str) == [LEFT_OVER, MISSING]
    after = [replace(one, offset=one.offset + 100, appended_at=100) for one in said(waiting, EVENTS)]
    assert compared(connection, EVENTS, [*heard, *after]) == []
    newer = replace(heard[-1], offset=500, appended_at=500, content_hash=b"x", late=True)
    assert whys(compared(connection, EVENTS, [*heard, *after, newer])) == [None], "announced while the audit ran"


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        (EVENTS, "UPDATE events SET polarity = 'NEG'"),
        (EVENTS, "UPDATE events SET trigger_start = trigger_start - 1"),
        (EVENTS, "UPDATE events SET time_id = NULL"),
        (EVENTS, "UPDATE participants SET role = 'other' WHERE ordinal = 1"),
        (NUMBERS, "UPDATE numbers SET value = 13"),
        (NUMBERS, "UPDATE numbers SET unit = 'USD'"),
    ],
)
def test_a_row_that_somebody_changed_is_another_content(
    connection: Connection, sent: list[Outgoing], kind: Kind, change: str
) -> None:
    connection.execute(text(change))
    assert OTHER in whys(compared(connection, kind, said(sent, kind)))


def test_offsets_that_bound_other_words_are_named(connection: Connection, sent: list[Outgoing]) -> None:
    assert list(spans.misplaced(connection)) == []
    for table, live in (("events", True), ("numbers", True), ("statements", True), ("times", False)):
        column = {"events": "place_text", "statements": "cue_text"}.get(table, "text")
        where = " AND retracted_at IS NULL" if live else ""
        connection.execute(text(f"UPDATE {table} SET {column} = 'moon' WHERE {column} IS NOT NULL{where}"))
    connection.execute(text("UPDATE participants SET start = start + 1 WHERE role = 'target'"))
    found = {(table, article, span) for table, _, article, span in spans.misplaced(connection)}
    assert found == {
        ("events", "b", "place"),
        ("numbers", "a", "words"),
        ("numbers", "b", "words"),
        ("statements", "b", "cue"),
        ("times", "b", "words"),
        ("participants", "a", "words"),
        ("participants", "b", "words"),
    }


def test_repair_retracts_what_is_left_over_and_has_the_next_reading_announce_the_rest(
    connection: Connection, sent: list[Outgoing]
) -> None:
    heard = said(sent, EVENTS)
    stray = replace(heard[-1], key=uuid4())
    found = [fault for fault in compared(connection, EVENTS, [*heard[:-1], stray]) if fault is not None]
    assert sorted(whys(list(found)), key=str) == [LEFT_OVER, MISSING]
    assert comparison.repair(connection, found) == (1, ["b"])
    (tombstone,) = drained(connection)
    assert (tombstone.key, tombstone.value) == (str(stray.key).encode(), None)
    assert dict(tombstone.headers)["ce_type"] == b"wireroom.event.retracted"
    again = answer("b", 30, ALPHA, url="https://example.org/new")
    record(connection, [again])
    event = next(message for message in drained(connection) if message.topic == EVENTS.topic)
    assert event.key == str(heard[-1].key).encode()
    assert one(connection, "SELECT count(*) FROM events WHERE content_hash = ''") == 0


def test_a_tombstone_is_not_sent_for_what_the_ledger_says_again(connection: Connection, sent: list[Outgoing]) -> None:
    live = said(sent, EVENTS)[-1]
    stale = Fault(EVENTS.topic, live.key, "b", 0, 1, LEFT_OVER)
    assert comparison.repair(connection, [stale]) == (0, ["b"])
    assert drained(connection) == []


def test_a_message_that_is_none_of_ours_is_another_content(connection: Connection, sent: list[Outgoing]) -> None:
    heard = said(sent, EVENTS)
    for value in (b"\xff", b"[]", b'{"trigger": 7, "future": true}', dump(answer("x", 1).article)):
        foreign = comparison.heard(EVENTS, heard[-1].key, value, place=(0, 900, 900), late=False)
        assert whys(compared(connection, EVENTS, [*heard, foreign])) == [OTHER]
