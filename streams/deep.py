"""Whether `news.events` and `news.numbers` say what the ledger says, and its offsets bound their words.

The topics are read as a consumer reads them: committed messages alone, of each key the last. They are held against one
snapshot of the ledger, both ways. What stands in the outbox is in flight, and so is a difference on something that was
announced while the audit ran. Memory is flat: the database joins (`models/comparison.py`).
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from kafka import KafkaConsumer, TopicPartition
from sqlalchemy import Connection, text

from models import comparison, spans
from models.comparison import Fault, Heard, Kind
from streams.audit import NAMED
from streams.reader import consumer, partitions


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, and the commands that mend it."""

    topic: str | None
    table: str | None
    id: str
    article_id: str | None
    partition: int | None
    offset: int | None
    why: str
    repair: str


@dataclass(slots=True)
class Deep:
    """What the deep part of an audit found."""

    messages: int = 0
    in_flight: int = 0
    wrong: int = 0
    findings: list[Finding] = field(default_factory=list)
    """The first of what is wrong."""
    faults: list[Fault] = field(default_factory=list)
    """Those of them that topic and ledger do not agree on."""

    @property
    def complete(self) -> bool:
        """Nothing is wrong."""
        return not self.wrong

    def find(self, finding: Finding) -> None:
        """Count what is wrong, and name it while there is little."""
        self.wrong += 1
        if len(self.findings) < NAMED:
            self.findings.append(finding)


def deep_audit(broker: str, connection: Connection) -> Deep:
    """Hold topics and ledger against each other. The connection must be in no transaction, and is in none after.

    Raises BrokerUnreachable and TopicsMissing.
    """
    deep = Deep()
    for kind in comparison.KINDS:
        _compare(broker, connection, kind, deep)
    for table, key, article_id, span in spans.misplaced(connection):
        why = f"the offsets of {span} do not bound its words"
        deep.find(Finding(None, table, str(key), article_id, None, None, why, read_again(article_id)))
    connection.rollback()
    return deep


def read_again(article_id: str) -> str:
    """The command that reads an article again."""
    return f"wireroom reprocess --article {shlex.quote(article_id)}"


def _compare(broker: str, connection: Connection, kind: Kind, deep: Deep) -> None:
    client = consumer(broker)
    try:
        assigned = partitions(client, kind.topic)
        client.assign(assigned)
        client.seek_to_beginning(*assigned)
        comparison.listen(connection, _heard(client, kind, client.end_offsets(assigned), deep, late=False))
        connection.commit()
        connection.execution_options(isolation_level="REPEATABLE READ")
        # The snapshot. What is not in its outbox any more stands before the end that the broker has now, committed or
        # about to be: markers of a transaction may come after its acknowledgement.
        connection.execute(text("SELECT FROM outbox LIMIT 1"))
        comparison.listen(connection, _heard(client, kind, _written(broker, assigned), deep, late=True))
    finally:
        client.close(autocommit=False)
    for fault in comparison.compare(connection, kind):
        if fault is None:
            deep.in_flight += 1
        else:
            deep.find(_named(fault))
            if len(deep.faults) < NAMED:
                deep.faults.append(fault)
    comparison.forget(connection)
    connection.commit()


def _written(broker: str, assigned: list[TopicPartition]) -> dict[TopicPartition, int]:
    client = consumer(broker, isolation_level="read_uncommitted")
    try:
        ends: dict[TopicPartition, int] = client.end_offsets(assigned)
        return ends
    finally:
        client.close(autocommit=False)


def _heard(
    client: KafkaConsumer, kind: Kind, ends: dict[TopicPartition, int], deep: Deep, *, late: bool
) -> Iterator[Heard]:
    """What the topic says up to these ends, and what comes with it."""
    while any(client.position(tp) < end for tp, end in ends.items()):
        for batch in client.poll(timeout_ms=250).values():
            for message in batch:
                deep.messages += 1
                place = (message.partition, message.offset, message.timestamp)
                try:
                    key = UUID((message.key or b"").decode())
                except ValueError:
                    deep.find(_foreign(kind, message.partition, message.offset))
                    continue
                yield comparison.heard(kind, key, message.value, place=place, late=late)


def _foreign(kind: Kind, partition: int, offset: int) -> Finding:
    return Finding(
        kind.topic, None, "", None, partition, offset, "its key is no id", "find who else writes to this topic"
    )


def _named(fault: Fault) -> Finding:
    repair = "wireroom audit --deep --repair"
    if fault.why != comparison.LEFT_OVER:
        repair = f"{repair}; {read_again(fault.article_id or '')}"
    return Finding(fault.topic, None, str(fault.id), fault.article_id, fault.partition, fault.offset, fault.why, repair)
