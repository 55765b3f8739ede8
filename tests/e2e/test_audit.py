"""An audit that can fail: every way in which a record can be without a receipt, and whether that is a loss."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from kafka import TopicPartition
from kafka.structs import OffsetAndMetadata

from streams.audit import Verdict
from streams.records import Origin, Rejected, dump
from streams.topics import ARTICLES, EXTRACTIONS, admin, identities
from tests.e2e.house import House

PARTITION = 0


class Stage:
    """A house without a worker, whose part the test plays."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.topic_id: UUID = identities(house.broker.address)[ARTICLES]

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
