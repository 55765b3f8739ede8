"""What the outbox holds for the topics."""

import json
from base64 import b64encode
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import Connection

from models.ledger import record
from models.outbox import Outgoing
from streams import records
from tests.models.answers import TOPIC, answer, rejected
from tests.models.ledgers import drained, one, rows

ALPHA = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def header(message: Outgoing, name: str) -> str | None:
    value = dict(message.headers).get(name)
    return None if value is None else value.decode()


def test_an_event_and_a_number_are_announced_as_their_records_with_the_article(connection: Connection) -> None:
    message = answer("a", 1, ALPHA, url="https://example.org/1")
    record(connection, [message])
    event, number = drained(connection)
    reference = records.Reference(
        id="a", source="Wire", url="https://example.org/1", published_at=message.article.published_at
    )
    (said,), (counted,) = message.extraction.events, message.extraction.numbers
    assert (event.topic, number.topic) == ("news.events", "news.numbers")
    assert (event.key, number.key) == (str(said.id).encode(), str(counted.id).encode())
    assert event.value == records.dump(records.EventMessage(**dict(said), article=reference))
    assert number.value == records.dump(records.NumberMessage(**dict(counted), article=reference))
    assert records.load(records.NumberMessage, number.value).value == Decimal("12.50")


@pytest.mark.parametrize(("index", "kind"), [(0, "event"), (1, "number")])
def test_a_message_is_a_cloudevent_in_binary_mode(connection: Connection, index: int, kind: str) -> None:
    record(connection, [answer("urn:a/é %", 7, ALPHA, traceparent=TRACE)])
    message = drained(connection)[index]
    assert message.key is not None
    assert message.value is not None
    recorded: datetime = one(connection, "SELECT recorded_at FROM events")
    assert {name: (value or b"").decode() for name, value in message.headers} == {
        "ce_id": f"{message.key.decode()}/{sha256(message.value).hexdigest()}/0.7",
        "ce_type": f"wireroom.{kind}.recorded",
        "ce_source": "/wireroom",
        "ce_specversion": "1.0",
        "ce_time": recorded.isoformat().replace("+00:00", "Z"),
        "ce_subject": "urn:a/%C3%A9%20%25",
        "traceparent": TRACE,
        "content-type": "application/json",
    }


def test_the_hash_in_the_ledger_is_that_of_the_value_announced(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    hashes = rows(connection, "SELECT content_hash FROM events UNION ALL SELECT content_hash FROM numbers")
    assert hashes == [(sha256(message.value or b"").digest(),) for message in drained(connection)]


def test_a_retraction_is_a_tombstone_that_says_what_it_is(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    drained(connection)
    record(connection, [answer("a", 2, "Nothing.")])
    event, number = drained(connection)
    assert (event.value, number.value) == (None, None)
    assert header(event, "ce_type") == "wireroom.event.retracted"
    assert header(number, "ce_type") == "wireroom.number.retracted"
    assert header(event, "content-type") is None
    assert header(event, "ce_id") == f"{(event.key or b'').decode()}/retracted/0.2"


def test_an_id_of_any_length_makes_a_subject_of_a_sane_one(connection: Connection) -> None:
    record(connection, [answer("é" * 10_000, 1, ALPHA)])
    subject = header(drained(connection)[0], "ce_subject")
    assert subject == "%C3%A9" * 200


def test_messages_of_one_article_leave_in_the_order_of_its_versions(connection: Connection) -> None:
    record(connection, [answer("a", offset, f"Alpha struck Beta with {offset} tanks.") for offset in range(1, 5)])
    said = [
        json.loads(message.value)["text"]
        for message in drained(connection)
        if message.topic == "news.numbers" and message.value is not None
    ]
    assert said == ["1 tanks", "2 tanks", "3 tanks", "4 tanks"]


def test_a_message_that_could_not_be_read_is_kept_and_announced_byte_for_byte(connection: Connection) -> None:
    headers = ((" x ", b"\xff\x00"), ("x", None), ("traceparent", TRACE.encode()), ("x", b""))
    letter = rejected(5, key=b"\x00\xfe", value=b"\xff{", headers=headers, article_id="a")
    assert record(connection, [letter]) == ["dead-lettered"]
    (message,) = drained(connection)
    assert (message.topic, message.key, message.value) == ("news.dead-letters", b"\x00\xfe", b"\xff{")
    assert message.headers == [
        *headers,
        ("__connect.errors.topic", b"news.articles"),
        ("__connect.errors.partition", b"0"),
        ("__connect.errors.offset", b"5"),
        ("__connect.errors.exception.class.name", b"ValidationError"),
        ("__connect.errors.exception.message", b"Invalid JSON"),
    ]
    kept = 'SELECT topic, topic_id, partition, "offset", key, value, headers, reason, message, article_id FROM '
    assert rows(connection, kept + "dead_letters") == [
        (
            "news.articles",
            TOPIC,
            0,
            5,
            b"\x00\xfe",
            b"\xff{",
            [
                [" x ", "/wA="],
                ["x", None],
                ["traceparent", b64encode(TRACE.encode()).decode()],
                ["x", ""],
            ],
            "ValidationError",
            "Invalid JSON",
            "a",
        )
    ]
    assert rows(connection, "SELECT outcome, article, version FROM receipts") == [
        ("dead-lettered", records.article_key("a"), None)
    ]


def test_a_message_without_key_value_or_id_is_a_dead_letter_too(connection: Connection) -> None:
    record(connection, [rejected(5, value=None)])
    (message,) = drained(connection)
    # A client that sends neither does not exist in Python; the drainer would stop at such a row for ever.
    assert (message.key, message.value) == (None, b"")
    assert rows(connection, "SELECT key, value, article_id FROM dead_letters") == [(None, None, None)]
    assert rows(connection, "SELECT article FROM receipts") == [(None,)]


def test_a_nul_in_what_is_told_of_a_dead_letter_does_no_harm(connection: Connection) -> None:
    record(
        connection, [rejected(5, message="a\x00b", reason="c\x00", article_id="d\x00", headers=(("e\x00", b"\x00"),))]
    )
    assert rows(connection, "SELECT message, reason, article_id, headers FROM dead_letters") == [
        ("a\ufffdb", "c\ufffd", "d\ufffd", [["e\ufffd", "AA=="]])
    ]
    assert drained(connection)[0].headers[0] == ("e\ufffd", b"\x00")


def test_a_dead_letter_whose_receipt_was_lost_is_buried_once(connection: Connection) -> None:
    record(connection, [rejected(5)])
    assert one(connection, "DELETE FROM receipts RETURNING outcome") == "dead-lettered"
    assert record(connection, [rejected(5)]) == ["dead-lettered"]
    assert one(connection, "SELECT count(*) FROM dead_letters") == 1


def test_ids_are_uuids_in_their_usual_form(connection: Connection) -> None:
    record(connection, [answer("a", 1, ALPHA)])
    for message in drained(connection):
        assert str(UUID((message.key or b"").decode())).encode() == message.key
