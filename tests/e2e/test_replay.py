"""Articles are read anew and only the difference is applied; what was lost is repaired; a ledger is rebuilt."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from kafka import TopicPartition

from models.database import connected
from models.ledger import record
from streams.audit import records
from streams.cli.migrate import prepare
from streams.extraction import Reader
from streams.reader import consumer, partitions
from streams.records import Article, Event, EventMessage, Extracted, Origin, Reference, dump
from streams.topics import ARTICLES, EVENTS, EXTRACTIONS, NUMBERS, admin, identities
from tests.e2e.house import House
from tests.models.databases import fresh
from tests.wire_copy import articles, lines

OLD, NEW = 8, 8
"""Articles read by a pipeline of old, and by the workers' own."""
LEDGER = {
    "articles": """SELECT article_id, title, body, version, updated_at, status, language, revision, partition, "offset"
        FROM articles ORDER BY article_id""",
    "events": "SELECT id, type, mode, trigger_start, content_hash FROM events WHERE retracted_at IS NULL ORDER BY id",
    "numbers": "SELECT id, value, unit, content_hash FROM numbers WHERE retracted_at IS NULL ORDER BY id",
    "participants": """SELECT p.id, event_id, role, text, actor_id FROM participants p JOIN events e ON e.id = event_id
        WHERE retracted_at IS NULL ORDER BY p.id""",
    "statements": "SELECT id, content_text FROM statements WHERE retracted_at IS NULL ORDER BY id",
    "times": "SELECT id, value FROM times ORDER BY id",
    "place_mentions": "SELECT id, place_id FROM place_mentions ORDER BY id",
    "dead_letters": 'SELECT partition, "offset", key, value, reason FROM dead_letters ORDER BY 1, 2',
    "receipts": 'SELECT partition, "offset", outcome FROM receipts ORDER BY 1, 2',
}


def ledger(house: House) -> dict[str, list[Any]]:
    return {name: [tuple(row) for row in house.sql(query)] for name, query in LEDGER.items()}


def messages(house: House, topic: str) -> list[Any]:
    client = consumer(house.broker.address)
    try:
        return [message for tp in partitions(client, topic) for message in records(client, tp, 0)]
    finally:
        client.close(autocommit=False)


def of_old(article: Article, message: Any, topic_id: UUID, reader: Reader) -> Extracted:
    """What a pipeline of old made of it: one event that is none, and another less sure than it is."""
    extraction = reader.read(article)
    first = extraction.events[0]
    none = first.model_copy(update={"id": uuid4(), "participants": (), "numbers": ()})
    unsure = first.model_copy(update={"confidence": 0.01})
    return Extracted(
        origin=Origin(
            topic=ARTICLES,
            topic_id=topic_id,
            partition=message.partition,
            offset=message.offset,
            appended_at=datetime.fromtimestamp(message.timestamp / 1000, UTC),
        ),
        article=article,
        extraction=extraction.model_copy(
            update={"events": (none, unsure, *extraction.events[1:]), "revision": "of-old"}
        ),
    )


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def read_by_two(house: House, reader: Reader) -> House:
    """A house in which half of the articles were read by a pipeline of old, and the workers have another."""
    assert house.run("publish", "-", stdin=lines(OLD + NEW)).returncode == 0
    topic_id = identities(house.broker.address)[ARTICLES]
    with connected(house.database.address) as connection:
        for message in messages(house, ARTICLES):
            article = Article.model_validate_json(message.value)
            if int(article.id[-5:]) < OLD:
                record(connection, [of_old(article, message, topic_id, reader)])
        connection.commit()
    house.worker()
    house.wait_stored(OLD + NEW, 200)
    return house


@pytest.fixture(scope="module")
def reread(read_by_two: House) -> Iterator[tuple[House, dict[str, list[Any]]]]:
    """The same after `reprocess --stale`, and the ledger as it was before."""
    house = read_by_two
    before = ledger(house)
    dry = house.run("reprocess", "--stale", "--dry-run")
    assert (dry.returncode, b"8 articles read by of-old" in dry.stdout) == (0, True)
    assert ledger(house) == before
    done = house.run("reprocess", "--stale", "--rate", "50")
    assert done.returncode == 0, done.stderr
    house.wait_stored(OLD + NEW + OLD)
    yield house, before


