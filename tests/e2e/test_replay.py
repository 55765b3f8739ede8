"""Articles are read anew and only the difference is applied; what was lost is repaired; a ledger is rebuilt."""

import json
import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import psutil
import pytest
from kafka import TopicPartition

from models.database import connected
from models.ledger import record
from streams.audit import records
from streams.cli.audit import examine_deep
from streams.cli.migrate import prepare
from streams.extraction import Reader
from streams.reader import consumer, partitions
from streams.rebuild import rebuild
from streams.records import Article, Event, EventMessage, Extracted, Origin, Reference, dump
from streams.topics import ARTICLES, EVENTS, EXTRACTIONS, NUMBERS, admin, describe
from tests.e2e.house import House
from tests.models.databases import fresh
from tests.wire_copy import articles, lines

OLD, NEW = 8, 8
"""Articles read by a pipeline of old, and by the workers' own."""
ONE_READER = {**House.given, "WIREROOM_PROCESSES": "1"}
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


def whole(house: House) -> dict[str, list[Any]]:
    """The ledger, but for what became of messages: what was repaired is not lost when it is replayed."""
    found = ledger(house)
    return {**found, "receipts": [row[:2] for row in found["receipts"]]}


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
    house.given = ONE_READER
    assert house.run("publish", "-", stdin=lines(OLD + NEW)).returncode == 0
    topic_id = describe(house.broker.address)[ARTICLES].id
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


def test_what_is_interrupted_was_sent_until_then(reread: tuple[House, dict[str, list[Any]]]) -> None:
    house, _ = reread
    receipts = house.scalar("SELECT count(*) FROM receipts")
    before = ledger(house)
    with house.begin("reprocess", "--all", "--rate", "0.01") as process:
        house.until(lambda: house.scalar("SELECT count(*) FROM receipts") > receipts, 60, "the first is read anew")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=120)
    told = re.search(rb"(\d+) of (\d+) sent", said)
    assert told, said
    sent, all_ = map(int, told.groups())
    assert (process.returncode, 0 < sent < all_) == (130, True), said
    house.wait_stored(receipts + sent)
    assert {**ledger(house), "receipts": []} == {**before, "receipts": []}


def test_no_ledger_is_rebuilt_while_a_worker_runs(reread: tuple[House, dict[str, list[Any]]]) -> None:
    house, _ = reread
    with emptied(house) as anew:
        refused = anew.run("rebuild")
        assert (refused.returncode, b"1 workers of group" in refused.stderr) == (1, True), refused.stderr
        assert set(map(len, ledger(anew).values())) == {0}


@pytest.fixture
def stopped(reread: tuple[House, dict[str, list[Any]]]) -> House:
    """The house with its work done and its worker gone."""
    house, _ = reread
    house.stop_workers()
    return house


@contextmanager
def emptied(house: House) -> Iterator[House]:
    """The same house with a new ledger, that has nothing in it."""
    with fresh(house.database.address) as url:
        prepare(house.settings, house.broker.address, url)
        database: Any = SimpleNamespace(address=url)
        anew = House(house.settings, house.broker, database)
        anew.given = house.given
        try:
            yield anew
        finally:
            anew.close()


def stranger(house: House) -> UUID:
    """An event on the topic, of an article that nobody knows."""
    event = Event(id=uuid4(), type="AID", trigger={"text": "gave", "start": 0, "end": 4})
    with house.producer() as producer:
        value = dump(EventMessage(**dict(event), article=Reference(id="nobody")))
        producer.send(EVENTS, value, str(event.id).encode()).get(30)
    return event.id


def sound(house: House) -> bool:
    """What `audit --deep` says, and that nothing is on its way."""
    deep = examine_deep(house.broker.address, house.database.address)
    return house.audit().complete and deep.complete and not deep.in_flight


