"""Rebuilds a ledger from what the topics have kept.

Extractions are recorded again, in the order of each partition, without parsing; articles that were read and have no
extraction any more are read by a pool of this process. Receipts are written as ever, so that no worker does any of it
twice. All the while this process is the one drainer and announces nothing; in the end only the difference to what the
compacted topics say is left in the outbox, and what they say and the ledger does not have is retracted.

Where an article was read anew and the message that was read is no longer there, what was sent to have it read stands
in for that, in its place.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from kafka import KafkaProducer
from sqlalchemy import Connection, select
from sqlalchemy.exc import DataError, IntegrityError

from models import announced, outbox
from models.forgotten import note
from models.ledger import Answer, record
from models.receipts import Receipt, forget_patchwork, offsets, outcomes
from streams import retained
from streams.access import client
from streams.agents.announce import transactional_id
from streams.agents.store import refuse
from streams.audit import audit
from streams.records import Extracted
from streams.reprocess import Spot
from streams.retained import Progress
from streams.settings import Settings
from streams.topics import ARTICLES, admin, describe

FOLD: Final = 5_000
"""Answers between two foldings of the outbox, at least."""


class LedgerInUse(Exception):
    """Workers run, which announce from a ledger: stop them first."""


class LedgerNotEmpty(Exception):
    """There is something in it already."""


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild did."""

    recorded: int = 0
    """Messages that were answered for."""
    read: int = 0
    """Those of them that had to be read, because their extraction is gone."""
    retracted: int = 0
    """What the topics said and the ledger does not have."""
    announced: int = 0
    """What is left to be announced, retractions included."""
    outcomes: dict[str, int] = field(default_factory=dict)


def rebuild(connection: Connection, settings: Settings, broker: str, progress: Progress, *, resume: bool) -> Rebuilt:
    """Rebuild the ledger of this connection, which nothing else is done with; raises LedgerInUse, LedgerNotEmpty.

    May be interrupted anywhere, and is gone on with by `resume`; until it has ended the outbox is more than is to be
    announced.
    """
    topic_id = describe(broker)[ARTICLES].id
    _demand_quiet(connection, broker, settings.group)
    if not resume and connection.scalar(select(select(Receipt).exists())):
        raise LedgerNotEmpty("the ledger is not empty; --resume goes on with a rebuild that was interrupted")
    connection.commit()
    _fence(broker, settings.group)
    for decisions in retained.decisions(broker, progress):
        note(connection, decisions)
        connection.commit()
    announced.create(connection)
    for notes in retained.told(broker, progress):
        announced.note(connection, notes)
        connection.commit()
    replay = _Replay(connection, Rebuilt())
    for answers in retained.extractions(broker, progress):
        replay.record(answers)
    # The audit names losses up to a number.
    while lost := _lost(connection, broker, settings.group, topic_id):
        with closing(retained.readings(broker, lost, settings, progress)) as readings:
            for answers in readings:
                replay.record(answers)
                replay.rebuilt.read += len(answers)
    replay.rebuilt.retracted = announced.settle(connection, datetime.now(UTC))
    replay.rebuilt.announced = outbox.depth(connection)
    connection.commit()
    return replay.rebuilt


class _Replay:
    """Records answers, batch by batch, and keeps the outbox to what the topics do not say."""

    def __init__(self, connection: Connection, rebuilt: Rebuilt) -> None:
        self._connection = connection
        self.rebuilt = rebuilt
        self._since = 0
        self._pause = FOLD

    def record(self, answers: Sequence[Answer]) -> None:
        """One transaction; what Postgres refuses is buried alone, as store does."""
        try:
            found = record(self._connection, list(self._whole(answers)))
        except (DataError, IntegrityError) as error:
            self._connection.rollback()
            for answer in answers:
                if len(answers) == 1 and isinstance(answer, Extracted):
                    self.record([refuse(answer, error)])
                elif len(answers) == 1:
                    raise
                else:
                    self.record([answer])
            return
        self.rebuilt.recorded += sum(outcome != "redelivered" for outcome in found)
        for outcome in found:
            self.rebuilt.outcomes[outcome] = self.rebuilt.outcomes.get(outcome, 0) + 1
        self._since += len(answers)
        if self._since >= self._pause:
            announced.fold(self._connection)
            # As long as what stays is much, folding costs much: it is done the more rarely.
            self._since, self._pause = 0, max(FOLD, outbox.depth(self._connection))
        self._connection.commit()

    def _whole(self, answers: Sequence[Answer]) -> Iterator[Answer]:
        """Answers, where one was read anew whose first reading is gone in the place of that."""
        there = {(answer.origin.topic_id, answer.origin.partition, answer.origin.offset) for answer in answers}
        for answer in answers:
            if answer.reprocess is not None:
                origin = answer.reprocess.origin
                spot = (origin.topic_id, origin.partition, origin.offset)
                known = spot in there or outcomes(self._connection, origin.topic_id, [spot[1:]])
                if not known:
                    there.add(spot)
                    yield answer.model_copy(update={"reprocess": None, "repairs": (origin, *answer.repairs)})
                    continue
            yield answer


def _demand_quiet(connection: Connection, broker: str, group: str) -> None:
    """Become the one drainer of this ledger, while no worker of the group runs, on this ledger or another."""
    here = admin(broker)
    try:
        members = here.describe_groups([group])[group]["members"]
    finally:
        here.close()
    if members:
        raise LedgerInUse(
            f"{len(members)} workers of group {group} run: stop them first; one that was killed counts as running "
            "until its session has timed out"
        )
    if not outbox.lock(connection):
        raise LedgerInUse("a worker announces from this ledger, or another rebuild fills it: stop it first")


def _fence(broker: str, group: str) -> None:
    """Stop what a drainer that had the lock before may still have to send."""
    producer = client(
        KafkaProducer, broker, transactional_id=transactional_id(group), enable_idempotence=True, acks="all"
    )
    try:
        producer.init_transactions()
    finally:
        producer.close()


def _lost(connection: Connection, broker: str, group: str, topic_id: UUID) -> list[Spot]:
    """Records that no extraction brought and no worker will read."""
    for partition, begin in retained.beginnings(broker).items():
        forget_patchwork(connection, topic_id, partition, begin)
    connection.commit()
    verdict = audit(broker, group, lambda topic_id, number: offsets(connection, topic_id, number))
    connection.commit()
    return [(loss.partition, loss.offset) for loss in verdict.losses if loss.repair is not None]
