"""An audit that can fail: every way in which a record can be without a receipt, and whether that is a loss."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata

from models import outbox
from models.database import engine
from models.ledger import record
from streams.audit import Verdict
from streams.cli.audit import examine_deep
from streams.deep import Deep
from streams.records import Extracted, Origin, Rejected, article_key, dump
from streams.topics import ARTICLES, EXTRACTIONS, NUMBERS, admin, describe
from tests.e2e.house import House
from tests.models.answers import answer

PARTITION = 0


class Stage:
    """A house without a worker, whose part the test plays."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.topic_id: UUID = describe(house.broker.address)[ARTICLES].id

    def articles(self, count: int) -> list[int]:
        """Send so many messages; their offsets."""
        with self.house.producer() as producer:
            sent = [producer.send(ARTICLES, value=b"{}", partition=PARTITION) for _ in range(count)]
            return [future.get(10).offset for future in sent]

    def extraction(self, offset: int, topic_id: UUID | None = None) -> int:
        """Answer a message; the answer's offset."""
        origin = Origin(
            topic=ARTICLES,
            topic_id=topic_id or self.topic_id,
            partition=PARTITION,
            offset=offset,
            appended_at=datetime.now(UTC),
        )
        value = dump(Rejected(origin=origin, reason="Test", message="test"))
        with self.house.producer() as producer:
            return int(producer.send(EXTRACTIONS, value=value, partition=PARTITION).get(10).offset)

    def receipts(self, *offsets: int) -> None:
        """Write receipts."""
        for offset in offsets:
            self.house.execute(
                'INSERT INTO receipts (topic_id, partition, "offset", topic, outcome, appended_at) '
                "VALUES (:topic_id, :partition, :offset, :topic, 'stored', now())",
                topic_id=self.topic_id,
                partition=PARTITION,
                offset=offset,
                topic=ARTICLES,
            )

    def commit(self, topic: str, offset: int) -> None:
        """Commit for the group."""
        client = admin(self.house.broker.address)
        client.alter_group_offsets(
            self.house.settings.group, {TopicPartition(topic, PARTITION): OffsetAndMetadata(offset, "", -1)}
        )
        client.close()

    def lost(self) -> list[int]:
        """Offsets that the audit names."""
        return [loss.offset for loss in self.verdict().losses]

    def verdict(self) -> Verdict:
        """What the audit finds."""
        found = self.house.audit()
        assert isinstance(found, Verdict)
        return found


@pytest.fixture(scope="module")
def stage(house: House) -> Iterator[Stage]:
    yield Stage(house)


def test_the_ways_of_a_record_one_after_another(stage: Stage) -> None:
    first, second, third = stage.articles(3)
    assert stage.verdict().in_flight == 3, "not read yet"

    stage.commit(ARTICLES, second)
    assert stage.lost() == [first], "read, committed, and nothing carries it"

    answer = stage.extraction(first)
    verdict = stage.verdict()
    assert (verdict.losses, verdict.in_flight) == ([], 3), "its extraction is not stored yet"

    stage.commit(EXTRACTIONS, answer + 1)
    assert stage.lost() == [first], "store passed it by, and wrote no receipt"

    stage.receipts(first)
    verdict = stage.verdict()
    assert (verdict.losses, verdict.receipts, verdict.in_flight) == ([], 1, 2)

    stage.commit(ARTICLES, third + 1)
    assert stage.lost() == [second, third]
    stage.receipts(second, third)
    assert stage.verdict().complete


def test_an_extraction_of_another_topic_s_article_carries_nothing(stage: Stage) -> None:
    (offset,) = stage.articles(1)
    stage.commit(ARTICLES, offset + 1)
    stage.extraction(offset, topic_id=UUID(int=9))
    assert stage.lost() == [offset]
    stage.receipts(offset)


def test_the_holes_that_transactions_leave_are_no_losses(stage: Stage) -> None:
    with stage.house.producer(transactional_id="holes") as producer:
        producer.init_transactions()
        producer.begin_transaction()
        offset = producer.send(ARTICLES, value=b"{}", partition=PARTITION).get(10).offset
        producer.commit_transaction()
    (after,) = stage.articles(1)
    assert after == offset + 2
    stage.receipts(offset, after)
    stage.commit(ARTICLES, after + 1)
    assert stage.verdict().complete