def test_a_ledger_is_rebuilt_from_extractions(stopped: House) -> None:
    before, topic = whole(stopped), stopped.topic()
    unknown = stranger(stopped)
    refused = stopped.run("rebuild")
    assert (refused.returncode, b"is not empty" in refused.stderr) == (1, True), refused.stderr
    with emptied(stopped) as anew:
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        assert whole(anew) == before
        after = ledger(anew)
        left = anew.sql("SELECT topic, convert_from(key, 'UTF8'), value FROM outbox")
        assert left == [(EVENTS, str(unknown), None)]
        worker = anew.worker()
        anew.until(lambda: worker.ready, 200, "the worker is ready")
        anew.wait_stored(len(after["receipts"]))
        assert anew.topic() == topic
        assert ledger(anew) == after
        assert sound(anew)


class Interrupted(Exception):
    """Whoever ran the rebuild is gone."""


def interrupted(house: House, steps: int) -> bool:
    """Go on with a rebuild, but for so many steps only; whether it was done before that."""
    left = steps

    def count(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Interrupted

    with connected(house.database.address) as connection:
        try:
            rebuild(connection, house.settings, house.broker.address, count, resume=True)
        except Interrupted:
            return False
    return True


def test_a_rebuild_that_is_interrupted_anywhere_ends_the_same(stopped: House) -> None:
    before, topic = whole(stopped), stopped.topic()
    with emptied(stopped) as anew:
        steps = 1
        while not interrupted(anew, steps):
            steps *= 2
        assert steps > 2 * len(before["receipts"])
        assert whole(anew) == before
        assert anew.sql("SELECT * FROM outbox") == []
        assert anew.topic() == topic


def test_what_has_lost_its_extraction_is_read_again_though_the_reading_is_killed(stopped: House) -> None:
    before, topic = whole(stopped), stopped.topic()
    forget_first(stopped, EXTRACTIONS, 3)
    with emptied(stopped) as anew:
        for arguments, end in (((), signal.SIGINT), (("--resume",), signal.SIGKILL)):
            with anew.begin("rebuild", *arguments) as process:
                # Libraries start processes of their own while they are imported.
                anew.until(lambda: anew.scalar("SELECT count(*) FROM receipts") > 0, 60, "extractions are recorded")
                anew.until(psutil.Process(process.pid).children, 60, "articles are about to be read")
                process.send_signal(end)
                _, said = process.communicate(timeout=120)
            assert process.returncode == (130 if end == signal.SIGINT else -end), said
            assert (b"--resume" in said) == (end == signal.SIGINT), said
        recorded = anew.scalar("SELECT count(*) FROM receipts")
        assert 0 < recorded < len(before["receipts"])
        done = anew.run("rebuild", "--resume")
        assert done.returncode == 0, done.stderr
        assert b" 0 of them read again" not in done.stderr
        assert whole(anew) == before
        assert anew.sql("SELECT * FROM outbox") == []
        assert anew.topic() == topic
        assert sound(anew)


def test_what_retention_took_is_retracted_from_the_topics(stopped: House) -> None:
    before = ledger(stopped)
    forget_first(stopped, EXTRACTIONS, 3)
    forget_first(stopped, ARTICLES, 3)
    with emptied(stopped) as anew:
        done = anew.run("rebuild")
        assert done.returncode == 0, done.stderr
        after = ledger(anew)
        assert 0 < len(after["articles"]) < len(before["articles"])
        for name in ("articles", "events", "numbers"):
            assert set(after[name]) <= set(before[name])
        for topic, view in ((EVENTS, "events"), (NUMBERS, "numbers")):
            kept = {row.id for row in anew.sql(f"SELECT id FROM report.{view}")}
            told = set(stopped.topic(topic))
            assert kept < told
            left = anew.sql("SELECT convert_from(key, 'UTF8'), value FROM outbox WHERE topic = :topic", topic=topic)
            assert {(UUID(key), value) for key, value in left} == {(key, None) for key in told - kept}
        assert anew.audit().complete


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