def test_what_was_read_anew_says_what_the_pipeline_reads(
    reread: tuple[House, dict[str, list[Any]]], reader: Reader
) -> None:
    house, _ = reread
    said = {}
    for article in articles(OLD + NEW):
        one = Article.model_validate(article)
        reference = Reference(id=one.id, source=one.source, url=one.url, published_at=one.published_at)
        for event in reader.read(one).events:
            said[event.id] = EventMessage(**dict(event), article=reference)
    topic = house.topic()
    assert {key: dump(value) for key, value in topic.items()} == {key: dump(value) for key, value in said.items()}
    assert {row.id for row in house.sql("SELECT id FROM report.events")} == set(said)
    assert house.scalar("SELECT count(DISTINCT revision) FROM articles") == 1
    assert b"0 articles would" in house.run("reprocess", "--stale", "--dry-run").stderr


def test_only_the_difference_is_applied_and_announced(reread: tuple[House, dict[str, list[Any]]]) -> None:
    house, before = reread
    assert house.sql("SELECT outcome, count(*) FROM receipts GROUP BY 1 ORDER BY 1") == [
        ("reprocessed", OLD),
        ("stored", OLD + NEW),
    ]
    after = ledger(house)
    assert after["numbers"] == before["numbers"]
    stood = [(row[0], row[-2:]) for row in before["articles"]]
    assert [(row[0], row[-2:]) for row in after["articles"]] == stood
    announced = Counter(message.key for message in messages(house, EVENTS))
    changed = {str(row[0]).encode() for row in set(before["events"]) ^ set(after["events"])}
    assert len(changed) == 2 * OLD
    assert {key for key, times in announced.items() if times > 1} == changed
    assert set(Counter(message.key for message in messages(house, NUMBERS)).values()) == {1}


def test_reprocessing_is_no_version_and_brings_nothing_back(reread: tuple[House, dict[str, list[Any]]]) -> None:
    house, _ = reread
    receipts = house.scalar("SELECT count(*) FROM receipts")
    canceled = json.dumps({"id": "wire-00001", "status": "canceled"}).encode()
    newer = json.dumps({"id": "wire-00002", "body": "Peru expelled two diplomats of Chile.", "language": "en"}).encode()
    assert house.run("publish", "-", stdin=canceled + b"\n" + newer).returncode == 0
    house.wait_stored(receipts + 2)
    # What was asked for before they came is late now.
    late = [message for message in messages(house, ARTICLES) if message.headers and message.key in LATE]
    with house.producer() as producer:
        for message in late:
            producer.send(
                ARTICLES, message.value, message.key, headers=message.headers, partition=message.partition
            ).get(30)
    house.wait_stored(receipts + 4)
    assert house.scalar("SELECT count(*) FROM receipts WHERE outcome = 'superseded'") == len(late) == 2
    assert house.scalar("SELECT status FROM articles WHERE article_id = 'wire-00001'") == "canceled"
    assert house.run("reprocess", "--article", "wire-00001").returncode == 1
    assert house.run("reprocess", "--article", "wire-00002").returncode == 0
    house.wait_stored(receipts + 5)
    assert house.sql("SELECT trigger FROM report.events WHERE article_id = 'wire-00002'") == [("expelled",)]
    assert house.audit().complete


LATE = (b"wire-00001", b"wire-00002")


def test_what_the_audit_finds_lost_is_repaired(reread: tuple[House, dict[str, list[Any]]]) -> None:
    house, _ = reread
    receipts = house.scalar("SELECT count(*) FROM receipts")
    ((partition, offset),) = house.send(b"{no json", key=b"odd")
    house.wait_stored(receipts + 1)
    before = ledger(house)
    lost = house.sql("""SELECT r.partition, r."offset" FROM receipts r JOIN articles a ON a.id = r.article
        AND a.partition = r.partition AND a."offset" = r."offset" WHERE article_id = 'wire-00003'""")
    house.execute("DELETE FROM dead_letters")
    for spot in [*lost, (partition, offset)]:
        house.execute('DELETE FROM receipts WHERE partition = :p AND "offset" = :o', p=spot[0], o=spot[1])
    house.until(lambda: len(house.audit().losses) == 2, 20, "both steps have committed past them")
    gone = house.run("reprocess", "--offset", f"{partition}:{offset}", "--offset", f"{partition}:999999")
    assert gone.returncode == 1
    assert f"{partition}:999999: the topic does not have it".encode() in gone.stderr
    house.wait_stored(receipts + 1)
    assert house.run("reprocess", "--lost").returncode == 0
    house.wait_stored(receipts + 3)
    after = ledger(house)
    assert house.audit().complete
    repaired = [row for row in after["receipts"] if row not in before["receipts"]]
    assert sorted(row[2] for row in repaired) == ["duplicate", "reprocessed", "reprocessed"]
    assert {**after, "receipts": []} == {**before, "receipts": []}