def test_what_retention_took_with_its_receipt_is_no_loss_and_without_is_one(stage: Stage) -> None:
    kept, unlucky, last = stage.articles(3)
    stage.receipts(kept, last)
    stage.commit(ARTICLES, last + 1)
    client = admin(stage.house.broker.address)
    client.delete_records({TopicPartition(ARTICLES, PARTITION): last})
    client.close()
    verdict = stage.verdict()
    assert unlucky in [loss.offset for loss in verdict.losses]
    assert kept not in [loss.offset for loss in verdict.losses]
    assert {loss.why for loss in verdict.losses} == {"retention took it before its receipt"}


class Desk:
    """Articles recorded without a worker, and what goes out for them sent as announce sends it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._engine = engine(house.database.address)

    def record(self, *answers: Extracted) -> None:
        """Write answers into the ledger; what is to be announced waits in the outbox."""
        with self._engine.begin() as connection:
            record(connection, answers)

    def announce(self, *, abort: bool = False) -> None:
        """Send what waits in one transaction; aborted, nobody sees it, and it still waits."""
        with self._engine.begin() as connection, self.house.producer(transactional_id="desk") as producer:
            messages = outbox.take(connection, 1000)
            producer.init_transactions()
            producer.begin_transaction()
            for message in messages:
                producer.send(message.topic, message.value, message.key, partition=(message.key or b"0")[0] % 2)
            if abort:
                producer.abort_transaction()
            else:
                producer.commit_transaction()
                outbox.remove(connection, [message.id for message in messages])

    def close(self) -> None:
        """Leave no connection open."""
        self._engine.dispose()

    def deep(self) -> Deep:
        """What the deep audit finds."""
        return examine_deep(self.house.broker.address, self.house.database.address)

    def whys(self) -> list[str]:
        """What is wrong, by reason."""
        return sorted(finding.why for finding in self.deep().findings)


ALPHA = "Alpha struck Beta on Monday in Paris with 12.50 tanks, Gamma said."


@pytest.fixture
def desk(stage: Stage) -> Iterator[Desk]:
    made = Desk(stage.house)
    yield made
    made.close()


def test_topics_and_ledger_are_held_against_each_other_both_ways(stage: Stage, desk: Desk) -> None:
    desk.record(answer("a", 100_001, ALPHA), answer("b", 100_002, ALPHA))
    desk.announce(abort=True)
    deep = desk.deep()
    assert (deep.messages, deep.in_flight, deep.wrong) == (0, 4, 0), "nothing is committed, all waits in the outbox"
    desk.announce()
    desk.record(answer("a", 100_003, f"{ALPHA}\n\nDelta struck Echo."))
    desk.announce()
    deep = desk.deep()
    assert (deep.messages, deep.in_flight, deep.findings) == (5, 0, [])

    event, number = stage.house.execute(
        "UPDATE events SET retracted_at = now(), retracted_by = '{}' WHERE article_id = :b RETURNING id",
        b=article_key("b"),
    ) + stage.house.execute(
        "UPDATE numbers SET value = 1, start = 0 WHERE article_id = :b RETURNING id", b=article_key("b")
    )
    stage.house.execute("DELETE FROM outbox")
    with stage.house.producer() as producer:
        producer.send(NUMBERS, b"{}", b"not an id", partition=1)
    assert desk.whys() == [
        "its key is no id",
        "left over on the topic",
        "other content on the topic",
        "the offsets of words do not bound its words",
    ]

    done = stage.house.run("audit", "--deep", "--json")
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout)
    named = {finding["id"]: finding for finding in document["deep"]["findings"] if finding["topic"]}
    assert document["complete"] is False
    assert named[str(event.id)]["repair"] == "wireroom audit --deep --repair"
    assert named[str(number.id)]["repair"] == "wireroom audit --deep --repair; wireroom reprocess --article b"
    assert {(named[str(event.id)]["partition"], named[str(event.id)]["offset"] >= 0)} <= {(0, True), (1, True)}

    done = stage.house.run("audit", "--deep", "--repair")
    assert b"1 tombstones are on their way, 1 articles are to be read again" in done.stderr
    assert b"wireroom reprocess --article b" in done.stderr
    desk.record(answer("b", 100_004, ALPHA, url="https://example.org/2"))
    desk.announce()
    assert desk.whys() == ["its key is no id"]
