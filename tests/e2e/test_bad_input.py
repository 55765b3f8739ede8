"""Whatever producers send ends somewhere: in the ledger with what is known, or dead-lettered, and the feed goes on."""

import base64
import json
from dataclasses import dataclass
from typing import Any

import pytest

from streams.reader import consumer, messages
from streams.topics import ARTICLES, DEAD_LETTERS
from tests.e2e.house import House

LONG = "i" * 10_000
STORED = "stored"
DEAD = "dead-lettered"


def article(**fields: object) -> bytes:
    return json.dumps({"id": "x", "body": "Peru expelled two diplomats of Chile on Monday.", **fields}).encode()


@dataclass(frozen=True)
class Case:
    """A message, and where it has to end."""

    value: bytes | None
    outcome: str
    reason: str = ""
    key: bytes | None = b"k"
    article_id: str | None = None


CASES = {
    "malformed JSON": Case(b'{"id": "a", "body": ', DEAD, "Invalid JSON"),
    "a JSON array": Case(b"[" + article() + b"]", DEAD, "Input should be an object"),
    "a JSON string": Case(b'"article"', DEAD, "Input should be an object"),
    "wrong types": Case(article(id=7, title=["x"]), DEAD, "id: Input should be a valid string; title:"),
    "no id": Case(b'{"body": "Text."}', DEAD, "id: Field required"),
    "no body": Case(b'{"id": "no-body"}', DEAD, "body: Field required", article_id="no-body"),
    "empty body": Case(article(id="empty", body=""), STORED, article_id="empty"),
    "NUL bytes": Case(article(id="nul", body="Peru\0 expelled two diplomats."), STORED, article_id="nul"),
    "a raw NUL": Case(b'{"id": "raw", "body": "a\0b"}', DEAD, "Invalid JSON"),
    "a lone surrogate": Case(b'{"id": "s", "body": "\\ud83d half"}', DEAD, "Invalid JSON", article_id="s"),
    "not UTF-8": Case('{"id": "l", "body": "Übung"}'.encode("latin-1"), DEAD, "Invalid JSON"),
    "UTF-16": Case('{"id": "u", "body": "x"}'.encode("utf-16"), DEAD, "Invalid JSON", article_id="u"),
    "HTML": Case(
        article(id="html", body="<p>Peru <b>expelled</b> two diplomats.</p><script>x()</script>"),
        STORED,
        article_id="html",
    ),
    "a date without offset": Case(
        article(id="d", published_at="2026-03-01T00:00:00"), DEAD, "timezone", article_id="d"
    ),
    "year 1": Case(article(id="y", published_at="0001-01-01T00:00:00Z"), DEAD, "year 1 is outside", article_id="y"),
    "year 9999": Case(
        article(id="z", published_at="9999-12-31T23:59:59Z"), DEAD, "year 9999 is outside", article_id="z"
    ),
    "1970": Case(article(id="1970", published_at="1970-01-01T00:00:00Z"), STORED, article_id="1970"),
    "2099": Case(article(id="2099", published_at="2099-12-31T23:59:59-11:00"), STORED, article_id="2099"),
    "a long id": Case(article(id=LONG), STORED, article_id=LONG),
    "a key that is not the id": Case(article(id="other"), STORED, key=b"\xff\x00", article_id="other"),
    "no key": Case(article(id="keyless"), STORED, key=None, article_id="keyless"),
    "no value": Case(None, DEAD, "without a value"),
    "an empty value": Case(b"", DEAD, "Invalid JSON"),
    "another language": Case(
        article(id="fr", body="Le président a rencontré le ministre des Affaires étrangères à Paris jeudi matin."),
        STORED,
        article_id="fr",
    ),
    "too long": Case(article(id="long", body="Peru. " * 200_000), DEAD, "1,200,000 characters", article_id="long"),
}


@pytest.fixture(scope="module")
def sent(house: House) -> dict[str, Any]:
    """Every case and after each a good article, all sent and all stored: their partitions and offsets."""
    house.ready_worker()
    places = {}
    with house.producer(max_request_size=10 * 1024**2) as producer:
        for number, (name, case) in enumerate(CASES.items()):
            for label, value, key in (
                (name, case.value, case.key),
                (f"after {name}", article(id=f"after-{number}"), case.key),
            ):
                done = producer.send(
                    ARTICLES, value=value, key=key, headers=[("note", b"\x00\xff")], partition=number % 4
                ).get(30)
                places[label] = (done.partition, done.offset)
    house.wait_stored(len(places))
    return places