@pytest.fixture
def stopped(reread: tuple[House, dict[str, list[Any]]]) -> House:
    """The house with its work done and its worker gone; the topics have keys of an article that nobody knows."""
    house, _ = reread
    house.stop_workers()
    return house


def stranger(house: House) -> UUID:
    event = Event(id=uuid4(), type="AID", trigger={"text": "gave", "start": 0, "end": 4})
    with house.producer() as producer:
        value = dump(EventMessage(**dict(event), article=Reference(id="nobody")))
        producer.send(EVENTS, value, str(event.id).encode()).get(30)
    return event.id


def rebuilt(house: House, url: str) -> House:
    database: Any = SimpleNamespace(address=url)
    return House(house.settings, house.broker, database)


def test_a_ledger_is_rebuilt_from_extractions(stopped: House) -> None:
    before, topic = ledger(stopped), stopped.topic()
    unknown = stranger(stopped)
    refused = stopped.run("rebuild")
    assert (refused.returncode, b"is not empty" in refused.stderr) == (1, True)
    with fresh(stopped.database.address) as url:
        anew = rebuilt(stopped, url)
        prepare(stopped.settings, stopped.broker.address, url)
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        after = ledger(anew)
        assert {**after, "articles": [], "receipts": []} == {**before, "articles": [], "receipts": []}
        left = anew.sql("SELECT topic, convert_from(key, 'UTF8'), value FROM outbox")
        assert left == [(EVENTS, str(unknown), None)]
        again = anew.run("rebuild", "--resume")
        assert (again.returncode, ledger(anew)) == (0, after)
        worker = anew.worker()
        anew.until(lambda: worker.ready, 200, "the worker is ready")
        anew.wait_stored(len(after["receipts"]))
        assert anew.topic() == topic
        assert ledger(anew) == after
        assert anew.audit().complete
        anew.close()


def test_what_has_lost_its_extraction_is_read_again(stopped: House) -> None:
    before, topic = ledger(stopped), stopped.topic()
    forget_first(stopped, EXTRACTIONS, 3)
    with fresh(stopped.database.address) as url:
        anew = rebuilt(stopped, url)
        prepare(stopped.settings, stopped.broker.address, url)
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        assert b" 0 of them read again" not in done.stderr
        after = ledger(anew)
        assert {name: after[name] for name in ("events", "numbers", "participants", "dead_letters")} == {
            name: before[name] for name in ("events", "numbers", "participants", "dead_letters")
        }
        assert [row[:3] for row in after["articles"]] == [row[:3] for row in before["articles"]]
        assert anew.sql("SELECT * FROM outbox") == []
        assert anew.topic() == topic
        assert anew.audit().complete
        anew.close()


def test_what_retention_took_is_retracted_from_the_topics(stopped: House) -> None:
    forget_first(stopped, EXTRACTIONS, 3)
    forget_first(stopped, ARTICLES, 3)
    with fresh(stopped.database.address) as url:
        anew = rebuilt(stopped, url)
        prepare(stopped.settings, stopped.broker.address, url)
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        for topic, view in ((EVENTS, "events"), (NUMBERS, "numbers")):
            kept = {row.id for row in anew.sql(f"SELECT id FROM report.{view}")}
            told = set(stopped.topic(topic))
            assert kept < told
            left = anew.sql("SELECT convert_from(key, 'UTF8'), value FROM outbox WHERE topic = :topic", topic=topic)
            assert {(UUID(key), value) for key, value in left} == {(key, None) for key in told - kept}
        assert anew.audit().complete
        anew.close()


def forget_first(house: House, topic: str, count: int) -> None:
    """As retention does: the first so many messages of each partition."""
    client = consumer(house.broker.address)
    try:
        assigned = partitions(client, topic)
        begins, ends = client.beginning_offsets(assigned), client.end_offsets(assigned)
    finally:
        client.close(autocommit=False)
    remover = admin(house.broker.address)
    try:
        remover.delete_records(
            {TopicPartition(topic, tp.partition): min(begins[tp] + count, ends[tp]) for tp in assigned}
        )
    finally:
        remover.close()
