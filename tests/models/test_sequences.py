"""Random sequences of versions, redelivered and crashed anywhere, end as the model of ten lines says.

Driven is `record()`, on the real Postgres in transactions of its own; extraction, the offsets that each step has
committed, and the drainer are played here, with the crashes that they can have. To go on for longer:
`pytest tests/models/test_sequences.py --hypothesis-profile campaign --timeout 0`
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine, event, text

from models import outbox
from models.forgotten import Decision, forget, note
from models.ledger import record
from streams import records
from tests.models.answers import START
from tests.models.sequences import (
    SENTENCES,
    Known,
    Message,
    after,
    announced,
    answer,
    article_of,
    barred,
    hashes,
    origin,
)

PARTITIONS = (0, 1)
LIVE = """
    SELECT id::text, content_hash FROM events WHERE retracted_at IS NULL AND article_id = ANY(:articles)
    UNION ALL
    SELECT id::text, content_hash FROM numbers WHERE retracted_at IS NULL AND article_id = ANY(:articles)
"""


class Crash(Exception):
    """The worker is gone, in the middle of what it did."""


class Fuse:
    """Crashes the transaction at its n-th statement, once."""

    def __init__(self, engine: Engine) -> None:
        self.left: int | None = None
        event.listen(engine, "before_cursor_execute", self._burn)

    def _burn(self, *_: object) -> None:
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                self.left = None
                raise Crash


class Wire(RuleBasedStateMachine):
    """Topics, workers and a ledger, for one random sequence."""

    def __init__(self, engine: Engine, fuse: Fuse) -> None:
        super().__init__()
        self.engine = engine
        self.fuse = fuse
        self.topic_id = uuid4()
        self.minute = 0
        self.revision = 0
        self.articles: dict[int, list[Message]] = {partition: [] for partition in PARTITIONS}
        self.extractions: dict[int, list[tuple[Message, int]]] = {partition: [] for partition in PARTITIONS}
        self.extracted = dict.fromkeys(PARTITIONS, 0)
        self.stored = dict.fromkeys(PARTITIONS, 0)
        self.lost: list[Message] = []
        self.topic: list[tuple[tuple[str, bytes], bytes | None]] = []
        self.known: dict[str, Known] = {}
        self.once_known: list[Known] = []
        self.receipts: set[tuple[int, int]] = set()
        self.forgotten: set[tuple[int, int]] = set()
        """Messages whose receipts say so."""
        self.allowed: dict[str, int | None] = {}
        """Articles that were forgotten, and since when they may come again."""

    # producers

    @rule(
        article=st.sampled_from("ab"),
        partition=st.sampled_from((0, 0, 0, 1)),
        minutes=st.integers(0, 2),
        sentences=st.lists(st.integers(0, len(SENTENCES) - 1), max_size=3).map(tuple),
        version=st.none() | st.integers(0, 3),
        updated=st.none() | st.integers(0, 3),
        canceled=st.sampled_from((False, False, False, True)),
    )
    def publish(self, article: str, partition: int, minutes: int, **said: Any) -> None:
        self.minute += minutes
        self.append(Message(article, partition, 0, self.minute, **said))

    @precondition(lambda self: any(self.articles.values()))
    @rule(choice=st.randoms(use_true_random=False), partition=st.none() | st.sampled_from(PARTITIONS))
    def publish_the_same_again(self, choice: Any, partition: int | None) -> None:
        sent = [message for sent in self.articles.values() for message in sent if message.reads is None]
        again = choice.choice(sent)
        partition = again.partition if partition is None else partition
        self.append(replace(again, partition=partition, minute=self.minute, repairs=()))

    @precondition(lambda self: self.known)
    @rule(choice=st.randoms(use_true_random=False), deploy=st.booleans(), delayed=st.booleans())
    def reprocess(self, choice: Any, deploy: bool, delayed: bool) -> None:
        """As the ledger has it now, or had it some time ago."""
        self.revision += deploy
        known = choice.choice([self.known[article] for article in sorted(self.known)])
        if delayed:
            known = choice.choice(self.once_known)
        if not known.said.canceled:
            again = replace(known.said, minute=self.minute, version=known.version, updated=known.updated)
            again = replace(again, partition=known.stands.partition, reads=known.stands, revision=self.revision)
            self.append(again)

    @precondition(lambda self: self.lost)
    @rule()
    def repair(self) -> None:
        lost = self.lost.pop()
        self.append(replace(lost, minute=self.minute, repairs=(*lost.repairs, replace(lost, repairs=()))))

    # extract

    @rule(
        partition=st.sampled_from(PARTITIONS),
        count=st.integers(1, 4),
        crash=st.booleans(),
        late=st.sampled_from((0, 0, 0, 1)),
    )
    def extract(self, partition: int, count: int, crash: bool, late: int = 0) -> None:
        """By a worker of today's pipeline, or one that is late with it."""
        start = self.extracted[partition]
        read = self.articles[partition][start : start + count]
        self.extractions[partition] += [(message, max(0, self.revision - late)) for message in read]
        if not crash:
            self.extracted[partition] += len(read)

    @rule(partition=st.sampled_from(PARTITIONS))
    def lose(self, partition: int) -> None:
        """As a step does that acknowledges before it has sent; the audit finds it."""
        start = self.extracted[partition]
        for message in self.articles[partition][start : start + 1]:
            self.extracted[partition] += 1
            if all(message is not sent for sent, _ in self.extractions[partition]):
                self.lost.append(message)

    # store

    @rule(
        partition=st.sampled_from(PARTITIONS),
        count=st.integers(1, 6),
        crash=st.sampled_from(("never", "never", "before the commit", "after the commit")),
        statement=st.integers(1, 30),
    )
    def store(self, partition: int, count: int, crash: str, statement: int) -> None:
        start = self.stored[partition]
        batch = self.extractions[partition][start : start + count]
        if not batch:
            return
        self.fuse.left = statement if crash == "before the commit" else None
        try:
            with self.engine.begin() as connection:
                outcomes = record(connection, [answer(message, self.topic_id, by) for message, by in batch])
                if crash == "before the commit":
                    raise Crash
        except Crash:
            return
        finally:
            self.fuse.left = None
        fresh = []
        for message, by in batch:
            fresh.append(message.spot not in self.receipts)
            self.expect(message, by)
        assert [outcome != "redelivered" for outcome in outcomes] == fresh
        if crash == "never":
            self.stored[partition] += len(batch)

    # people

    @rule(article=st.sampled_from("ab"), crash=st.booleans(), statement=st.integers(1, 20))
    def forget(self, article: str, crash: bool, statement: int) -> None:
        """In one transaction, that may be cut off anywhere."""
        name, at = f"{self.topic_id}-{article}", START + timedelta(minutes=self.minute)
        self.fuse.left = statement if crash else None
        try:
            with self.engine.begin() as connection:
                forget(connection, [name], [Decision(records.article_key(name), at, "me", allowed=False)], at)
                if crash:
                    raise Crash
        except Crash:
            return
        finally:
            self.fuse.left = None
        self.allowed[article] = None
        self.known.pop(article, None)
        theirs = {m.spot for sent in self.articles.values() for m in sent if m.article == article}
        self.forgotten |= theirs & self.receipts

    @precondition(lambda self: self.allowed)
    @rule(article=st.sampled_from("ab"))
    def allow(self, article: str) -> None:
        name, at = f"{self.topic_id}-{article}", START + timedelta(minutes=self.minute)
        with self.engine.begin() as connection:
            note(connection, [Decision(records.article_key(name), at, "me", allowed=True)])
        if article in self.allowed:
            self.allowed[article] = self.minute

    # announce

    @rule(count=st.integers(1, 10), crash=st.booleans())
    def announce(self, count: int, crash: bool) -> None:
        with self.engine.begin() as connection:
            taken = outbox.take(connection, count)
            self.topic += [((message.topic, message.key or b""), message.value) for message in taken]
            if not crash:
                outbox.remove(connection, [message.id for message in taken])

    def teardown(self) -> None:
        """All that is on its way arrives, and is what the model says."""
        self.arrive()
        while self.lost:
            self.repair()
            self.arrive()
        self.announce(100_000, crash=False)
        expected = {
            key: value for known in self.known.values() for key, value in announced(known, self.topic_id).items()
        }
        now = {key: value for key, value in dict(self.topic).items() if value is not None}
        assert now == expected
        with self.engine.begin() as connection:
            ids = [records.article_key(f"{self.topic_id}-{article}") for article in self.known]
            live = {(row[0], row[1]) for row in connection.execute(text(LIVE), {"articles": ids})}
            assert live == hashes(expected)
            for known in self.known.values():
                self.check_article(
                    connection.execute(ARTICLE, {"id": article_of(known.said, self.topic_id).id}).one(), known
                )
            spots = connection.execute(
                text('SELECT partition, "offset" FROM receipts WHERE topic_id = :topic_id'), {"topic_id": self.topic_id}
            )
            written = {(row.partition, row.offset) for row in spots}
            assert written == self.receipts == {message.spot for sent in self.articles.values() for message in sent}
            said = connection.execute(OUTCOMES, {"topic_id": self.topic_id})
            forgotten = {(row.partition, row.offset) for row in said if row.outcome == "forgotten"}
            assert forgotten >= self.forgotten
            for article in self.allowed.keys() - self.known.keys():
                key = records.article_key(f"{self.topic_id}-{article}")
                assert not connection.execute(LEFT, {"key": key}).all()

    def check_article(self, row: Any, known: Known) -> None:
        stands = origin(known.stands, self.topic_id)
        assert (row.version, row.partition, row.offset, row.appended_at) == (
            known.version,
            stands.partition,
            stands.offset,
            stands.appended_at,
        )
        assert row.updated_at == (None if known.updated is None else START + timedelta(minutes=known.updated))
        assert row.status == article_of(known.said, self.topic_id).status
        if not known.said.canceled:
            assert (row.body, row.revision) == (article_of(known.said, self.topic_id).body, f"r{known.revision}")

    def arrive(self) -> None:
        for partition in PARTITIONS:
            self.extract(partition, len(self.articles[partition]), crash=False)
            while self.stored[partition] < len(self.extractions[partition]):
                self.store(partition, 32, crash="never", statement=0)

    def append(self, message: Message) -> None:
        sent = self.articles[message.partition]
        sent.append(replace(message, offset=len(sent)))

    def expect(self, message: Message, revision: int) -> None:
        """Let the model have it, unless it was answered for."""
        if message.spot in self.receipts:
            return
        self.receipts.add(message.spot)
        lost, *carriers = message.repairs or (None,)
        if lost is not None:
            self.receipts.update(carrier.spot for carrier in carriers if carrier is not None)
            self.expect(lost, revision)
            return
        if barred(self.allowed, message):
            self.forgotten.add(message.spot)
            return
        if (now := after(self.known.get(message.article), message, revision)) is not None:
            self.known[message.article] = now
            self.once_known.append(now)


ARTICLE = text("SELECT * FROM articles WHERE article_id = :id")
OUTCOMES = text('SELECT partition, "offset", outcome FROM receipts WHERE topic_id = :topic_id')
LEFT = text("""
    SELECT id FROM articles WHERE id = :key UNION ALL SELECT id FROM events WHERE article_id = :key
    UNION ALL SELECT id FROM numbers WHERE article_id = :key UNION ALL SELECT id FROM times WHERE article_id = :key
    UNION ALL SELECT id FROM statements WHERE article_id = :key
    UNION ALL SELECT id FROM place_mentions WHERE article_id = :key
""")


@pytest.fixture(scope="module")
def fuse(database: Engine) -> Iterator[Fuse]:
    fuse = Fuse(database)
    yield fuse
    event.remove(database, "before_cursor_execute", fuse._burn)


def test_whatever_happens_on_the_way_the_end_is_the_same(database: Engine, fuse: Fuse) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: Wire(database, fuse),
        settings=settings(
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