def receipt(house: House, place: tuple[int, int]) -> Any:
    (row,) = house.sql(
        'SELECT outcome FROM receipts WHERE topic = :t AND partition = :p AND "offset" = :o',
        t=ARTICLES,
        p=place[0],
        o=place[1],
    )
    return row.outcome


@pytest.mark.parametrize("name", CASES)
def test_every_message_has_its_receipt(house: House, sent: dict[str, Any], name: str) -> None:
    assert receipt(house, sent[name]) == CASES[name].outcome


@pytest.mark.parametrize("name", CASES)
def test_the_article_after_it_went_through(house: House, sent: dict[str, Any], name: str) -> None:
    number = list(CASES).index(name)
    assert receipt(house, sent[f"after {name}"]) == STORED
    assert house.scalar("SELECT count(*) FROM report.events WHERE article_id = :id", id=f"after-{number}") == 1


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.outcome == DEAD])
def test_a_dead_letter_has_the_original_bytes_and_the_reason(house: House, sent: dict[str, Any], name: str) -> None:
    case = CASES[name]
    (row,) = house.sql(
        'SELECT * FROM dead_letters WHERE partition = :p AND "offset" = :o', p=sent[name][0], o=sent[name][1]
    )
    assert row.value == case.value
    assert row.key == case.key
    assert row.article_id == case.article_id
    assert row.headers == [["note", base64.b64encode(b"\x00\xff").decode()]]
    assert case.reason in row.message


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.outcome == STORED])
def test_what_is_stored_is_stored_with_what_is_known(house: House, sent: dict[str, Any], name: str) -> None:
    case = CASES[name]
    given = json.loads(case.value or b"")
    (row,) = house.sql("SELECT * FROM articles WHERE article_id = :id", id=case.article_id)
    assert row.body == given["body"].replace("\0", "\ufffd")
    assert (row.published_at is None) == ("published_at" not in given)


def test_dead_letters_are_announced_as_kafka_connect_has_them(house: House, sent: dict[str, Any]) -> None:
    client = consumer(house.broker.address)
    found = {}
    for message in messages(client, DEAD_LETTERS, beginning=True, follow=False):
        headers = dict(message.headers)
        place = (int(headers["__connect.errors.partition"]), int(headers["__connect.errors.offset"]))
        found[place] = (message, headers)
    client.close(autocommit=False)
    dead = {name: case for name, case in CASES.items() if case.outcome == DEAD}
    assert len(found) == len(dead)
    for name, case in dead.items():
        message, headers = found[sent[name]]
        assert (message.key, message.value) == (case.key, case.value)
        assert headers["note"] == b"\x00\xff"
        assert headers["__connect.errors.topic"] == ARTICLES.encode()
        assert case.reason in headers["__connect.errors.exception.message"].decode()
        assert headers["__connect.errors.exception.class.name"]


def test_another_language_is_stored_without_events_and_says_so(house: House, sent: dict[str, Any]) -> None:
    assert house.scalar("SELECT skipped FROM articles WHERE article_id = 'fr'") == "language fr is not read"
    assert house.scalar("SELECT count(*) FROM report.events WHERE article_id = 'fr'") == 0


def test_html_yields_its_event_and_offsets_into_the_body_as_it_came(house: House, sent: dict[str, Any]) -> None:
    (row,) = house.sql("SELECT * FROM report.events WHERE article_id = 'html'")
    body = json.loads(CASES["HTML"].value or b"")["body"]
    assert row.type == "SANCTION"
    assert "expelled" in body
    assert row.trigger == "expelled"


def test_the_audit_is_complete(house: House, sent: dict[str, Any]) -> None:
    verdict = house.audit()
    assert verdict.complete
    assert (verdict.records, verdict.receipts, verdict.in_flight) == (len(sent), len(sent), 0)


def test_publish_names_the_line_that_the_broker_would_not_take(house: House, sent: dict[str, Any]) -> None:
    done = house.run(
        "publish", "-", stdin=article(id="p1") + b"\n" + article(id="p2", body="x" * 10_500_000) + b"\n{\n"
    )
    assert done.returncode == 1
    assert b"-:2: 10,500,0" in done.stderr
    assert b"more than the 10,485,760" in done.stderr
    assert b"-:3: Invalid JSON" in done.stderr
    assert b"1 articles published, 2 bad, 0 not delivered" in done.stderr
